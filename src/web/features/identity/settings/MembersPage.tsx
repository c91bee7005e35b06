import { Button, Group, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { members } from '#domains/identity/members/contract.ts'
import type { Member } from '#domains/identity/schema.ts'
import { PersonChip } from '#web/kit/chips.tsx'
import { formatCount } from '#web/kit/figures.ts'
import { List } from '#web/kit/list/List.tsx'
import { StatusPill } from '#web/kit/StatusPill.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { Dimmed, momentColumn } from '#web/kit/table/columns.tsx'
import { ROLES } from '#web/roles.ts'
import { useMay } from '#web/session.ts'
import { useWholeList } from '#web/use-list.ts'
import { Invitations } from './Invitations.tsx'
import { InviteModal } from './InviteModal.tsx'
import { MemberDetail, nameOf } from './MemberDetail.tsx'

const COLUMNS: Column<Member>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 200,
    main: true,
    value: nameOf,
    cell: (member) => <PersonChip name={nameOf(member)} />,
  },
  {
    id: 'role',
    header: 'Role',
    width: 140,
    value: ({ role }) => ROLES[role],
    cell: ({ role, status }) =>
      status === 'active' ? ROLES[role] : <StatusPill tone="draft">Deactivated</StatusPill>,
  },
  {
    id: 'mfa_enabled',
    header: 'Two-step',
    width: 90,
    value: ({ mfa_enabled }) => Number(mfa_enabled),
    cell: ({ mfa_enabled }) => (mfa_enabled ? 'On' : <Dimmed>Off</Dimmed>),
  },
  momentColumn('last_login_at', 'Last sign-in', { none: 'Never' }),
]

export function MembersPage() {
  const manage = useMay('members.manage')
  const list = useWholeList(members.all, { name: 'members', columns: COLUMNS })
  const active = list.rows?.filter(({ status }) => status === 'active')
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed" size="sm">
          {active ? formatCount(active.length, 'active member') : ' '}
        </Text>
        {manage && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => list.make('invitation')}>
            Invite member
          </Button>
        )}
      </Group>
      <List
        list={list}
        one="member"
        empty={null}
        panel={(member) => <MemberDetail member={member} />}
        second={({ email, role, status }) =>
          `${status === 'active' ? ROLES[role] : 'Deactivated'} · ${email}`
        }
      />
      {manage && <Invitations />}
      {manage && <InviteModal {...list.dialog('invitation')} />}
    </>
  )
}
