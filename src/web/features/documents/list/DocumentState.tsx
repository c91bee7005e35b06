import { Tooltip } from '@mantine/core'
import type { Document } from '#domains/documents/schema.ts'
import { readingOf, STAGES, STATUSES } from '#web/features/documents/words.ts'
import { StatusPill } from '#web/kit/StatusPill.tsx'

/** Where a document stands, in one word; what waits for a person stands out. */
export function DocumentState({ document }: { document: Document }) {
  const { status, processing_stage, needs_review } = document
  const { state, sentence } = readingOf(document)
  if (state === 'processing')
    return (
      <StatusPill tone="waiting" busy>
        {processing_stage ? STAGES[processing_stage] : STATUSES.processing}
      </StatusPill>
    )
  if (state === 'error')
    return (
      <Tooltip label={sentence} multiline maw={320}>
        <span>
          <StatusPill tone="late">{STATUSES.error}</StatusPill>
        </span>
      </Tooltip>
    )
  if (state === 'stored')
    return (
      <Tooltip label={sentence} multiline maw={320}>
        <span>
          <StatusPill tone="draft">Stored</StatusPill>
        </span>
      </Tooltip>
    )
  if (needs_review) return <StatusPill tone="soon">Needs review</StatusPill>
  return <StatusPill tone={status === 'ready' ? 'done' : 'draft'}>{STATUSES[status]}</StatusPill>
}
