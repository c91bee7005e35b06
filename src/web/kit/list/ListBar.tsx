import type { ReactNode } from 'react'
import styles from './ListBar.module.css'

type Props = { search: ReactNode; chips: ReactNode; children: ReactNode }

/** Above a list: its words and filters, and to the right how it is shown. */
export function ListBar({ search, chips, children }: Props) {
  return (
    <div className={styles.bar}>
      <div className={styles.search}>{search}</div>
      <div className={styles.chips}>{chips}</div>
      <div className={styles.tools}>{children}</div>
    </div>
  )
}
