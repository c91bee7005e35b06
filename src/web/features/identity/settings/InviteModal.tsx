import { Modal, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { invitations } from '#domains/identity/invitations/contract.ts'
import { NewInvitation } from '#domains/identity/invitations/schema.ts'
import { teams } from '#domains/identity/teams/contract.ts'
import type { Role } from '#lib/actor.ts'
import { everyOf } from '#web/calls.ts'
import { ROLE_NOTES } from '#web/features/identity/words.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { choicesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { ROLES } from '#web/roles.ts'
import { useChange } from '#web/use-call.ts'

type Values = { email: string; role: Role; team_id: string | null }

export function InviteModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const create = useChange(invitations.create)
  const { data = [] } = useQuery({ ...everyOf(teams.all, {}), enabled: opened })
  const initialValues: Values = { email: '', role: 'agent', team_id: null }
  const { form, field, submit, refusal, busy } = useZodForm<Values>(NewInvitation, {
    initialValues,
    draft: 'invitation',
  })
  const invite = submit(async (values) => {
    await create.make({}, values)
    notify(`Invitation sent to ${values.email}.`)
    form.reset()
    onClose()
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Invite member">
      <ProblemForm onSubmit={invite} refusal={refusal} busy={busy} action="Send invitation" button="end">
        <TextInput label="Email" type="email" data-autofocus {...field('email')} />
        <Select
          label="Role"
          description={ROLE_NOTES[form.getValues().role]}
          data={choicesOf(NewInvitation.shape.role, ROLES)}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        {data.length > 0 && (
          <Select
            label="Team"
            placeholder="None"
            clearable
            data={data.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('team_id')}
          />
        )}
      </ProblemForm>
    </Modal>
  )
}
