import { Select, SimpleGrid, Textarea } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { exchanges } from '#domains/exchanges/contract.ts'
import { ExchangeChange, type ExchangeDetail, ExchangeType, Priority } from '#domains/exchanges/schema.ts'
import { EXCHANGE_TYPES, PRIORITIES } from '#web/features/exchanges/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { timeZoneChoices } from '#web/kit/time-zones.ts'
import { choicesOf } from '#web/kit/use-zod-form.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useChange } from '#web/use-call.ts'

const FORM = ExchangeChange.required().pick({
  ...{ name: true, exchange_type: true, priority: true, agreement_signed_on: true, time_zone: true },
  ...{ coordinator_id: true, primary_attorney_id: true, intermediary_id: true, notes: true },
} as const)

type Props = { exchange: ExchangeDetail; opened: boolean; onClose: () => void }

/** What an exchange is called, who runs it, and whose midnight ends its periods. */
export function EditExchangeModal({ exchange, opened, onClose }: Props) {
  const { id, version, name, exchange_type, priority, agreement_signed_on, time_zone } = exchange
  const { coordinator_id, primary_attorney_id, intermediary_id, notes } = exchange
  const change = useChange(exchanges.change)
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title="Edit exchange"
      size={560}
      schema={FORM}
      initial={{
        ...{ name, exchange_type, priority, time_zone },
        agreement_signed_on: agreement_signed_on ?? '',
        ...{ coordinator_id, primary_attorney_id, intermediary_id, notes: notes ?? '' },
      }}
      action="Save"
      send={(values) => change.make({ id }, values, { version })}
      said={() => 'Exchange saved.'}
      fields={{
        name: 'Name',
        agreement_signed_on: {
          label: 'Exchange agreement signed on',
          description: 'By the taxpayer and the intermediary. It must come before the first transfer.',
        },
      }}
    >
      {(field, form) => (
        <>
          <RunFields field={field} />
          <ContactField
            label="Qualified intermediary, where it isn’t this organization (optional)"
            clearable
            {...form.getInputProps('intermediary_id')}
          />
          <Select
            label="Time zone of deadlines"
            description="The periods end at midnight there. Another time zone can move the status of the exchange."
            searchable
            allowDeselect={false}
            data={timeZoneChoices()}
            {...field('time_zone')}
          />
          <Textarea label="Notes (optional)" autosize minRows={2} {...field('notes')} />
        </>
      )}
    </FormModal>
  )
}

type RunProps = { field: (name: keyof typeof FORM.shape) => GetInputPropsReturnType }

/** What kind of exchange it is, and who runs it. */
function RunFields({ field }: RunProps) {
  const member = { data: useMembers(), searchable: true, clearable: true }
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Select
        label="Type"
        allowDeselect={false}
        data={choicesOf(ExchangeType, EXCHANGE_TYPES)}
        {...field('exchange_type')}
      />
      <Select
        label="Priority"
        allowDeselect={false}
        data={choicesOf(Priority, PRIORITIES)}
        {...field('priority')}
      />
      <Select label="Coordinator" {...member} {...field('coordinator_id')} />
      <Select label="Attorney" {...member} {...field('primary_attorney_id')} />
    </SimpleGrid>
  )
}
