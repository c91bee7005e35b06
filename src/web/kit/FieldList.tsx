import { ActionIcon, Button, Group } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = {
  values: string[]
  onValues: (values: string[]) => void
  /** The field of one value. */
  field: (value: string, index: number, onValue: (value: string) => void) => ReactNode
  /** What one of them is called: "Remove sale 2". */
  one: string
  more: string
}

/** As many fields of one kind as the person needs; the last one stays. */
export function FieldList({ values, onValues, field, one, more }: Props) {
  return (
    <>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value has no name but its place.
        <Group key={index} gap={6} align="flex-end" wrap="nowrap">
          {field(value, index, (next) => onValues(values.with(index, next)))}
          {values.length > 1 && (
            <ActionIcon
              size={34}
              aria-label={`Remove ${one} ${index + 1}`}
              onClick={() => onValues(values.toSpliced(index, 1))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        justify="flex-start"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        onClick={() => onValues([...values, ''])}
      >
        {more}
      </Button>
    </>
  )
}
