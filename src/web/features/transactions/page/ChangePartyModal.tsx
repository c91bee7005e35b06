import { parties } from '#domains/transactions/parties/contract.ts'
import type { Party } from '#domains/transactions/parties/schema.ts'
import { PartyChange } from '#domains/transactions/schema.ts'
import { ROLES } from '#web/features/transactions/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { useChange } from '#web/use-call.ts'

const { role, side, signing_order } = PartyChange.shape
const FORM = PartyChange.extend({
  role: role.unwrap(),
  side: side.unwrap(),
  signing_order: signing_order.unwrap(),
})
const ON_SIDE = { listing: 'The seller’s or landlord’s', selling: 'The buyer’s or tenant’s' }

type Props = { id: string; party: Party; opened: boolean; onClose: () => void }

export function ChangePartyModal({ id, party, opened, onClose }: Props) {
  const change = useChange(parties.change)
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={party.display_name}
      schema={FORM}
      initial={{ role: party.role, side: party.side, signing_order: party.signing_order }}
      action="Save"
      send={(values) => change.make({ id, party_id: party.id }, values)}
      said={() => `${party.display_name} changed.`}
      fields={{
        role: { label: 'Role', words: ROLES },
        side: { label: 'Side', words: ON_SIDE },
        signing_order: { label: 'Signs in place', description: '1 signs first.' },
      }}
    />
  )
}
