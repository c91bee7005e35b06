import type { ReactNode } from 'react'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import styles from './Record.module.css'

type Props = {
  /** The way back to the list that it belongs to. */
  above: ReactNode
  title: string
  status: ReactNode
  /** Key facts in a line; what is empty is left out. */
  facts: ReactNode[]
  /** The main action, others, and the menu of the rest. */
  children: ReactNode
}

/** What a record is, how it stands, and what can be done with it. */
export function RecordHeader({ above, title, status, facts, children }: Props) {
  const known = facts.filter(Boolean)
  return (
    <PageHeader
      above={above}
      title={title}
      state={status}
      note={
        <ul className={styles.facts}>
          {known.map((fact, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a record never change places.
            <li key={i}>{fact}</li>
          ))}
        </ul>
      }
    >
      {children}
    </PageHeader>
  )
}
