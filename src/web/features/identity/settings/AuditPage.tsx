import { Code, Group, Stack, Text, Title } from '@mantine/core'
import { IconActivity, IconCalendar, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { facts } from '#domains/identity/audit/contract.ts'
import { members } from '#domains/identity/members/contract.ts'
import type { AuditFact } from '#domains/identity/schema.ts'
import type { ArgsOf } from '#lib/contract.ts'
import { everyOf } from '#web/calls.ts'
import { agentIn, useFactWords } from '#web/fact-words.ts'
import { formatInstant, formatTime } from '#web/kit/dates.tsx'
import { choiceFilter, daysFilter, type Filter } from '#web/kit/filters/filter.ts'
import { List } from '#web/kit/list/List.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Empty } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { Dimmed, momentColumn, textColumn } from '#web/kit/table/columns.tsx'
import { useList } from '#web/use-list.ts'
import { Verification } from './Verification.tsx'

const COLUMNS: Column<AuditFact>[] = [
  {
    id: 'name',
    header: 'What happened',
    width: 240,
    main: true,
    value: ({ name }) => name,
    cell: (fact) => <Sentence fact={fact} />,
  },
  { id: 'user_id', header: 'Who', width: 190, priority: 1, cell: (fact) => <Who fact={fact} /> },
  textColumn('ip_address', 'IP address', { width: 130, priority: 3 }),
  momentColumn('created_at', 'When', { priority: 2 }),
]

export function AuditPage() {
  const filters = useFilters()
  const list = useList(facts.all, { name: 'audit', columns: COLUMNS, filters })
  return (
    <>
      <Group justify="space-between" mb="sm" align="flex-start">
        <Text c="dimmed" size="sm">
          Everything that happened in your organization, and who did it.
        </Text>
        <Verification />
      </Group>
      <ListBar list={list} filters={filters} />
      <List
        list={list}
        one="entry"
        many="entries"
        empty={<Empty title="Nothing has happened yet" />}
        panel={(fact) => <FactDetail fact={fact} />}
      />
    </>
  )
}

/** By whom, what and when. */
function useFilters(): Filter<keyof ArgsOf<typeof facts.all>>[] {
  const { kinds } = useFactWords()
  const { data: people = [] } = useQuery(everyOf(members.all, {}))
  const names = people.map(({ user_id, display_name, email }) => ({
    value: user_id,
    label: display_name ?? email,
  }))
  const events = kinds.map(({ name, label }) => ({ value: name, label }))
  return [
    choiceFilter('user_id', 'Who', IconUser, names),
    choiceFilter('name', 'Event', IconActivity, events),
    daysFilter('When', IconCalendar, 'created_from', 'created_to'),
  ]
}

function Sentence({ fact }: { fact: AuditFact }) {
  const { sentenceOf } = useFactWords()
  const sentence = sentenceOf(fact)
  return (
    <Text span inherit truncate title={sentence}>
      {sentence}
    </Text>
  )
}

function Who({ fact }: { fact: AuditFact }) {
  const agent = agentIn(fact)
  return (
    <>
      {fact.display_name ?? <Dimmed>Deedline</Dimmed>}
      {agent && <Dimmed>{` · with ${agent}`}</Dimmed>}
    </>
  )
}

function FactDetail({ fact }: { fact: AuditFact }) {
  const { sentenceOf } = useFactWords()
  const { display_name, ip_address, user_agent, created_at, name, subject_type, subject_id, payload } = fact
  return (
    <Stack gap="md">
      <Title order={2} style={{ overflowWrap: 'anywhere' }}>
        {sentenceOf(fact)}
      </Title>
      <Facts
        facts={[
          ['When', `${formatInstant(created_at)}, ${formatTime(created_at)}`],
          ['By', display_name ?? 'Deedline itself'],
          ['IP address', ip_address ?? 'This server'],
          ['Browser', user_agent ?? 'None'],
        ]}
      />
      <Stack gap={6}>
        <Text fw={600} size="sm">
          Technical details
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {name} · {subject_type} {subject_id}
        </Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {JSON.stringify(payload, null, 2)}
        </Code>
      </Stack>
    </Stack>
  )
}
