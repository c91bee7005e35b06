import { useEffect, useState } from 'react'
import type { ImportKind } from './kind.ts'
import { isWorking } from './states.ts'

const EVERY_MS = 700

/** An import, asked for again while the server works on it. */
export function useImportOf({ useOne }: ImportKind, id: string) {
  const [working, setWorking] = useState(false)
  const answer = useOne(id, working ? { refetchInterval: EVERY_MS } : {})
  const now = isWorking(answer.data?.state)
  useEffect(() => setWorking(now), [now])
  return answer
}
