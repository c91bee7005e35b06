import { ActionIcon, Button, Group, Stack } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = {
  count: number
  /** The fields of a row, side by side. */
  row: (place: number) => ReactNode
  add: () => void
  /** What the button says that adds a row. */
  action: string
  remove: (place: number) => void
  /** What a row is called where it is removed. */
  one: string
  /** Of tall rows: removed at their top. */
  top?: boolean
}

/** Rows of fields that can be added and removed. */
export function Rows({ count, row, add, action, remove, one, top = false }: Props) {
  return (
    <Stack gap={6}>
      {Array.from({ length: count }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place in the form.
        <Group key={place} gap="xs" wrap="nowrap" align={top ? 'flex-start' : 'flex-end'}>
          <Group gap="xs" grow flex={1} align="flex-end" preventGrowOverflow={false}>
            {row(place)}
          </Group>
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={4}
            aria-label={`Remove ${one} ${place + 1}`}
            onClick={() => remove(place)}
          >
            <IconX size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        onClick={add}
      >
        {action}
      </Button>
    </Stack>
  )
}
