import { Code, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectedApps } from '#domains/identity/connected-apps/contract.ts'
import type { AppAccess, ConnectedApp } from '#domains/identity/connected-apps/schema.ts'
import { members } from '#domains/identity/members/contract.ts'
import { everyOf } from '#web/calls.ts'
import { List } from '#web/kit/list/List.tsx'
import { notify } from '#web/kit/notify.tsx'
import { CopyButton } from '#web/kit/Secret.tsx'
import { SureButton } from '#web/kit/SureButton.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { actionsColumn, momentColumn, textColumn } from '#web/kit/table/columns.tsx'
import { useMay, useSession } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'
import { useWholeList } from '#web/use-list.ts'

const ACCESS: Record<AppAccess, string> = { read: 'Read only', write: 'Read and change' }

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

const COLUMNS: Column<ConnectedApp>[] = [
  textColumn('name', 'App', { main: true, width: 160 }),
  {
    id: 'host',
    header: 'From',
    width: 180,
    priority: 3,
    cell: ({ host }) => (LOCAL.test(host) ? 'Your computer' : host),
  },
  {
    id: 'access',
    header: 'Access',
    width: 130,
    priority: 1,
    value: ({ access }) => ACCESS[access],
    cell: ({ access }) => ACCESS[access],
  },
  { id: 'user_id', header: 'Works as', width: 150, priority: 4, cell: (app) => <WorksAs app={app} /> },
  momentColumn('last_used_at', 'Last used', { none: 'Never', priority: 2 }),
  actionsColumn(150, (app) => <Disconnect app={app} />),
]
const OWN_COLUMNS = COLUMNS.filter(({ id }) => id !== 'user_id')

/** AI agents that a member connected, and the address at which to connect more. */
export function ConnectedApps() {
  const everyone = useMay('members.manage')
  const columns = everyone ? COLUMNS : OWN_COLUMNS
  const list = useWholeList(connectedApps.all, { name: 'connected-apps', columns, second: true })
  const address = `${window.location.origin}/mcp`
  return (
    <section style={{ marginTop: 36 }}>
      <Title order={2}>Connected apps</Title>
      <Text size="sm" c="dimmed" mt={4}>
        Connect Claude, ChatGPT or another AI agent: add this address as a custom connector (MCP server).
      </Text>
      <Group gap="xs" my="sm" wrap="nowrap" maw={520}>
        <Code block flex={1} style={{ overflowWrap: 'anywhere' }} aria-label="Address for AI agents">
          {address}
        </Code>
        <CopyButton value={address} />
      </Group>
      <List
        list={list}
        one="connected app"
        empty={
          <Text size="sm" c="dimmed">
            No apps connected.
          </Text>
        }
      />
    </section>
  )
}

function WorksAs({ app: { user_id } }: { app: ConnectedApp }) {
  const me = useSession()?.user.id
  const { data: people } = useQuery(everyOf(members.all, {}))
  return user_id === me ? 'You' : people?.find((one) => one.user_id === user_id)?.display_name
}

function Disconnect({ app: { id, name } }: { app: ConnectedApp }) {
  const { make } = useChange(connectedApps.revoke)
  const disconnect = async () => {
    await make({ id })
    notify(`${name} disconnected.`)
  }
  return (
    <SureButton size="compact-sm" act={disconnect} sure="Disconnect now" aria-label={`Disconnect ${name}`}>
      Disconnect
    </SureButton>
  )
}
