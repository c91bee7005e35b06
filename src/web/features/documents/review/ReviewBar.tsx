import { ActionIcon, Button, CloseButton, Group, Progress, Text, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { formatConfidence, formatNumber } from '#web/kit/figures.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import styles from './ReviewBar.module.css'
import { useReview } from './use-review.ts'
import { useThreshold } from './use-threshold.ts'

/** Where a person stands in their review, and the way on: the next document comes by itself when one is done. */
export function ReviewBar({ document }: { document: DocumentDetail }) {
  const [from] = useThreshold()
  const { index, count, before, next, go, end, accept } = useReview(document, from)
  const [busy, setBusy] = useState(false)
  const undecided = document.document_type === null
  const acceptAndGo = () => {
    if (busy) return
    if (undecided) return notify('Choose the type of this document first, or skip it.')
    setBusy(true)
    return accept()
      .catch(notifyRefusal)
      .finally(() => setBusy(false))
  }
  useHotkeys([
    ['s', () => go(next)],
    ['shift+Enter', acceptAndGo],
  ])
  if (index < 0) return null
  return (
    <section className={styles.bar} aria-label="Review">
      <Text size="sm" fw={600} className="figures">
        {formatNumber(index + 1, 0)} of {formatNumber(count, 0)}
      </Text>
      <Progress
        value={((index + 1) / count) * 100}
        size={4}
        className={styles.progress}
        aria-label="Progress of the review"
      />
      <Group gap={6} wrap="nowrap">
        <Tooltip label="Previous">
          <ActionIcon aria-label="Previous document" disabled={!before} onClick={() => go(before)}>
            <IconChevronLeft size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Skip (S)">
          <Button size="compact-sm" variant="default" onClick={() => go(next)}>
            Skip
          </Button>
        </Tooltip>
        <Tooltip
          label={`Confirms the type and accepts key terms that are ${formatConfidence(from)} or more confident (Shift Enter)`}
        >
          <Button size="compact-sm" loading={busy} disabled={!document.may.edit} onClick={acceptAndGo}>
            {next ? 'Accept and next' : 'Accept and finish'}
          </Button>
        </Tooltip>
        <CloseButton aria-label="End review" onClick={end} />
      </Group>
    </section>
  )
}
