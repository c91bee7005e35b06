import { ActionIcon, Checkbox, Group, Paper, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { valueProposals } from '#domains/transactions/proposals/contract.ts'
import type { ProposedValue } from '#domains/transactions/proposals/schema.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { notifyUndo } from '#web/kit/notify.tsx'
import { useChange } from '#web/use-call.ts'
import { Source } from './Source.tsx'
import { FIELD_NAMES, valueIn } from './words.ts'

type Props = {
  id: string
  proposed: ProposedValue
  /** Not where a discrepancy shows the place already. */
  picture: boolean
  /** Null where the person can’t apply it. */
  chosen: boolean | null
  toggle: () => void
}

/** One value: what the deal has, what the document says, and where. */
export function ProposedRow({ id, proposed, picture, chosen, toggle }: Props) {
  const { extraction_id, field, value, current, ends_on } = proposed
  const [reject, restore] = [useChange(valueProposals.reject), useChange(valueProposals.restore)]
  const name = FIELD_NAMES[field]
  const drop = async () => {
    if (await reject.run(null, { id }, { extraction_id }))
      notifyUndo(`${name} left out.`, () => restore.make({ id }, { extraction_id }))
  }
  return (
    <Paper withBorder p="xs" radius="sm">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        {chosen !== null && (
          <Checkbox
            size="sm"
            aria-label={`Apply ${name} ${valueIn(field, value)}`}
            checked={chosen}
            onChange={toggle}
            mt={2}
          />
        )}
        <Stack gap={6} flex={1} miw={0}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Text span inherit c="dimmed">
              {name}{' '}
            </Text>
            {current !== null && (
              <>
                <s>{valueIn(field, current)}</s>
                {' → '}
              </>
            )}
            <b>{valueIn(field, value)}</b>
            {ends_on !== null && ends_on !== value && `, ${formatDay(ends_on)}`}
          </Text>
          <Source source={proposed} picture={picture} />
        </Stack>
        {chosen !== null && (
          <ActionIcon
            size={26}
            variant="subtle"
            color="gray"
            aria-label={`Leave out ${name} ${valueIn(field, value)}`}
            onClick={drop}
          >
            <IconX size={15} />
          </ActionIcon>
        )}
      </Group>
    </Paper>
  )
}
