import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teams } from '#domains/identity/teams/contract.ts'
import { transactions } from '#domains/transactions/contract.ts'
import { TransactionChange, type TransactionDetail } from '#domains/transactions/schema.ts'
import { everyOf } from '#web/calls.ts'
import { FINANCINGS, OCCUPANCIES } from '#web/features/transactions/requirements/words.ts'
import { DEAL_VISIBILITIES, SIDES, TYPES } from '#web/features/transactions/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { YesNo } from '#web/kit/YesNo.tsx'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useChange } from '#web/use-call.ts'

const FORM = TransactionChange.required().pick({
  ...{ transaction_type: true, side: true, listing_agent_id: true, selling_agent_id: true, notes: true },
  ...{ financing: true, occupancy: true, seller_is_foreign: true, exchange_cooperation: true },
  ...{ exchange_intermediary_contact_id: true, visibility: true, team_id: true },
} as const)

type Props = { deal: TransactionDetail; opened: boolean; onClose: () => void }

/** What kind of deal it is, who works on it, and notes. */
export function EditDealModal({ deal, opened, onClose }: Props) {
  const { id, version, transaction_type, side, listing_agent_id, selling_agent_id, notes } = deal
  const { financing, occupancy, seller_is_foreign, exchange_cooperation } = deal
  const { exchange_intermediary_contact_id, visibility, team_id } = deal
  const { data: groups = [] } = useQuery(everyOf(teams.all, {}))
  const change = useChange(transactions.change)
  const agents = useMembers()
  const choice = { data: agents, searchable: true, clearable: true }
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title="Edit deal"
      schema={FORM}
      initial={{
        ...{ transaction_type, side, listing_agent_id, selling_agent_id, notes: notes ?? '' },
        ...{ financing, occupancy, seller_is_foreign, exchange_cooperation },
        ...{ exchange_intermediary_contact_id, visibility, team_id },
      }}
      action="Save"
      send={(values) => change.make({ id }, values, { version })}
      said={() => 'Deal saved.'}
      fields={{
        transaction_type: { label: 'Type', words: TYPES },
        side: { label: 'We represent', words: SIDES },
        financing: { label: 'Financing', words: FINANCINGS },
        occupancy: { label: 'Occupied by', words: OCCUPANCIES },
        visibility: { label: 'Visible to', words: DEAL_VISIBILITIES },
        notes: 'Notes',
      }}
    >
      {(field, form) => (
        <>
          {form.getValues().visibility === 'team' && (
            <Select
              label="Team"
              data={groups.map(({ id, name }) => ({ value: id, label: name }))}
              {...field('team_id')}
            />
          )}
          <Select label="Listing agent" {...choice} {...field('listing_agent_id')} />
          <Select label="Buyer’s agent" {...choice} {...field('selling_agent_id')} />
          <YesNo label="Seller is a foreign person" {...field('seller_is_foreign')} />
          <YesNo label="Seller is exchanging (1031)" {...field('exchange_cooperation')} />
          {form.getValues().exchange_cooperation && (
            <ContactField
              label="Qualified intermediary (optional)"
              {...form.getInputProps('exchange_intermediary_contact_id')}
            />
          )}
        </>
      )}
    </FormModal>
  )
}
