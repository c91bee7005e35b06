import { Button, Progress } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconCircleMinus, IconUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import type { AskedDocument, RequestItem } from '#domains/documents/requests/schema.ts'
import type { Dropped } from '#web/features/documents/upload/uploads.ts'
import styles from '#web/outside/shared.module.css'
import { FileInput } from './ChooseFiles.tsx'
import { SentFiles } from './SentFiles.tsx'

type Add = (files: Dropped[], item: string) => void

/** All that was asked for: what it is, what has come, and a place to add to each. */
export function AskedList({ asked: { items, received }, onChosen }: { asked: AskedDocument; onChosen: Add }) {
  const needed = items.filter(({ state }) => state !== 'waived')
  const there = needed.filter(({ state }) => state === 'received').length
  return (
    <>
      <div className={styles.progress}>
        <Progress
          value={(there / Math.max(1, needed.length)) * 100}
          aria-label="Documents received"
          color="evergreen"
        />
        <span aria-live="polite">
          {there} of {needed.length} received
        </span>
      </div>
      <ul className={styles.checklist}>
        {items.map((item) => (
          <Item
            key={item.id}
            item={item}
            files={received.filter(({ item_id }) => item_id === item.id)}
            onChosen={(files) => onChosen(files, item.id)}
          />
        ))}
      </ul>
    </>
  )
}

const SIGNS = { open: IconCircle, received: IconCircleCheckFilled, waived: IconCircleMinus }
const STATES = { open: 'Missing', received: 'Received', waived: 'No longer needed' }

type ItemProps = {
  item: RequestItem
  files: AskedDocument['received']
  onChosen: (files: Dropped[]) => void
}

function Item({ item: { title, explanation, state }, files, onChosen }: ItemProps) {
  const input = useRef<HTMLInputElement>(null)
  const Sign = SIGNS[state]
  return (
    <li className={styles.item}>
      <Sign
        size={22}
        color={state === 'received' ? 'var(--accent-text)' : 'var(--mantine-color-dimmed)'}
        aria-label={STATES[state]}
      />
      <div>
        <h2>{title}</h2>
        {explanation && <div className={styles.explanation}>{explanation}</div>}
        <SentFiles label={`Files for ${title}`} files={files} needed={state === 'open'} />
      </div>
      {state !== 'waived' && (
        <Button
          variant={state === 'open' ? 'filled' : 'default'}
          leftSection={<IconUpload size={16} />}
          aria-label={`Upload ${title}`}
          onClick={() => input.current?.click()}
        >
          {state === 'open' ? 'Upload' : 'Add more'}
        </Button>
      )}
      <FileInput ref={input} label={`Files to send for ${title}`} onChosen={onChosen} />
    </li>
  )
}
