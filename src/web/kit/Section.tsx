import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './Section.module.css'

type Props = {
  title: string
  note?: ReactNode
  /** Where an address leads to it. */
  id?: string
  children: ReactNode
}

/** What it is on the left, what to do with it on the right; one under the other on a small screen. */
export function Section({ title, note, id, children }: Props) {
  return (
    <section className={styles.section} id={id}>
      <div>
        <Title order={2}>{title}</Title>
        {note && (
          <Text size="sm" c="dimmed" mt={4} component="div">
            {note}
          </Text>
        )}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  )
}
