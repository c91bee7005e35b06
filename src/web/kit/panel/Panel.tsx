import { ActionIcon, CloseButton, Tooltip } from '@mantine/core'
import { IconArrowsMaximize, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatNumber } from '#web/kit/figures.ts'
import styles from './PanelLayout.module.css'

type Props = {
  /** Where the row stands in its list, from 0; -1: it is not among the loaded ones. */
  index: number
  count: number
  go: (step: 1 | -1) => void
  /** Where there is a whole page for the record. */
  open?: () => void
  onClose: () => void
  children: ReactNode
}

/** The frame of what is shown beside a list: its place there, the way to the next, to the whole record, and back. */
export function Panel({ index, count, go, open, onClose, children }: Props) {
  return (
    <>
      <div className={styles.head}>
        <span className={styles.place}>
          {index >= 0 && `${formatNumber(index + 1, 0)} of ${formatNumber(count, 0)}`}
        </span>
        <Tooltip label="Previous (↑)">
          <ActionIcon size="md" aria-label="Previous" disabled={index <= 0} onClick={() => go(-1)}>
            <IconChevronUp size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Next (↓)">
          <ActionIcon size="md" aria-label="Next" disabled={index >= count - 1} onClick={() => go(1)}>
            <IconChevronDown size={17} />
          </ActionIcon>
        </Tooltip>
        {open && (
          <Tooltip label="Open (Enter)">
            <ActionIcon size="md" aria-label="Open" onClick={open}>
              <IconArrowsMaximize size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <CloseButton aria-label="Close preview" onClick={onClose} />
      </div>
      <div className={styles.body}>{children}</div>
    </>
  )
}
