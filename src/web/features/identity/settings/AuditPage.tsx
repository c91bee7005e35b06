import { Button, Code, Group, Select, Stack, Table, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { facts } from '#domains/identity/audit/contract.ts'
import { members } from '#domains/identity/members/contract.ts'
import type { AuditFact } from '#domains/identity/schema.ts'
import { everyOf } from '#web/calls.ts'
import { formatInstant, formatTime, Moment } from '#web/kit/dates.tsx'
import { SidePanel } from '#web/kit/SidePanel.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'
import { agentIn, useFactWords } from './fact-words.ts'
import { Verification } from './Verification.tsx'

export function AuditPage() {
  const search = useSearch({ from: '/frame/settings/audit' })
  const navigate = useNavigate()
  const set = (change: Partial<typeof search>) =>
    navigate({ to: '/settings/audit', search: { ...search, ...change }, replace: true })
  const { fact, ...filter } = search
  const { items, error, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(facts.all, filter)
  return (
    <>
      <Group justify="space-between" mb="sm" align="flex-end">
        <Filters filter={filter} set={set} />
        <Verification />
      </Group>
      {error && <Refused error={error} />}
      {!items && !error && <RowsSkeleton />}
      {items?.length === 0 && (
        <Empty title="No matching entries">Clear the filters to see all of them.</Empty>
      )}
      {items && items.length > 0 && <FactsTable facts={items} open={(id) => set({ fact: id })} />}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Older entries
        </Button>
      )}
      <FactPanel fact={items?.find(({ id }) => id === fact)} onClose={() => set({ fact: undefined })} />
    </>
  )
}

type Filter = { name?: string | undefined; user_id?: string | undefined }

function Filters({ filter, set }: { filter: Filter; set: (change: Filter) => void }) {
  const { data = [] } = useQuery(everyOf(members.all, {}))
  const people = data.map(({ user_id, display_name, email }) => ({
    value: user_id,
    label: display_name ?? email,
  }))
  return (
    <Group gap="xs">
      <Select
        aria-label="Who"
        placeholder="Anyone"
        clearable
        searchable
        data={people}
        value={filter.user_id ?? null}
        onChange={(user_id) => set({ user_id: user_id ?? undefined })}
        flex="1 1 180px"
      />
      <TextInput
        aria-label="Event"
        placeholder="identity.signed_in"
        defaultValue={filter.name}
        onBlur={(event) => set({ name: event.currentTarget.value || undefined })}
        onKeyDown={(event) => event.key === 'Enter' && set({ name: event.currentTarget.value || undefined })}
        flex="1 1 200px"
      />
    </Group>
  )
}

function FactsTable({ facts, open }: { facts: AuditFact[]; open: (id: string) => void }) {
  const { sentenceOf } = useFactWords()
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>What happened</Table.Th>
          <Table.Th visibleFrom="xs">Who</Table.Th>
          <Table.Th visibleFrom="sm">IP address</Table.Th>
          <Table.Th>When</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {facts.map((fact) => (
          <Table.Tr key={fact.id} onClick={() => open(fact.id)} style={{ cursor: 'pointer' }}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <UnstyledButton fz="sm" onClick={() => open(fact.id)}>
                {sentenceOf(fact)}
              </UnstyledButton>
            </Table.Td>
            <Table.Td visibleFrom="xs">
              {fact.display_name ?? (
                <Text span inherit c="dimmed">
                  Deedline
                </Text>
              )}
              {agentIn(fact) && (
                <Text span inherit c="dimmed">
                  {` · with ${agentIn(fact)}`}
                </Text>
              )}
            </Table.Td>
            <Table.Td visibleFrom="sm" c="dimmed">
              {fact.ip_address}
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <Moment at={fact.created_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function FactPanel({ fact, onClose }: { fact: AuditFact | undefined; onClose: () => void }) {
  const { sentenceOf } = useFactWords()
  return (
    <SidePanel title={fact ? sentenceOf(fact) : ''} opened={!!fact} onClose={onClose}>
      {fact && (
        <Stack gap="sm" fz="sm">
          <Text size="sm">
            {formatInstant(fact.created_at)}, {formatTime(fact.created_at)}
          </Text>
          <Line label="Event">{fact.name}</Line>
          <Line label="By">{fact.display_name ?? 'Deedline itself'}</Line>
          <Line label="IP address">{fact.ip_address ?? 'This server'}</Line>
          <Line label="Browser">{fact.user_agent ?? 'None'}</Line>
          <Line label={fact.subject_type}>
            <span style={{ fontFamily: 'monospace' }}>{fact.subject_id}</span>
          </Line>
          <Code block>{JSON.stringify(fact.payload, null, 2)}</Code>
        </Stack>
      )}
    </SidePanel>
  )
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <div style={{ overflowWrap: 'anywhere' }}>{children}</div>
    </div>
  )
}
