import { Button, Chip, Group } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Moment } from '#web/kit/dates.tsx'
import styles from './Timeline.module.css'

export type TimelineEntry = {
  id: string
  at: string
  icon: Icon
  who: string
  /** What they did, after their name: "uploaded version 2". */
  did: ReactNode
  detail?: ReactNode
  late?: boolean
}

type Choice<Kind extends string> = {
  kinds: { value: Kind; label: string }[]
  kind: Kind | undefined
  setKind: (kind: Kind | undefined) => void
}

type Props<Kind extends string> = {
  entries: TimelineEntry[]
  /** Where only some of it may be wanted. */
  choice?: Choice<Kind>
  more: { load: () => void; busy: boolean } | null
}

/** What happened to a record, newest first, and which of it is wanted. */
export function Timeline<Kind extends string>({ entries, choice, more }: Props<Kind>) {
  return (
    <div>
      {choice && <KindChips {...choice} />}
      {entries.length === 0 && <p className={styles.none}>Nothing yet.</p>}
      <ol className={styles.list}>
        {entries.map(({ id, at, icon: Shown, who, did, detail, late }) => (
          <li key={id} className={styles.entry} data-late={late || undefined}>
            <span className={styles.icon}>
              <Shown size={14} stroke={1.7} aria-hidden />
            </span>
            <div className={styles.what}>
              <strong>{who}</strong> {did}
              {detail && <div className={styles.detail}>{detail}</div>}
            </div>
            <span className={styles.at}>
              <Moment at={at} />
            </span>
          </li>
        ))}
      </ol>
      {more && (
        <Button variant="default" size="compact-sm" mt="sm" loading={more.busy} onClick={more.load}>
          Show older
        </Button>
      )}
    </div>
  )
}

function KindChips<Kind extends string>({ kinds, kind, setKind }: Choice<Kind>) {
  return (
    <Group gap={4} mb="sm" role="group" aria-label="Show">
      <Chip size="xs" checked={!kind} onChange={() => setKind(undefined)}>
        Everything
      </Chip>
      {kinds.map(({ value, label }) => (
        <Chip
          key={value}
          size="xs"
          checked={kind === value}
          onChange={(on) => setKind(on ? value : undefined)}
        >
          {label}
        </Chip>
      ))}
    </Group>
  )
}
