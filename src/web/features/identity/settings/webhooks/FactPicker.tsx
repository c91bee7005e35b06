import { Checkbox, Input, ScrollArea, SimpleGrid, Stack } from '@mantine/core'
import type { FactKind } from '#domains/identity/schema.ts'
import { useFactWords } from '#web/fact-words.ts'
import { RowsSkeleton } from '#web/kit/states.tsx'

type Props = { value: string[]; onChange: (facts: string[]) => void; error?: React.ReactNode }

/** Everything, whole groups, or single events. A group takes in what is added to it later. */
export function FactPicker({ value, onChange, error }: Props) {
  const { kinds } = useFactWords()
  // The organization's own affairs come last: most people look for their work.
  const groups = [...Map.groupBy(kinds, ({ name }) => name.split('.')[0] ?? '')].sort(
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
          {kinds.length === 0 && <RowsSkeleton rows={4} />}
          {!all &&
            groups.map(([group, members]) => (
              <Group key={group} group={group} kinds={members} value={value} onChange={onChange} />
            ))}
        </Stack>
      </ScrollArea.Autosize>
    </Input.Wrapper>
  )
}

function Group({ group, kinds, value, onChange }: Props & { group: string; kinds: FactKind[] }) {
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
        label={`${kinds[0]?.group}: all`}
        checked={isWhole}
        indeterminate={!isWhole && value.length > others.length}
        onChange={() => onChange(isWhole ? others : [...others, whole])}
      />
      {!isWhole && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6} pl={24}>
          {kinds.map(({ name, label }) => (
            <Checkbox
              key={name}
              size="xs"
              label={label}
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
