import { Button, Select, Stack, Text, Title } from '@mantine/core'
import { members } from '#domains/identity/members/contract.ts'
import type { Member, MemberChange } from '#domains/identity/schema.ts'
import { options, ROLE_NOTES } from '#web/features/identity/words.ts'
import { formatInstant } from '#web/kit/dates.tsx'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { ROLES } from '#web/roles.ts'
import { useMay, useSession } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

/** One member: what they may do, and whether they may sign in. */
export function MemberDetail({ member }: { member: Member }) {
  const me = useSession()?.user.id
  const manage = useMay('members.manage') && member.user_id !== me
  const { setRole, setStatus } = useMemberChanges(member)
  return (
    <Stack gap="md">
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {nameOf(member)}
        </Title>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {member.email}
        </Text>
        <Text size="sm" c="dimmed">
          Joined {formatInstant(member.joined_at)}
        </Text>
      </div>
      <Select
        label="Role"
        description={ROLE_NOTES[member.role]}
        data={options(ROLES)}
        value={member.role}
        allowDeselect={false}
        disabled={!manage || member.status !== 'active'}
        onChange={(role) => role && setRole(role as Member['role'])}
      />
      {manage && member.status === 'active' && (
        <Button
          variant="light"
          color="red"
          onClick={() => setStatus('inactive', `${nameOf(member)} was signed out and deactivated.`)}
        >
          Deactivate
        </Button>
      )}
      {manage && member.status === 'inactive' && (
        <Button variant="light" onClick={() => setStatus('active', `${nameOf(member)} was reactivated.`)}>
          Reactivate
        </Button>
      )}
      {member.user_id === me && (
        <Text size="sm" c="dimmed">
          This is you. Ask another administrator to change your role.
        </Text>
      )}
    </Stack>
  )
}

/** Each change can be undone until someone else changes the member. */
function useMemberChanges(member: Member) {
  const { make } = useChange(members.change)
  const save = (change: MemberChange, version: number) => make({ id: member.id }, change, { version })
  const changeAndOffer = async (change: MemberChange, back: MemberChange, said: string) => {
    const saved = await save(change, member.version)
    notifyUndo(said, () => save(back, saved.version))
  }
  const setRole = (role: Member['role']) =>
    changeAndOffer(
      { role },
      { role: member.role },
      `${nameOf(member)} is now ${ROLES[role].toLowerCase()}.`,
    ).catch(notifyRefusal)
  const setStatus = (status: 'active' | 'inactive', said: string) =>
    changeAndOffer({ status }, { status: status === 'active' ? 'inactive' : 'active' }, said).catch(
      notifyRefusal,
    )
  return { setRole, setStatus }
}

export function nameOf(member: Member): string {
  return member.display_name ?? member.email
}
