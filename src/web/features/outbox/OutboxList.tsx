import { Anchor, Button, Stack, Table, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { outbox } from '#app/outbox/contract.ts'
import type { ItemOf } from '#lib/contract.ts'
import { isRefusal } from '#web/http.ts'
import { Moment } from '#web/kit/dates.tsx'
import { SidePanel } from '#web/kit/SidePanel.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, usePages } from '#web/use-call.ts'

type Entry = ItemOf<typeof outbox.all>

const KINDS: Record<Entry['kind'], string> = { mail: 'Email', sms: 'Text message', push: 'Push' }
const LOOK_MS = 5_000

/** Emails and text messages of an installation without a mail server: they are kept here instead of being sent. */
export function OutboxList() {
  const [opened, setOpened] = useState<string | null>(null)
  const look = { refetchInterval: LOOK_MS, retry: false }
  const { items, error, hasNextPage, fetchNextPage } = usePages(outbox.all, {}, look)
  if (isRefusal(error, 'missing'))
    return (
      <Empty title="Email is delivered">
        Messages go out through the configured mail server, so there is nothing to read here.
      </Empty>
    )
  if (error) return <Refused error={error} />
  if (!items) return <RowsSkeleton />
  if (items.length === 0)
    return (
      <Empty title="No messages yet">Emails and text messages appear here as soon as they are sent.</Empty>
    )
  return (
    <>
      <EntriesTable entries={items} open={setOpened} />
      {hasNextPage && (
        <Button variant="default" mt="sm" onClick={() => fetchNextPage()}>
          Older messages
        </Button>
      )}
      <MessagePanel id={opened} onClose={() => setOpened(null)} />
    </>
  )
}

function EntriesTable({ entries, open }: { entries: Entry[]; open: (id: string) => void }) {
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Subject</Table.Th>
          <Table.Th visibleFrom="xs">To</Table.Th>
          <Table.Th visibleFrom="sm">Kind</Table.Th>
          <Table.Th>Sent</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.id} onClick={() => open(entry.id)} style={{ cursor: 'pointer' }}>
            <Table.Td>
              <UnstyledButton fz="sm" fw={500} onClick={() => open(entry.id)}>
                {entry.subject}
              </UnstyledButton>
            </Table.Td>
            <Table.Td visibleFrom="xs" style={{ overflowWrap: 'anywhere' }}>
              {entry.to}
            </Table.Td>
            <Table.Td visibleFrom="sm" c="dimmed">
              {KINDS[entry.kind]}
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <Moment at={entry.date} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function MessagePanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { data, error } = useCall(outbox.one, { id: id ?? '' }, { enabled: id !== null })
  return (
    <SidePanel title={data?.subject ?? 'Message'} opened={id !== null} onClose={onClose}>
      {error && <Refused error={error} />}
      {data && (
        <Stack gap="sm">
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            To {data.to}
          </Text>
          {data.links.map((link) => (
            <Anchor
              key={link}
              href={link}
              size="sm"
              c="var(--accent-text)"
              style={{ overflowWrap: 'anywhere' }}
            >
              {link}
            </Anchor>
          ))}
          {data.html ? (
            <iframe
              title="The email as it looks"
              sandbox=""
              srcDoc={data.html}
              style={{
                border: 'var(--rule)',
                borderRadius: 4,
                width: '100%',
                height: 480,
                background: '#fff',
              }}
            />
          ) : (
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {data.text}
            </Text>
          )}
        </Stack>
      )}
    </SidePanel>
  )
}
