import { CloseButton, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './Table.module.css'
import type { Selection } from './use-selection.ts'

type Props = {
  label: string
  selection: Pick<Selection, 'selected' | 'all' | 'clear'>
  count: string
  /** What stands for the count when every row that is loaded is selected. */
  whole: ReactNode
  /** What can be done with the selected rows. */
  children: ReactNode
}

/** What can be done with the selected rows, in the place of the table's head. */
export function BulkBar({ label, selection, count, whole, children }: Props) {
  if (selection.selected.length === 0) return null
  return (
    <div className={styles.bar}>
      <section className={styles.barBody} aria-label={label}>
        {selection.all && whole ? (
          whole
        ) : (
          <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
            {count}
          </Text>
        )}
        <Group gap={2}>{children}</Group>
        <CloseButton size="sm" aria-label="Clear selection" onClick={selection.clear} />
      </section>
    </div>
  )
}
