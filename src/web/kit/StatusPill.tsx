import type { ReactNode } from 'react'
import styles from './StatusPill.module.css'

/** The one vocabulary of states: grey draft, blue waiting, amber soon, green done, red late or failed; always with a word. */
type Props = { tone: 'draft' | 'waiting' | 'soon' | 'done' | 'late'; children: ReactNode }

export function StatusPill({ tone, children }: Props) {
  return (
    <span className={styles.pill} data-tone={tone}>
      {children}
    </span>
  )
}
