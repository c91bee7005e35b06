import { Anchor } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { rules } from '#domains/transactions/requirement-rules/contract.ts'
import type { Evaluation } from '#domains/transactions/requirement-rules/schema.ts'
import { outdate } from '#web/calls.ts'
import { formatCount, formatNumber } from '#web/kit/figures.ts'
import { useShowWork, type Work } from '#web/kit/work.tsx'
import { useMay } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'

const EVERY_MS = 1_500

/** Around all pages: after a change of the rules, the ring in the header shows how far open deals follow. */
export function EvaluationAtWork({ children }: { children: ReactNode }) {
  const may = useMay('transactions.review')
  return (
    <>
      {may && <AtWork />}
      {children}
    </>
  )
}

function AtWork() {
  const queries = useQueryClient()
  const [followed, follow] = useState(false)
  const [every, setEvery] = useState(false)
  const { data } = useCall(rules.evaluation, {}, every ? { refetchInterval: EVERY_MS } : {})
  const running = data?.state === 'running'
  useEffect(() => {
    if (running) follow(true)
    setEvery(running)
    if (!running && followed) outdate(queries, ['transaction'])
  }, [running, followed, queries])
  useShowWork(followed && data ? workOf(data, () => follow(false)) : null)
  return null
}

function workOf({ state, done, total, changed }: Evaluation, clear: () => void): Work {
  const running = state === 'running'
  const title = running
    ? `Updating ${formatNumber(done, 0)} of ${formatCount(total, 'open deal')}`
    : state === 'failed'
      ? 'Updating open deals stopped. Change a rule to start again'
      : `${formatCount(changed, 'deal')} changed by the rules`
  return {
    key: 'required documents',
    label: 'Required documents',
    title,
    part: running ? (total > 0 ? done / total : 0) : 1,
    details: (
      <Anchor component={Link} to="/settings/required-documents" size="sm" p="xs">
        Show rules
      </Anchor>
    ),
    state: running ? 'running' : state === 'failed' ? 'trouble' : 'done',
    clear: running ? undefined : clear,
  }
}
