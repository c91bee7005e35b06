import { Button, Group, Title } from '@mantine/core'
import { invitations } from '#domains/identity/invitations/contract.ts'
import type { Invitation } from '#domains/identity/invitations/schema.ts'
import { formatUntil, useNow } from '#web/kit/dates.tsx'
import { List } from '#web/kit/list/List.tsx'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { actionsColumn, textColumn } from '#web/kit/table/columns.tsx'
import { ROLES } from '#web/roles.ts'
import { useChange } from '#web/use-call.ts'
import { useWholeList } from '#web/use-list.ts'

const COLUMNS: Column<Invitation>[] = [
  textColumn('email', 'Email', { main: true, width: 200 }),
  {
    id: 'role',
    header: 'Role',
    width: 140,
    value: ({ role }) => ROLES[role],
    cell: ({ role }) => ROLES[role],
  },
  {
    id: 'expires_at',
    header: 'Expires',
    width: 100,
    value: ({ expires_at }) => expires_at,
    cell: (invitation) => <Expires invitation={invitation} />,
  },
  actionsColumn(160, (invitation) => <Actions invitation={invitation} />),
]

/** Those who were invited and have not joined yet. */
export function Invitations() {
  const list = useWholeList(invitations.all, { name: 'invitations', columns: COLUMNS, second: true })
  if (!list.rows?.length) return null
  return (
    <section style={{ marginTop: 36 }}>
      <Title order={2} mb={4}>
        Invitations
      </Title>
      <List list={list} one="invitation" empty={null} below={undelivered} />
    </section>
  )
}

function undelivered({ mail_failed_at }: Invitation) {
  return mail_failed_at ? (
    <span style={{ color: 'var(--soon-text)' }}>
      The email couldn’t be delivered. Check the address, then resend the invitation or revoke it.
    </span>
  ) : null
}

function Expires({ invitation: { expires_at } }: { invitation: Invitation }) {
  return formatUntil(expires_at, useNow())
}

function Actions({ invitation: { id, email, role, team_id } }: { invitation: Invitation }) {
  const create = useChange(invitations.create)
  const resend = useChange(invitations.resend)
  const revoke = useChange(invitations.revoke)
  const revokeAndOffer = async () => {
    await revoke.make({ id })
    notifyUndo(`Invitation to ${email} revoked.`, () => create.make({}, { email, role, team_id }))
  }
  return (
    <Group gap={0} justify="flex-end" wrap="nowrap">
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => resend.run(`Invitation sent to ${email} again.`, { id })}
      >
        Resend
      </Button>
      <Button
        variant="subtle"
        size="compact-sm"
        color="red"
        onClick={() => revokeAndOffer().catch(notifyRefusal)}
      >
        Revoke
      </Button>
    </Group>
  )
}
