import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import type { ImportRow } from '#domains/identity/imports/schema.ts'
import { formatNumber } from '#web/kit/figures.ts'
import { useShowWork, type Work } from '#web/kit/work.tsx'
import { useMay } from '#web/session.ts'
import type { ImportKind } from './kind.ts'
import { capitalized, isWorking, outcomeOf, partOf } from './states.ts'

const EVERY_MS = 1_500

/** Around all pages: an import that goes on is shown by the ring in the header, and then what came of it. */
export function ImportsAtWork({ kind, children }: { kind: ImportKind; children: ReactNode }) {
  const may = useMay(kind.permission)
  return (
    <>
      {may && <AtWork kind={kind} />}
      {children}
    </>
  )
}

function AtWork({ kind }: { kind: ImportKind }) {
  const [followed, follow] = useState<string | null>(null)
  const [every, setEvery] = useState(false)
  const options = every ? { refetchInterval: EVERY_MS } : {}
  const { data } = kind.useLatest(options)
  const working = data?.items.find(({ state }) => isWorking(state) && state !== 'checking')
  useEffect(() => {
    setEvery(working !== undefined)
    if (working) follow(working.id)
  }, [working])
  const shown = data?.items.find(({ id }) => id === followed)
  useShowWork(shown ? workOf(kind, shown, () => follow(null)) : null)
  return null
}

function workOf(kind: ImportKind, one: ImportRow, clear: () => void): Work {
  const running = isWorking(one.state)
  const doing = one.state === 'undoing' ? 'Undoing' : 'Importing'
  const of = one.state === 'undoing' ? one.created_count : one.row_count
  const title = running
    ? `${doing} ${formatNumber(one.done_count, 0)} of ${formatNumber(of, 0)} ${kind.many}`
    : one.failure
      ? 'The import stopped'
      : outcomeOf(one)
  return {
    key: `import ${one.id}`,
    label: capitalized(kind.many),
    title,
    part: running ? partOf(one) : 1,
    state: running ? 'running' : one.failure ? 'trouble' : 'done',
    details: (
      <Stack gap={2} p="xs">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {one.filename}
        </Text>
        <Anchor component={Link} to={`${kind.page}?open=${one.id}`} size="sm">
          Show import
        </Anchor>
      </Stack>
    ),
    clear: running ? undefined : clear,
  }
}
