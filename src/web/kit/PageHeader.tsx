import { Group, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import styles from './PageHeader.module.css'

type Props = {
  title: string
  /** What the browser's tab says, where the title alone does not tell. */
  tab?: string | undefined
  note?: ReactNode
  state?: ReactNode
  above?: ReactNode
  children?: ReactNode
}

/** Where am I, what is this, its state, and on the right its one main action. */
export function PageHeader({ title, tab, note, state, above, children }: Props) {
  useDocumentTitle(`${tab ?? title} · Deedline`)
  return (
    <div className={styles.header}>
      <div className={styles.what}>
        {above}
        <Group gap="sm" wrap="wrap" align="center">
          <Title order={1} className={styles.title}>
            {title}
          </Title>
          {state}
        </Group>
        {note && (
          <Text c="dimmed" size="sm" component="div">
            {note}
          </Text>
        )}
      </div>
      {children && (
        <Group gap="xs" wrap="wrap">
          {children}
        </Group>
      )}
    </div>
  )
}
