import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { CustomField } from './custom-fields.ts'

/** Edits the fields that an organization adds to its records: an escrow number, a parcel, a lot. */
export function CustomFields({
  fields,
  onChange,
  heading = true,
}: {
  fields: CustomField[]
  onChange: (fields: CustomField[]) => void
  /** Not in a dialog whose title says it. */
  heading?: boolean
}) {
  const set = (key: number, now: Partial<CustomField>) =>
    onChange(fields.map((field) => (field.key === key ? { ...field, ...now } : field)))
  const add = () =>
    onChange([...fields, { key: Math.max(0, ...fields.map(({ key }) => key)) + 1, name: '', value: '' }])
  return (
    <div>
      {heading && <Input.Label component="div">Custom fields</Input.Label>}
      <Stack gap={6}>
        {fields.map(({ key, name, value }) => (
          <Group key={key} gap={6} wrap="nowrap">
            <TextInput
              size="xs"
              flex={2}
              aria-label="Name of the field"
              placeholder="Escrow number"
              value={name}
              onChange={(event) => set(key, { name: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              flex={3}
              aria-label={`Value of ${name || 'the field'}`}
              value={value}
              onChange={(event) => set(key, { value: event.currentTarget.value })}
            />
            <ActionIcon
              size="sm"
              aria-label={`Remove ${name || 'the field'}`}
              onClick={() => onChange(fields.filter((field) => field.key !== key))}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={add}>
            Add a field
          </Button>
        </Group>
      </Stack>
    </div>
  )
}
