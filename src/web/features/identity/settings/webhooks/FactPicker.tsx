import { Checkbox, Input, ScrollArea, SimpleGrid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { webhooks } from '#domains/identity/webhooks/contract.ts'
import { answerTo } from '#web/calls.ts'
import { RowsSkeleton } from '#web/kit/states.tsx'
import { wordsOfFact, wordsOfGroup } from './words.ts'

type Props = { value: string[]; onChange: (facts: string[]) => void; error?: React.ReactNode }

/** Everything, whole groups, or single events. A group takes in what is added to it later. */
export function FactPicker({ value, onChange, error }: Props) {
  const { data } = useQuery(answerTo(webhooks.facts, {}))
  const names = data?.items.map(({ name }) => name) ?? []
  // The organization's own affairs come last: most people look for their work.
  const groups = [...Map.groupBy(names, (name) => name.split('.')[0] ?? '')].sort(
    ([a], [b]) => Number(a === 'identity') - Number(b === 'identity'),
  )
  const all = value.includes('*')
  return (
    <Input.Wrapper label="Events" error={error} component="fieldset" bd={0} p={0} m={0}>
      <ScrollArea.Autosize mah={300} type="auto" mt={6} offsetScrollbars>
        <Stack gap="sm">
          <Checkbox
            size="xs"
            label="All events, including new kinds"
            checked={all}
            onChange={() => onChange(all ? [] : ['*'])}
          />
          {!data && <RowsSkeleton rows={4} />}
          {!all &&
            groups.map(([group, members]) => (
              <Group key={group} group={group} names={members} value={value} onChange={onChange} />
            ))}
        </Stack>
      </ScrollArea.Autosize>
    </Input.Wrapper>
  )
}

function Group({ group, names, value, onChange }: Props & { group: string; names: string[] }) {
  const whole = `${group}.*`
  const others = value.filter((name) => !name.startsWith(`${group}.`))
  const isWhole = value.includes(whole)
  const toggle = (name: string) =>
    onChange(value.includes(name) ? value.filter((one) => one !== name) : [...value, name])
  return (
    <Stack gap={6}>
      <Checkbox
        size="xs"
        fw={600}
        label={`${wordsOfGroup(group)}: all`}
        checked={isWhole}
        indeterminate={!isWhole && value.length > others.length}
        onChange={() => onChange(isWhole ? others : [...others, whole])}
      />
      {!isWhole && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6} pl={24}>
          {names.map((name) => (
            <Checkbox
              key={name}
              size="xs"
              label={wordsOfFact(name)}
              title={name}
              checked={value.includes(name)}
              onChange={() => toggle(name)}
            />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}
