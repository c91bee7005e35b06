import { Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import styles from './Door.module.css'

/** The page around every form of somebody who is not in yet. */
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

export function Brand() {
  return (
    <div className={styles.brand}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="6" fill="#136c4f" />
        <path d="M9 7h8a9 9 0 0 1 0 18H9z M9 20.5h14" fill="none" stroke="#fff" strokeWidth="2.6" />
      </svg>
      Deedline
    </div>
  )
}
