import { Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { AskedDocument } from '#domains/documents/requests/schema.ts'
import styles from '#web/features/documents/share-page/shared.module.css'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'

/** What has arrived, so that nobody sends it twice. */
export function SentFiles({ files }: { files: AskedDocument['received'] }) {
  if (files.length === 0) return null
  return (
    <section aria-live="polite">
      <Title order={2} mb={4}>
        Received
      </Title>
      <ul className={styles.received}>
        {files.map(({ filename, file_size, created_at }) => (
          <li key={created_at}>
            <IconCheck size={16} color="var(--accent-text)" aria-hidden />
            <span>{filename}</span>
            <Text span size="xs" c="dimmed">
              {formatBytes(file_size)} · <Moment at={created_at} />
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}
