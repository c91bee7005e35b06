import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconArchive, IconEye } from '@tabler/icons-react'
import type { Document } from '#domains/documents/schema.ts'
import { readingOf, STAGES, STATUSES } from '#web/features/documents/words.ts'
import styles from './DocumentState.module.css'

/** Where a document stands, in one word; what waits for a person stands out. */
export function DocumentState({ document }: { document: Document }) {
  const { status, processing_stage, needs_review } = document
  const { state, sentence } = readingOf(document)
  if (state === 'processing')
    return (
      <span className={styles.state}>
        <span className={styles.pulse} aria-hidden />
        {processing_stage ? STAGES[processing_stage] : STATUSES.processing}
      </span>
    )
  if (state === 'error')
    return (
      <Tooltip label={sentence} multiline maw={320}>
        <span className={styles.state} data-tone="late">
          <IconAlertTriangle size={14} aria-hidden /> {STATUSES.error}
        </span>
      </Tooltip>
    )
  if (state === 'stored')
    return (
      <Tooltip label={sentence} multiline maw={320}>
        <span className={styles.state} data-tone="quiet">
          <IconArchive size={14} aria-hidden /> Stored, not readable
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
