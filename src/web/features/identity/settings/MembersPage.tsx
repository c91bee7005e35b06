import { Badge, Button, Group, Table, Text, UnstyledButton } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { invitations } from '#domains/identity/invitations/contract.ts'
import type { Invitation } from '#domains/identity/invitations/schema.ts'
import { members } from '#domains/identity/members/contract.ts'
import type { Member } from '#domains/identity/schema.ts'
import { everyOf } from '#web/calls.ts'
import { PersonChip } from '#web/kit/chips.tsx'
import { formatUntil, Moment, useNow } from '#web/kit/dates.tsx'
import { formatCount } from '#web/kit/figures.ts'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { ROLES } from '#web/roles.ts'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'
import { InviteModal } from './InviteModal.tsx'
import { MemberPanel } from './MemberPanel.tsx'

export function MembersPage() {
  const manage = useMay('members.manage')
  const { member, new: making } = useSearch({ from: '/frame/settings/members' })
  const navigate = useNavigate()
  const { data, error } = useQuery(everyOf(members.all, {}))
  const open = (id?: string) => navigate({ to: '/settings/members', search: { member: id } })
  const invite = () => navigate({ to: '/settings/members', search: { new: 'invitation' } })
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed" size="sm">
          {data ? formatCount(data.filter((m) => m.status === 'active').length, 'active member') : ' '}
        </Text>
        {manage && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={invite}>
            Invite member
          </Button>
        )}
      </Group>
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && <MembersTable members={data} open={open} />}
      {manage && <Invitations />}
      <MemberPanel member={data?.find(({ id }) => id === member)} onClose={() => open(undefined)} />
      {manage && <InviteModal opened={making === 'invitation'} onClose={() => open()} />}
    </>
  )
}

function MembersTable({ members, open }: { members: Member[]; open: (id: string) => void }) {
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Role</Table.Th>
          <Table.Th visibleFrom="sm">Two-step</Table.Th>
          <Table.Th visibleFrom="sm">Last sign-in</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Table.Tr key={member.id} onClick={() => open(member.id)} style={{ cursor: 'pointer' }}>
            <Table.Td>
              <UnstyledButton fz="sm" w="100%" onClick={() => open(member.id)}>
                <PersonChip name={member.display_name ?? member.email} />
              </UnstyledButton>
            </Table.Td>
            <Table.Td>
              {member.status === 'active' ? ROLES[member.role] : <Badge color="gray">Deactivated</Badge>}
            </Table.Td>
            <Table.Td visibleFrom="sm">
              {member.mfa_enabled ? (
                'On'
              ) : (
                <Text span inherit c="dimmed">
                  Off
                </Text>
              )}
            </Table.Td>
            <Table.Td visibleFrom="sm">
              {member.last_login_at ? (
                <Moment at={member.last_login_at} />
              ) : (
                <Text span inherit c="dimmed">
                  Never
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Invitations() {
  const now = useNow()
  const { data } = useQuery(everyOf(invitations.all, {}))
  const create = useChange(invitations.create)
  const resend = useChange(invitations.resend)
  const revoke = useChange(invitations.revoke)
  if (!data?.length) return null
  const revokeOne = async ({ id, email, role, team_id }: Invitation) => {
    await revoke.make({ id })
    notifyUndo(`Invitation to ${email} revoked.`, () => create.make({}, { email, role, team_id }))
  }
  return (
    <>
      <Text fw={600} mt="xl" mb={4}>
        Invitations
      </Text>
      <Table>
        <Table.Tbody>
          {data.map((invitation) => (
            <Table.Tr key={invitation.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {invitation.email}
                {invitation.mail_failed_at && (
                  <Text size="xs" c="var(--mantine-color-amber-text)">
                    The email couldn't be delivered. Check the address, then resend the invitation or revoke
                    it.
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{ROLES[invitation.role]}</Table.Td>
              <Table.Td visibleFrom="sm" c="dimmed">
                Expires {formatUntil(invitation.expires_at, now)}
              </Table.Td>
              <Table.Td ta="right">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() =>
                    resend.run(`Invitation sent to ${invitation.email} again.`, { id: invitation.id })
                  }
                >
                  Resend
                </Button>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  color="red"
                  onClick={() => revokeOne(invitation).catch(notifyRefusal)}
                >
                  Revoke
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
