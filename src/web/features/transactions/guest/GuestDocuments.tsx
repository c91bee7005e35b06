import { Text } from '@mantine/core'
import { IconChevronRight, IconFile } from '@tabler/icons-react'
import type { GuestDeal } from '#domains/transactions/guests/schema.ts'
import { formatInstant } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import styles from './Guest.module.css'

export function GuestDocuments({ documents, agent }: { documents: GuestDeal['documents']; agent: string }) {
  if (documents.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing yet. What {agent} shares with you is listed here.
      </Text>
    )
  return (
    <ul className={styles.list}>
      {documents.map(({ id, title, file_size, created_at, url }) => {
        const inside = (
          <>
            <IconFile size={20} stroke={1.6} aria-hidden />
            <span>
              <strong>{title}</strong>
              <small>
                {formatInstant(created_at)} · {formatBytes(file_size)}
                {!url && ' · Open it from the email about it'}
              </small>
            </span>
            {url && <IconChevronRight size={18} aria-hidden />}
          </>
        )
        return <li key={id}>{url ? <a href={url}>{inside}</a> : <div>{inside}</div>}</li>
      })}
    </ul>
  )
}
