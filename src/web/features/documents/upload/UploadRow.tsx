import { ActionIcon, Anchor, Button, Group, Loader, Progress, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArchive,
  IconCheck,
  IconCloudOff,
  IconCopy,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { documents } from '#domains/documents/contract.ts'
import { call } from '#web/calls.ts'
import { formatBytes } from '#web/kit/figures.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import styles from './Uploads.module.css'
import type { Upload, Uploads } from './uploads.ts'

type Props = { upload: Upload; uploads: Uploads }

export function UploadRow({ upload, uploads }: Props) {
  const { filename, file_size, sent, state, sentence, document_id } = upload
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <StateIcon state={state} />
        <span className={styles.name}>
          {document_id && state !== 'duplicate' ? (
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
        <Steering upload={upload} uploads={uploads} />
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
        <Text size="xs" c={state === 'failed' || state === 'unread' ? 'var(--late-text)' : 'dimmed'}>
          {sentence}
        </Text>
      )}
      <WayOut upload={upload} uploads={uploads} />
    </li>
  )
}

/** Of a file that is on its way: pause it, go on, leave it out. */
function Steering({ upload: { key, filename, state, resumable }, uploads }: Props) {
  const isThere = state === 'reading' || state === 'done' || state === 'stored' || state === 'unread'
  return (
    <>
      {resumable && state === 'sending' && (
        <ActionIcon size="sm" aria-label={`Pause ${filename}`} onClick={() => uploads.pause(key)}>
          <IconPlayerPause size={15} />
        </ActionIcon>
      )}
      {state === 'paused' && (
        <ActionIcon size="sm" aria-label={`Resume ${filename}`} onClick={() => uploads.resume(key)}>
          <IconPlayerPlay size={15} />
        </ActionIcon>
      )}
      {!isThere && (
        <ActionIcon size="sm" aria-label={`Remove ${filename}`} onClick={() => uploads.drop(key)}>
          <IconX size={15} />
        </ActionIcon>
      )}
    </>
  )
}

/** What the person can do about a file that is not as they wanted it. */
function WayOut({ upload: { key, state, document_id, retryable }, uploads }: Props) {
  if (state === 'duplicate')
    return (
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
    )
  if (state === 'lost' || (state === 'failed' && retryable))
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => uploads.again(key)}>
        Try again
      </Button>
    )
  if (state === 'unread' && document_id) {
    const reprocess = () =>
      call(documents.retry, { id: document_id }).then(() => uploads.readAgain(key), notifyRefusal)
    return (
      <Button size="compact-xs" variant="subtle" onClick={reprocess}>
        Reprocess
      </Button>
    )
  }
  return null
}

function StateIcon({ state }: { state: Upload['state'] }) {
  if (state === 'done') return <IconCheck size={15} color="var(--accent-text)" aria-label="Uploaded" />
  if (state === 'reading') return <Loader size={13} role="img" aria-label="Processing" />
  if (state === 'stored') return <IconArchive size={15} aria-label="Stored, not readable" />
  if (state === 'duplicate') return <IconCopy size={15} color="var(--soon-text)" aria-label="Already there" />
  if (state === 'unread')
    return <IconAlertTriangle size={15} color="var(--late-text)" aria-label="Couldn’t be read" />
  if (state === 'lost')
    return <IconCloudOff size={15} color="var(--soon-text)" aria-label="Waiting for the connection" />
  if (state === 'failed') return <IconAlertTriangle size={15} color="var(--late-text)" aria-label="Failed" />
  return null
}
