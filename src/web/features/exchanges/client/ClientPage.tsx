import { Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { exchangePage } from '#domains/exchanges/guests/contract.ts'
import { answerTo } from '#web/calls.ts'
import type { Refusal } from '#web/http.ts'
import { ClosedLink } from '#web/outside/ClosedLink.tsx'
import { Notice } from '#web/outside/Notice.tsx'
import { ClientExchange } from './ClientExchange.tsx'
import { Door } from './Door.tsx'
import { keepSession, keptSession, withSession } from './session.ts'

/** An exchange as its participant sees it, behind the link and the code that were emailed to them. */
export function ClientPage() {
  const { token } = useParams({ from: '/x/$token' })
  const [session, setSession] = useState(() => keptSession(token))
  const open = (given: string | null) => {
    keepSession(token, given)
    setSession(given)
  }
  if (!session) return <Door token={token} onOpen={open} />
  return <Opened token={token} session={session} onEnd={() => open(null)} />
}

function Opened({ token, session, onEnd }: { token: string; session: string; onEnd: () => void }) {
  const queries = useQueryClient()
  const question = answerTo(exchangePage.one, { token }, withSession(session))
  const { data, error } = useQuery({ ...question, retry: false })
  const refresh = () => queries.invalidateQueries({ queryKey: question.queryKey })
  if (data) return <ClientExchange exchange={data} token={token} session={session} onChange={refresh} />
  if ((error as Refusal | null)?.code === 'unauthenticated')
    return <Door token={token} onOpen={onEnd} ended />
  if (error) return <ClosedLink error={error as Refusal} what="This page" did="Your coordinator:" />
  return (
    <Notice title="Opening your exchange">
      <Skeleton height={80} />
    </Notice>
  )
}
