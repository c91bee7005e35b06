import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconEye } from '@tabler/icons-react'
import type { Document } from '#domains/documents/schema.ts'
import { STAGES, STATUSES } from '#web/features/documents/words.ts'
import styles from './DocumentState.module.css'

/** Where a document stands, in one word; what waits for a person stands out. */
export function DocumentState({ document }: { document: Document }) {
  const { status, processing_stage, processing_errors, needs_review } = document
  if (status === 'processing')
    return (
      <span className={styles.state}>
        <span className={styles.pulse} aria-hidden />
        {processing_stage ? STAGES[processing_stage] : STATUSES.processing}
      </span>
    )
  if (status === 'error')
    return (
      <Tooltip label={processing_errors?.at(-1)?.message ?? 'It could not be read.'} multiline maw={320}>
        <span className={styles.state} data-tone="late">
          <IconAlertTriangle size={14} aria-hidden /> {STATUSES.error}
        </span>
      </Tooltip>
    )
  if (needs_review)
    return (
      <span className={styles.state} data-tone="soon">
        <IconEye size={14} aria-hidden /> To review
      </span>
    )
  return (
    <span className={styles.state} data-tone="quiet">
      {STATUSES[status]}
    </span>
  )
}
