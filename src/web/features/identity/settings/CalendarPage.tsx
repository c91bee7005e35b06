import { Button, Group, Modal, Text } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { calendarFeeds } from '#domains/identity/calendars/contract.ts'
import type { CalendarFeed } from '#domains/identity/calendars/schema.ts'
import { List } from '#web/kit/list/List.tsx'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { SureButton } from '#web/kit/SureButton.tsx'
import { Empty } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { actionsColumn, momentColumn, textColumn } from '#web/kit/table/columns.tsx'
import { FeedAddress } from '#web/pickers/FeedAddress.tsx'
import { useChange } from '#web/use-call.ts'
import { useWholeList } from '#web/use-list.ts'

const COLUMNS: Column<CalendarFeed>[] = [
  textColumn('name', 'Shows', { main: true, width: 260 }),
  momentColumn('last_read_at', 'Last read', { none: 'Not yet', priority: 1 }),
  momentColumn('created_at', 'Created', { priority: 2 }),
  actionsColumn(150, (feed) => <End feed={feed} />),
]

/** Addresses that a calendar program subscribes to. */
export function CalendarPage() {
  const list = useWholeList(calendarFeeds.all, { name: 'calendar-feeds', columns: COLUMNS })
  const [url, setUrl] = useState<string | null>(null)
  const create = useChange(calendarFeeds.create)
  const add = async () => {
    const feed = await create.make({}).catch(notifyRefusal)
    if (feed) setUrl(feed.url)
  }
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed" size="sm">
          Your dates in Google Calendar, Outlook or Apple Calendar. They follow when a date moves.
        </Text>
        <Button leftSection={<IconCalendarPlus size={16} />} loading={create.busy} onClick={add}>
          New calendar feed
        </Button>
      </Group>
      <List
        list={list}
        one="calendar feed"
        empty={
          <Empty title="No calendar feeds yet">
            Create one for all your dates. For a single deal, use “Add to calendar” on its page.
          </Empty>
        }
      />
      <Modal opened={url !== null} onClose={() => setUrl(null)} title="Your calendar feed">
        <FeedAddress url={url ?? ''} />
      </Modal>
    </>
  )
}

function End({ feed: { id, name } }: { feed: CalendarFeed }) {
  const { make } = useChange(calendarFeeds.revoke)
  const end = async () => {
    await make({ id })
    notify(`The feed of ${name} has ended.`)
  }
  return (
    <SureButton size="compact-sm" act={end} sure="End permanently" aria-label={`End the feed of ${name}`}>
      End
    </SureButton>
  )
}
