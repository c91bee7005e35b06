import { Button, Group, SegmentedControl, Select } from '@mantine/core'
import { IconBellCog } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { notifications } from '#domains/identity/notifications/contract.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, usePages } from '#web/use-call.ts'
import { NotificationGroup } from './NotificationGroup.tsx'
import styles from './notifications.module.css'
import { groupBySubject, useMark } from './use-notifications.ts'
import { SUBJECTS, wordsOfUnread } from './words.ts'

/** Everything that concerns the member and that they still see, by subject. */
export function InboxPage() {
  const { show, about } = useSearch({ from: '/frame/inbox' })
  const mark = useMark()
  const { data } = useCall(notifications.unread, {})
  const answer = usePages(notifications.all, { unread: show === 'unread', subject_type: about })
  const { items, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = answer
  const newest = items?.[0]
  const count = data?.count ?? 0
  return (
    <div className={styles.inbox}>
      <PageHeader title="Inbox" note={count > 0 ? wordsOfUnread(count) : 'You’re all caught up'}>
        <Button
          component={Link}
          to="/settings/notifications"
          variant="subtle"
          color="gray"
          leftSection={<IconBellCog size={16} />}
        >
          Settings
        </Button>
        <Button
          variant="default"
          disabled={!newest || count === 0}
          onClick={() => newest && mark({ up_to: newest.id })}
        >
          Mark all as read
        </Button>
      </PageHeader>
      <Filters />
      {error && !items && <Refused error={error} retry={refetch} />}
      {!items && !error && <RowsSkeleton rows={8} />}
      {items?.length === 0 && (
        <Empty title={show || about ? 'No matching notifications' : 'Nothing here yet'}>
          {show || about
            ? 'Try fewer filters.'
            : 'Documents that are shared with you, comments, and what clients send you show up here.'}
        </Empty>
      )}
      <ul className={styles.list}>
        {groupBySubject(items ?? []).map((group) => (
          <NotificationGroup key={group.key} group={group} />
        ))}
      </ul>
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Older notifications
        </Button>
      )}
    </div>
  )
}

function Filters() {
  const { show, about } = useSearch({ from: '/frame/inbox' })
  const navigate = useNavigate()
  const set = (change: { show?: string | undefined; about?: string | undefined }) =>
    navigate({ to: '/inbox', search: { show, about, ...change }, replace: true })
  return (
    <Group gap="xs" mb="sm">
      <SegmentedControl
        aria-label="Which notifications"
        value={show ?? 'all'}
        onChange={(value) => set({ show: value === 'all' ? undefined : value })}
        data={[
          { value: 'all', label: 'All' },
          { value: 'unread', label: 'Unread' },
        ]}
      />
      <Select
        aria-label="About"
        placeholder="About anything"
        clearable
        w={180}
        value={about ?? null}
        onChange={(value) => set({ about: value ?? undefined })}
        data={Object.entries(SUBJECTS).map(([value, label]) => ({ value, label }))}
      />
    </Group>
  )
}
