import { SegmentedControl, Select } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { useState } from 'react'
import { participants } from '#domains/exchanges/participants/contract.ts'
import { NewParticipant, ParticipantChange, ParticipantRole } from '#domains/exchanges/participants/schema.ts'
import { AUTHORITIES, DOCUMENT_ACCESS, PARTICIPANT_ROLES } from '#web/features/exchanges/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { choicesOf } from '#web/kit/use-zod-form.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

const { authority_level, document_access_level } = ParticipantChange.required().shape
const WITH = { role: ParticipantRole, authority_level, document_access_level }
const FORM = {
  contact: NewParticipant.pick({ participant_id: true }).required().extend(WITH),
  member: NewParticipant.pick({ user_id: true }).required().extend(WITH),
}

type Props = { id: string; onClose: () => void }

/** A contact, or a member of the organization, who then sees the exchange. */
export function AddParticipantModal({ id, onClose }: Props) {
  const [who, setWho] = useState<'contact' | 'member'>('contact')
  const create = useChange(participants.create)
  const members = useMembers()
  const readsMembers = useMay('members.read')
  return (
    <FormModal
      key={who}
      opened
      onClose={onClose}
      title="Add a person to the exchange"
      schema={FORM[who].extend({
        participant_id: FORM.contact.shape.participant_id.optional(),
        user_id: FORM.member.shape.user_id.optional(),
      })}
      initial={{
        role: who === 'contact' ? 'cpa' : 'coordinator',
        authority_level: 'standard',
        document_access_level: 'none',
      }}
      action="Add"
      send={(values) => create.make({ id }, values)}
      said={({ role }) => `${PARTICIPANT_ROLES[role]} added.`}
    >
      {(field, form) => (
        <>
          {readsMembers && (
            <SegmentedControl
              fullWidth
              aria-label="Who takes part"
              value={who}
              onChange={(value) => setWho(value === 'member' ? 'member' : 'contact')}
              data={[
                { value: 'contact', label: 'Contact' },
                { value: 'member', label: 'Member' },
              ]}
            />
          )}
          {who === 'contact' ? (
            <ContactField label="Contact" focused {...form.getInputProps('participant_id')} />
          ) : (
            <Select
              label="Member"
              description="They see this exchange from then on."
              searchable
              data-autofocus
              openOnFocus={false}
              data={members}
              {...field('user_id')}
            />
          )}
          <PartFields field={field} />
        </>
      )}
    </FormModal>
  )
}

type PartProps = { field: (name: keyof typeof WITH) => GetInputPropsReturnType }

/** As what they take part, and what they may do and see. */
function PartFields({ field }: PartProps) {
  return (
    <>
      <Select
        label="Role"
        allowDeselect={false}
        data={choicesOf(ParticipantRole, PARTICIPANT_ROLES)}
        {...field('role')}
      />
      <Select
        label="Authority"
        allowDeselect={false}
        data={choicesOf(authority_level, AUTHORITIES)}
        {...field('authority_level')}
      />
      <Select
        label="Documents they see"
        allowDeselect={false}
        data={choicesOf(document_access_level, DOCUMENT_ACCESS)}
        {...field('document_access_level')}
      />
    </>
  )
}
