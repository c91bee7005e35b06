import { ActionIcon, Group, Progress, Text } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { onlineManager } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { formatCount } from '#web/kit/figures.ts'
import { UploadRow } from './UploadRow.tsx'
import styles from './UploadsTray.module.css'
import type { Upload, UploadState, Uploads } from './uploads.ts'

const CROWD = 60
const MOVING: UploadState[] = ['waiting', 'sending']
const TROUBLE: UploadState[] = ['failed', 'duplicate', 'unread']

/**
 * What is on its way, in a corner: it can be looked at, put aside, and left alone. With `inline` it stands in the page,
 * for a form that it must not cover, and goes when all has arrived, since such a page lists that itself.
 */
export function UploadsTray({ uploads, inline = false }: { uploads: Uploads; inline?: boolean }) {
  const shown = uploads.useShown()
  const [open, setOpen] = useState(true)
  const count = (...states: UploadState[]) => shown.filter(({ state }) => states.includes(state)).length
  const moving = count(...MOVING)
  const trouble = count(...TROUBLE)
  const lost = count('lost')
  useWarningBeforeLeaving(moving + lost > 0)
  useEffect(() => onlineManager.subscribe((online) => online && uploads.continueLost()), [uploads])
  if (shown.length === 0 || (inline && moving + lost + trouble === 0)) return null
  const Chevron = open ? IconChevronDown : IconChevronUp
  return (
    <section className={inline ? styles.inline : styles.tray} aria-label="Uploads">
      <header className={styles.head}>
        <Text size="sm" fw={600} aria-live="polite">
          {headline({
            all: shown.length,
            moving,
            lost,
            trouble,
            reading: count('reading'),
            stored: count('stored'),
          })}
        </Text>
        <Group gap={2} wrap="nowrap">
          <ActionIcon size="sm" aria-label={open ? 'Collapse' : 'Expand'} onClick={() => setOpen(!open)}>
            <Chevron size={16} />
          </ActionIcon>
          {moving + lost === 0 && (
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
              <UploadRow key={upload.key} upload={upload} uploads={uploads} />
            ))}
          {shown.length > CROWD && (
            <li className={styles.row}>{`and ${formatCount(shown.length - CROWD, 'more file')}`}</li>
          )}
        </ul>
      )}
    </section>
  )
}

type Counts = { all: number; moving: number; lost: number; trouble: number; reading: number; stored: number }

function headline({ all, moving, lost, trouble, reading, stored }: Counts): string {
  if (moving > 0) return `Uploading ${moving} of ${formatCount(all, 'file')}`
  if (lost > 0) return `${formatCount(lost, 'file waits', 'files wait')} for the connection`
  if (trouble > 0) return `${formatCount(trouble, 'file needs', 'files need')} attention`
  if (reading > 0) return `Processing ${reading} of ${formatCount(all, 'file')}`
  return stored === 0 ? `${formatCount(all, 'file')} uploaded` : `${formatCount(all, 'file')} stored`
}

function totalOf(shown: Upload[]): number {
  const all = shown.reduce((sum, { file_size }) => sum + file_size, 0)
  return all === 0 ? 100 : (shown.reduce((sum, { sent }) => sum + sent, 0) / all) * 100
}

/** What needs the person first, what is done last. */
function inOrder(shown: Upload[]): Upload[] {
  const rank: Record<UploadState, number> = {
    failed: 0,
    lost: 0,
    unread: 0,
    duplicate: 0,
    sending: 1,
    paused: 1,
    waiting: 2,
    reading: 3,
    stored: 4,
    done: 4,
  }
  return shown.toSorted((a, b) => rank[a.state] - rank[b.state] || a.key - b.key)
}

function useWarningBeforeLeaving(busy: boolean): void {
  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [busy])
}
