import { Button, Table, Text } from '@mantine/core'
import { documents } from '#domains/documents/contract.ts'
import type { AccessEntry } from '#domains/documents/schema.ts'
import { ACTIONS } from '#web/features/documents/words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'

/** Every access is on record, and stays when the document is gone. */
export function AccessesTab({ id }: { id: string }) {
  const accesses = usePages(documents.accesses, { id })
  const { items: entries, error, hasNextPage, fetchNextPage, isFetchingNextPage } = accesses
  if (error) return <Refused error={error} />
  if (!entries) return <RowsSkeleton />
  if (entries.length === 0) return <Empty title="Nobody yet" />
  return (
    <>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Who</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th>When</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Older
        </Button>
      )}
    </>
  )
}

function Row({ entry }: { entry: AccessEntry }) {
  const { who, action, version_number, share_id, success, error_message, ip_address, created_at } = entry
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {who}
        <Text size="xs" c="dimmed">
          {[share_id && action !== 'share' ? 'by a share' : null, ip_address].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>
        {success ? (
          ACTIONS[action]
        ) : (
          <Text span inherit c="var(--late-text)">
            Refused
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {success ? (version_number ? `version ${version_number}` : null) : error_message}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Moment at={created_at} />
      </Table.Td>
    </Table.Tr>
  )
}
