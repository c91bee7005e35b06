import { Button, Checkbox, Fieldset, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { DisasterInput } from '#domains/exchanges/deadlines/schema.ts'
import { RELIEFS } from '#web/features/exchanges/page/clocks/words.ts'
import { NO_DISASTER } from './facts-values.ts'
import type { FieldOf } from './ReturnFields.tsx'

type Props = {
  field: FieldOf
  disasters: DisasterInput[]
  onChange: (disasters: DisasterInput[]) => void
}

const MOST = 10

/** Relief that the IRS announced for a disaster (Rev. Proc. 2018-58). */
export function DisasterFields({ field, disasters, onChange }: Props) {
  return (
    <Stack gap="sm">
      {disasters.map((_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a disaster that is being entered has no name but its place.
        <Fieldset key={n} legend={`Disaster relief ${n + 1}`}>
          <Stack gap="sm">
            <OneDisaster field={(name, options) => field(`disasters.${n}.${name}`, options)} />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              w="fit-content"
              onClick={() => onChange(disasters.toSpliced(n, 1))}
            >
              {`Remove disaster relief ${n + 1}`}
            </Button>
          </Stack>
        </Fieldset>
      ))}
      {disasters.length < MOST && (
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...disasters, NO_DISASTER])}
          >
            Add disaster relief
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function OneDisaster({ field }: { field: FieldOf }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="IRS notice or news release" placeholder="CA-2025-01" {...field('notice_number')} />
        <Select
          label="Relief"
          allowDeselect={false}
          data={Object.entries(RELIEFS).map(([value, label]) => ({ value, label }))}
          {...field('relief')}
        />
        <TextInput type="date" label="Date of the disaster" {...field('disaster_date')} />
        <TextInput type="date" label="General postponement until" {...field('general_postponement_date')} />
      </SimpleGrid>
      <Checkbox
        label="The taxpayer is an affected taxpayer"
        {...field('affected_taxpayer', { type: 'checkbox' })}
      />
      <Checkbox
        label="The disaster makes it difficult to meet a deadline"
        {...field('difficulty_meeting_deadline', { type: 'checkbox' })}
      />
    </>
  )
}
