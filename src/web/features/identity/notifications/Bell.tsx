import { ActionIcon, Anchor, Button, Popover, Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { notifications } from '#domains/identity/notifications/contract.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, usePages } from '#web/use-call.ts'
import { NotificationGroup } from './NotificationGroup.tsx'
import styles from './notifications.module.css'
import { groupBySubject, useMark } from './use-notifications.ts'
import { wordsOfUnread } from './words.ts'

const SHOWN = 15

/** The newest notifications, from every page. */
export function Bell() {
  const [opened, setOpened] = useState(false)
  const { data } = useCall(notifications.unread, {})
  const count = data?.count ?? 0
  const close = () => setOpened(false)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width="min(420px, calc(100vw - 16px))"
      position="bottom-end"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <ActionIcon
          size={36}
          className={styles.bell}
          aria-label={count > 0 ? `Notifications, ${wordsOfUnread(count)}` : 'Notifications'}
          onClick={() => setOpened(!opened)}
        >
          <IconBell size={19} stroke={1.6} />
          {count > 0 && (
            <span className={styles.badge} aria-hidden>
              {count > 9 ? '9+' : count}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0}>{opened && <Newest close={close} />}</Popover.Dropdown>
    </Popover>
  )
}

function Newest({ close }: { close: () => void }) {
  const mark = useMark()
  const { items, error } = usePages(notifications.all, { limit: SHOWN })
  const newest = items?.[0]
  return (
    <section aria-label="Notifications">
      <div className={styles.head}>
        <Text fw={600}>Notifications</Text>
        {newest && (
          <Button size="compact-xs" variant="subtle" onClick={() => mark({ up_to: newest.id })}>
            Mark all as read
          </Button>
        )}
      </div>
      {error && <Refused error={error} />}
      {!items && !error && <RowsSkeleton rows={4} />}
      {items?.length === 0 && (
        <Text size="sm" c="dimmed" p="md" ta="center">
          Nothing yet. Shares, comments and what clients send you show up here.
        </Text>
      )}
      <ul className={`${styles.list} ${styles.popover}`}>
        {groupBySubject(items?.slice(0, SHOWN) ?? []).map((group) => (
          <NotificationGroup key={group.key} group={group} onOpen={close} />
        ))}
      </ul>
      <div className={styles.foot}>
        <Anchor component={Link} to="/inbox" size="sm" c="var(--accent-text)" onClick={close}>
          Open inbox
        </Anchor>
      </div>
    </section>
  )
}
