import { ActionIcon, Button, Group, Input, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

type Entry<Label extends string> = { label: Label; value: string }
type Props<Label extends string> = {
  label: string
  type: 'email' | 'tel'
  labels: Record<Label, string>
  entries: Entry<Label>[]
  onChange: (entries: Entry<Label>[]) => void
  /** What is wrong with the entry at a place. */
  errorAt: (place: number) => React.ReactNode
  more: string
}

/** Email addresses or phone numbers, each with what it is for; the first is the primary one. */
export function EntriesField<Label extends string>(props: Props<Label>) {
  const { label, type, labels, entries, onChange, errorAt, more } = props
  const choices = Object.entries(labels).map(([value, text]) => ({ value, label: text as string }))
  const set = (place: number, change: Partial<Entry<Label>>) =>
    onChange(entries.map((one, at) => (at === place ? { ...one, ...change } : one)))
  return (
    <Input.Wrapper label={label} component="fieldset" bd={0} p={0} m={0}>
      {entries.map((entry, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no name but its place.
        <Group key={place} gap={6} wrap="nowrap" align="flex-start" mb={6}>
          <TextInput
            type={type}
            aria-label={`${label} ${place + 1}`}
            flex={1}
            value={entry.value}
            error={errorAt(place)}
            onChange={(event) => set(place, { value: event.currentTarget.value })}
          />
          <Select
            aria-label={`What ${label.toLowerCase()} ${place + 1} is for`}
            w={104}
            data={choices}
            allowDeselect={false}
            value={entry.label}
            onChange={(next) => next && set(place, { label: next as Label })}
          />
          {entries.length > 1 && (
            <ActionIcon
              size={34}
              aria-label={`Remove ${label.toLowerCase()} ${place + 1}`}
              onClick={() => onChange(entries.toSpliced(place, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...entries, { label: choices[0]?.value as Label, value: '' }])}
      >
        {more}
      </Button>
    </Input.Wrapper>
  )
}
