import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { invitations } from '#domains/identity/invitations/contract.ts'
import { NewInvitation } from '#domains/identity/invitations/schema.ts'
import { teams } from '#domains/identity/teams/contract.ts'
import { everyOf } from '#web/calls.ts'
import { ROLE_NOTES } from '#web/features/identity/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { choicesOf } from '#web/kit/use-zod-form.ts'
import { ROLES } from '#web/roles.ts'
import { useChange } from '#web/use-call.ts'

export function InviteModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const create = useChange(invitations.create)
  const { data = [] } = useQuery({ ...everyOf(teams.all, {}), enabled: opened })
  return (
    <FormModal
      {...{ opened, onClose }}
      title="Invite member"
      schema={NewInvitation}
      initial={{ role: 'agent' }}
      draft="invitation"
      action="Send invitation"
      send={(values) => create.make({}, values)}
      said={({ email }) => `Invitation sent to ${email}.`}
    >
      {(field, form) => (
        <>
          <TextInput label="Email" type="email" data-autofocus {...field('email')} />
          <Select
            label="Role"
            description={ROLE_NOTES[form.getValues().role]}
            data={choicesOf(NewInvitation.shape.role, ROLES)}
            allowDeselect={false}
            {...field('role')}
          />
          {data.length > 0 && (
            <Select
              label="Team"
              placeholder="None"
              clearable
              data={data.map(({ id, name }) => ({ value: id, label: name }))}
              {...field('team_id')}
            />
          )}
        </>
      )}
    </FormModal>
  )
}
