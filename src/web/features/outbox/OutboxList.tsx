import { Anchor, Stack, Text, Title } from '@mantine/core'
import { outbox } from '#app/outbox/contract.ts'
import type { ItemOf } from '#lib/contract.ts'
import { isRefusal } from '#web/http.ts'
import { List } from '#web/kit/list/List.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { momentColumn, textColumn } from '#web/kit/table/columns.tsx'
import { useCall } from '#web/use-call.ts'
import { useList } from '#web/use-list.ts'
import styles from './OutboxList.module.css'

type Entry = ItemOf<typeof outbox.all>

const KINDS: Record<Entry['kind'], string> = { mail: 'Email', sms: 'Text message', push: 'Push' }
const LOOK_MS = 5_000

const COLUMNS: Column<Entry>[] = [
  textColumn('subject', 'Subject', { main: true, width: 240 }),
  textColumn('to', 'To', { width: 220 }),
  { id: 'kind', header: 'Kind', width: 110, cell: ({ kind }) => KINDS[kind] },
  momentColumn('date', 'Sent', { priority: 1 }),
]

/** Emails and text messages of an installation without a mail server: they are kept here instead of being sent. */
export function OutboxList() {
  const options = { refetchInterval: LOOK_MS, retry: false }
  const list = useList(outbox.all, { name: 'outbox', columns: COLUMNS, options })
  if (isRefusal(list.error, 'missing'))
    return (
      <Empty title="Email is delivered">
        Messages go out through the configured mail server, so there is nothing to read here.
      </Empty>
    )
  return (
    <List
      list={list}
      one="message"
      empty={
        <Empty title="No messages yet">Emails and text messages appear here as soon as they are sent.</Empty>
      }
      panel={({ id }) => <Message id={id} />}
      unlisted={(id) => <Message id={id} />}
    />
  )
}

function Message({ id }: { id: string }) {
  const { data, error } = useCall(outbox.one, { id })
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={5} />
  return (
    <Stack gap="sm">
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {data.subject}
        </Title>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          To {data.to}
        </Text>
      </div>
      {data.links.map((link) => (
        <Anchor key={link} href={link} size="sm" c="var(--accent-text)" style={{ overflowWrap: 'anywhere' }}>
          {link}
        </Anchor>
      ))}
      {data.html ? (
        <iframe title="The email as it looks" sandbox="" srcDoc={data.html} className={styles.email} />
      ) : (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {data.text}
        </Text>
      )}
    </Stack>
  )
}
