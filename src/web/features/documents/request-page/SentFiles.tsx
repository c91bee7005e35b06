import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { AskedDocument } from '#domains/documents/requests/schema.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import styles from '#web/outside/shared.module.css'
import { PROBLEMS } from './problems.ts'

type Props = {
  label: string
  files: AskedDocument['received']
  /** What came can be sent again, and is still needed. */
  needed: boolean
}

/** What has arrived, so that no one sends it twice, and what has to be sent again. */
export function SentFiles({ label, files, needed }: Props) {
  if (files.length === 0) return null
  return (
    <ul className={styles.received} aria-label={label} aria-live="polite">
      {files.map(({ filename, file_size, created_at, checking, problem }) => (
        <li key={created_at}>
          {problem ? (
            <IconAlertTriangle size={16} color="var(--late-text)" aria-hidden />
          ) : (
            <IconCheck size={16} color="var(--accent-text)" aria-hidden />
          )}
          <span>{filename}</span>
          <Text span size="xs" c={problem ? 'var(--late-text)' : 'dimmed'}>
            {problem ? (
              PROBLEMS[problem].slice(0, needed ? 2 : 1).join(' ')
            ) : (
              <>
                {formatBytes(file_size)} · {checking ? 'Checking…' : <Moment at={created_at} />}
              </>
            )}
          </Text>
        </li>
      ))}
    </ul>
  )
}
