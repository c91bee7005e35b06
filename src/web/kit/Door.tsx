import { Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Brand } from './Brand.tsx'
import styles from './Door.module.css'

/** The page around every form of a person who isn't signed in. */
export function Door({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  useDocumentTitle(`${title} · Deedline`)
  return (
    <div className={styles.page}>
      <main className={styles.card} id="main">
        <Brand />
        <Title order={1} fz={22} mt={28} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {note && (
          <Text c="dimmed" mt={4} component="div">
            {note}
          </Text>
        )}
        <div className={styles.body}>{children}</div>
      </main>
    </div>
  )
}
