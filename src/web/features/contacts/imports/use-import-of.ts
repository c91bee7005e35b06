import { useEffect, useState } from 'react'
import { imports } from '#domains/contacts/imports/contract.ts'
import { useCall } from '#web/use-call.ts'
import { isWorking } from './states.ts'

const EVERY_MS = 700

/** An import, asked for again while the server works on it. */
export function useImportOf(id: string) {
  const [working, setWorking] = useState(false)
  const answer = useCall(imports.one, { id }, working ? { refetchInterval: EVERY_MS } : {})
  const now = isWorking(answer.data?.state)
  useEffect(() => setWorking(now), [now])
  return answer
}
