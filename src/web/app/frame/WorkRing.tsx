import { Button, Popover, Progress, RingProgress, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useWork, type Work } from '#web/kit/work.tsx'
import styles from './WorkRing.module.css'

const COLORS = { running: 'evergreen', trouble: 'red', done: 'evergreen' } as const

/** What is running, in one ring. It opens a list with each part's progress, what failed, and what to do about it. */
export function WorkRing() {
  const all = useWork()
  const place = useLocation({ select: ({ pathname }) => pathname })
  const [openedAt, setOpenedAt] = useState<string | null>(null)
  const opened = openedAt === place // another page closes it
  const setOpened = (open: boolean) => setOpenedAt(open ? place : null)
  const first =
    all.find(({ state }) => state === 'trouble') ?? all.find(({ state }) => state === 'running') ?? all[0]
  if (!first) return null
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width="min(400px, calc(100vw - 24px))"
      position="bottom-end"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={styles.ring}
          aria-label={`Running work: ${first.title}`}
          onClick={() => setOpened(!opened)}
        >
          <Ring work={first} />
          <span className={styles.title} role="status">
            {first.title}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        {all.map((work) => (
          <Section key={work.key} work={work} />
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}

function Ring({ work: { part, state } }: { work: Work }) {
  return (
    <RingProgress
      size={28}
      thickness={3}
      sections={[{ value: state === 'running' ? Math.max(4, part * 100) : 100, color: COLORS[state] }]}
      aria-hidden
      label={
        <span className={styles.icon} data-state={state}>
          {state === 'trouble' && <IconAlertTriangle size={13} />}
          {state === 'done' && <IconCheck size={14} />}
        </span>
      }
    />
  )
}

function Section({ work: { label, title, part, state, details, clear } }: { work: Work }) {
  return (
    <section aria-label={label}>
      <div className={styles.head}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        {clear && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={clear}>
            Clear
          </Button>
        )}
      </div>
      {state === 'running' && <Progress value={part * 100} size={3} radius={0} aria-label={label} />}
      {details}
    </section>
  )
}
