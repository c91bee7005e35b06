import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Section } from '#web/kit/Section.tsx'
import { StatusPill } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import styles from './HealthPage.module.css'

const LOOK_MS = 10_000

const PARTS = [
  { name: 'database', label: 'Database', note: 'Everything that is kept' },
  { name: 'cache', label: 'Cache', note: 'Without it, everything works, only slower' },
  { name: 'warehouse', label: 'Analytics warehouse', note: 'For reports; everything else works without it' },
] as const

const TONES = { up: 'done', down: 'late', off: 'draft' } as const
const WORDS = { up: 'Running', down: 'Not reachable', off: 'Off' } as const
type State = keyof typeof TONES

/** Whether the parts of this installation answer; asked again every ten seconds. */
export function HealthPage() {
  const { data, error } = useQuery({
    queryKey: ['health'],
    refetchInterval: LOOK_MS,
    queryFn: async () =>
      (await fetch('/readyz', { cache: 'no-store' })).json() as Promise<Record<string, State>>,
  })
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={3} />
  return (
    <Section title="Status" note="Updated every 10 seconds.">
      <Stack gap={0}>
        {PARTS.map(({ name, label, note }) => {
          const state = data[name] ?? 'off'
          return (
            <div key={name} className={styles.part}>
              <div>
                <div className={styles.name}>{label}</div>
                <div className={styles.note}>{note}</div>
              </div>
              <StatusPill tone={TONES[state]}>{WORDS[state]}</StatusPill>
            </div>
          )
        })}
      </Stack>
    </Section>
  )
}
