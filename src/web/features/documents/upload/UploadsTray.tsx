import { ActionIcon, Anchor, Button, Group, Progress, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconCopy,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { formatBytes, formatCount } from '#web/kit/figures.ts'
import styles from './UploadsTray.module.css'
import type { Upload, Uploads } from './uploads.ts'

const CROWD = 60

/**
 * What is on its way, in a corner: it can be looked at, put aside, and left alone. With `brief` it goes when all has
 * arrived, where the page itself shows that.
 */
export function UploadsTray({ uploads, brief = false }: { uploads: Uploads; brief?: boolean }) {
  const shown = uploads.useShown()
  const [open, setOpen] = useState(true)
  const moving = shown.filter(({ state }) => state === 'waiting' || state === 'sending').length
  useWarningBeforeLeaving(moving > 0)
  const trouble = shown.filter(({ state }) => state === 'failed' || state === 'duplicate').length
  if (shown.length === 0 || (brief && moving + trouble === 0)) return null
  const Chevron = open ? IconChevronDown : IconChevronUp
  return (
    <section className={styles.tray} aria-label="Uploads">
      <header className={styles.head}>
        <Text size="sm" fw={600} aria-live="polite">
          {headline(shown.length, moving, trouble)}
        </Text>
        <Group gap={2}>
          <ActionIcon size="sm" aria-label={open ? 'Fold' : 'Unfold'} onClick={() => setOpen(!open)}>
            <Chevron size={16} />
          </ActionIcon>
          {moving === 0 && (
            <ActionIcon size="sm" aria-label="Close" onClick={uploads.clear}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      </header>
      <Progress value={totalOf(shown)} size={3} radius={0} aria-label="All uploads" />
      {open && (
        <ul className={styles.list}>
          {inOrder(shown)
            .slice(0, CROWD)
            .map((upload) => (
              <Row key={upload.key} upload={upload} uploads={uploads} />
            ))}
          {shown.length > CROWD && (
            <li className={styles.row}>{`and ${formatCount(shown.length - CROWD, 'more file')}`}</li>
          )}
        </ul>
      )}
    </section>
  )
}

function headline(count: number, moving: number, trouble: number): string {
  if (moving > 0) return `Uploading ${moving} of ${formatCount(count, 'file')}`
  return trouble > 0
    ? `${formatCount(trouble, 'file needs you', 'files need you')}`
    : `${formatCount(count, 'file')} uploaded`
}

function totalOf(shown: Upload[]): number {
  const all = shown.reduce((sum, { file_size }) => sum + file_size, 0)
  return all === 0 ? 100 : (shown.reduce((sum, { sent }) => sum + sent, 0) / all) * 100
}

/** What needs the person first, what is done last. */
function inOrder(shown: Upload[]): Upload[] {
  const rank: Record<Upload['state'], number> = {
    failed: 0,
    duplicate: 0,
    sending: 1,
    paused: 1,
    waiting: 2,
    done: 3,
  }
  return shown.toSorted((a, b) => rank[a.state] - rank[b.state] || a.key - b.key)
}

function Row({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { key, filename, file_size, sent, state, resumable, sentence, document_id } = upload
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <StateIcon state={state} />
        <span className={styles.name}>
          {state === 'done' && document_id ? (
            <Link to="/documents/$id" params={{ id: document_id }}>
              {filename}
            </Link>
          ) : (
            filename
          )}
        </span>
        <span className={styles.size}>
          {state === 'sending' ? `${formatBytes(sent)} of ${formatBytes(file_size)}` : formatBytes(file_size)}
        </span>
        {resumable && state === 'sending' && (
          <ActionIcon size="sm" aria-label={`Pause ${filename}`} onClick={() => uploads.pause(key)}>
            <IconPlayerPause size={15} />
          </ActionIcon>
        )}
        {state === 'paused' && (
          <ActionIcon size="sm" aria-label={`Go on with ${filename}`} onClick={() => uploads.resume(key)}>
            <IconPlayerPlay size={15} />
          </ActionIcon>
        )}
        {state !== 'done' && (
          <ActionIcon size="sm" aria-label={`Leave out ${filename}`} onClick={() => uploads.drop(key)}>
            <IconX size={15} />
          </ActionIcon>
        )}
      </div>
      {(state === 'sending' || state === 'paused') && (
        <Progress
          value={(sent / Math.max(1, file_size)) * 100}
          size={3}
          color={state === 'paused' ? 'gray' : 'evergreen'}
          aria-label={filename}
        />
      )}
      {sentence && (
        <Text size="xs" c={state === 'failed' ? 'var(--late-text)' : 'dimmed'}>
          {sentence}
        </Text>
      )}
      {state === 'duplicate' && (
        <Group gap="xs">
          {document_id && (
            <Anchor component={Link} to={`/documents/${document_id}`} size="xs" c="var(--accent-text)">
              Open it
            </Anchor>
          )}
          <Button size="compact-xs" variant="subtle" onClick={() => uploads.again(key, true)}>
            Upload anyway
          </Button>
        </Group>
      )}
      {state === 'failed' && (
        <Button size="compact-xs" variant="subtle" onClick={() => uploads.again(key)}>
          Try again
        </Button>
      )}
    </li>
  )
}

function StateIcon({ state }: { state: Upload['state'] }) {
  if (state === 'done') return <IconCheck size={15} color="var(--accent-text)" aria-label="Uploaded" />
  if (state === 'duplicate') return <IconCopy size={15} color="var(--soon-text)" aria-label="Already there" />
  if (state === 'failed') return <IconAlertTriangle size={15} color="var(--late-text)" aria-label="Failed" />
  return null
}

function useWarningBeforeLeaving(busy: boolean): void {
  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [busy])
}
