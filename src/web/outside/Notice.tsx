import { Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { unreachedWords } from '#web/kit/unreached.ts'
import styles from './shared.module.css'

/** A page with one thing to say, for people who came by a link. */
export function Notice({ title, note, children }: { title: string; note?: string; children?: ReactNode }) {
  useDocumentTitle(title)
  return (
    <main className={styles.notice} id="main">
      <div>
        <Title order={1}>{title}</Title>
        {note && (
          <Text c="dimmed" mt={6} mb="md">
            {note}
          </Text>
        )}
        {children}
      </div>
    </main>
  )
}

/** For people who open the link without a connection. */
export function UnreachedNotice() {
  return (
    <div data-unreached>
      <Notice {...unreachedWords()} />
    </div>
  )
}
