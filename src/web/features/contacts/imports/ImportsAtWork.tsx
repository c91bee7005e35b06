import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { imports } from '#domains/contacts/imports/contract.ts'
import type { ImportRow } from '#domains/identity/imports/schema.ts'
import { formatNumber } from '#web/kit/figures.ts'
import { useShowWork, type Work } from '#web/kit/work.tsx'
import { useMay } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'
import { isWorking, outcomeOf, partOf } from './states.ts'

const EVERY_MS = 1_500

/** Around all pages: an import that goes on is shown by the ring in the header, and then what came of it. */
export function ImportsAtWork({ children }: { children: ReactNode }) {
  const may = useMay('contacts.import')
  return (
    <>
      {may && <AtWork />}
      {children}
    </>
  )
}

function AtWork() {
  const [followed, follow] = useState<string | null>(null)
  const [every, setEvery] = useState(false)
  const options = every ? { refetchInterval: EVERY_MS } : {}
  const { data } = useCall(imports.all, { limit: 5 }, options)
  const working = data?.items.find(({ state }) => isWorking(state) && state !== 'checking')
  useEffect(() => {
    setEvery(working !== undefined)
    if (working) follow(working.id)
  }, [working])
  const shown = data?.items.find(({ id }) => id === followed)
  useShowWork(shown ? workOf(shown, () => follow(null)) : null)
  return null
}

function workOf(one: ImportRow, clear: () => void): Work {
  const running = isWorking(one.state)
  const doing = one.state === 'undoing' ? 'Undoing' : 'Importing'
  const of = one.state === 'undoing' ? one.created_count : one.row_count
  const title = running
    ? `${doing} ${formatNumber(one.done_count, 0)} of ${formatNumber(of, 0)} contacts`
    : one.failure
      ? 'The import stopped'
      : outcomeOf(one)
  return {
    key: `import ${one.id}`,
    label: 'Contacts',
    title,
    part: running ? partOf(one) : 1,
    state: running ? 'running' : one.failure ? 'trouble' : 'done',
    details: (
      <Stack gap={2} p="xs">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {one.filename}
        </Text>
        <Anchor component={Link} to={`/contacts/imports?open=${one.id}`} size="sm">
          Show import
        </Anchor>
      </Stack>
    ),
    clear: running ? undefined : clear,
  }
}
