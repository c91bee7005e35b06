import { Menu } from '@mantine/core'
import { IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { participants } from '#domains/exchanges/participants/contract.ts'
import { type Participant, ParticipantChange } from '#domains/exchanges/participants/schema.ts'
import { AUTHORITIES, DOCUMENT_ACCESS } from '#web/features/exchanges/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { notifyUndo } from '#web/kit/notify.tsx'
import { More } from '#web/kit/record/More.tsx'
import { useChange } from '#web/use-call.ts'

const FORM = ParticipantChange.required().pick({
  ...{ is_primary: true, authority_level: true, document_access_level: true },
} as const)

type Props = { id: string; participant: Participant }

export function ParticipantMenu({ id, participant }: Props) {
  const { role, participant_id, user_id, sub_roles } = participant
  const { is_primary, authority_level, document_access_level } = participant
  const name = participant.display_name ?? 'this participant'
  const [changing, setChanging] = useState(false)
  const [change, remove] = [useChange(participants.change), useChange(participants.remove)]
  const create = useChange(participants.create)
  const of = { id, exchange_participant_id: participant.id }
  const end = async () => {
    if (!(await remove.run(null, of))) return
    const again = { participant_id, role, sub_roles, user_id }
    const what = { is_primary, authority_level, document_access_level }
    notifyUndo(`${name} no longer takes part.`, () => create.make({ id }, { ...again, ...what }))
  }
  return (
    <>
      <More size={26} label={`Actions for ${name}`}>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setChanging(true)}>
          Change authority and access
        </Menu.Item>
        <Menu.Item leftSection={<IconX size={15} />} onClick={end}>
          End participation
        </Menu.Item>
      </More>
      <FormModal
        opened={changing}
        onClose={() => setChanging(false)}
        title={name}
        schema={FORM}
        initial={{ is_primary, authority_level, document_access_level }}
        action="Save"
        send={(values) => change.make(of, values, { version: participant.version })}
        said={() => `${name} changed.`}
        fields={{
          authority_level: { label: 'Authority', words: AUTHORITIES },
          document_access_level: { label: 'Documents they see', words: DOCUMENT_ACCESS },
          is_primary: 'First to ask in this role',
        }}
      />
    </>
  )
}
