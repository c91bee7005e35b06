import type { ReactNode } from 'react'
import styles from './StatusPill.module.css'

/** The one vocabulary of states, each beside a word: grey draft, blue waiting, amber soon, green done, red late or failed. */
export type Tone = 'draft' | 'waiting' | 'soon' | 'done' | 'late'

type Props = { tone: Tone; children: ReactNode; busy?: boolean }

export function StatusPill({ tone, children, busy = false }: Props) {
  return (
    <span className={styles.pill} data-tone={tone}>
      <span className={styles.dot} data-busy={busy || undefined} aria-hidden />
      {children}
    </span>
  )
}

/** What each status of a kind of record is called, and its tone. */
export type Statuses<S extends string> = Readonly<Record<S, readonly [label: string, tone: Tone]>>

export function Status<S extends string>({ of, status }: { of: Statuses<S>; status: S }) {
  const [label, tone] = of[status]
  return <StatusPill tone={tone}>{label}</StatusPill>
}
