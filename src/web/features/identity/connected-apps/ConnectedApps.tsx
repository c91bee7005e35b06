import { Badge, Code, Group, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectedApps } from '#domains/identity/connected-apps/contract.ts'
import type { AppAccess, ConnectedApp } from '#domains/identity/connected-apps/schema.ts'
import { members } from '#domains/identity/members/contract.ts'
import { everyOf } from '#web/calls.ts'
import { Moment } from '#web/kit/dates.tsx'
import { notify } from '#web/kit/notify.tsx'
import { CopyButton } from '#web/kit/Secret.tsx'
import { SureButton } from '#web/kit/SureButton.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMay, useSession } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

const ACCESS: Record<AppAccess, string> = { read: 'Read only', write: 'Read and change' }

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** AI agents that a member connected, and the address at which to connect more. */
export function ConnectedApps() {
  const { data, error } = useQuery(everyOf(connectedApps.all, {}))
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
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={2} />}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed">
          No apps connected.
        </Text>
      )}
      {data && data.length > 0 && <AppsTable apps={data} />}
    </section>
  )
}

function AppsTable({ apps }: { apps: ConnectedApp[] }) {
  const me = useSession()?.user.id
  const everyone = useMay('members.manage')
  const { data: people } = useQuery({ ...everyOf(members.all, {}), enabled: everyone })
  const nameOf = (user_id: string) =>
    user_id === me ? 'You' : (people?.find((one) => one.user_id === user_id)?.display_name ?? '')
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>App</Table.Th>
          <Table.Th visibleFrom="xs">Access</Table.Th>
          {everyone && <Table.Th visibleFrom="sm">Works as</Table.Th>}
          <Table.Th visibleFrom="sm">Last used</Table.Th>
          <Table.Th aria-label="Actions" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {apps.map((app) => (
          <AppRow key={app.id} app={app} worksAs={everyone ? nameOf(app.user_id) : undefined} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function AppRow({ app, worksAs }: { app: ConnectedApp; worksAs: string | undefined }) {
  const { make } = useChange(connectedApps.revoke)
  const disconnect = async () => {
    await make({ id: app.id })
    notify(`${app.name} disconnected.`)
  }
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {app.name}
        </Text>
        <Text size="xs" c="dimmed">
          {LOCAL.test(app.host) ? 'On your computer' : app.host}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="xs">
        <Badge color={app.access === 'read' ? 'gray' : 'amber'}>{ACCESS[app.access]}</Badge>
      </Table.Td>
      {worksAs !== undefined && <Table.Td visibleFrom="sm">{worksAs}</Table.Td>}
      <Table.Td visibleFrom="sm">{app.last_used_at && <Moment at={app.last_used_at} />}</Table.Td>
      <Table.Td ta="right">
        <SureButton
          size="compact-sm"
          act={disconnect}
          sure="Disconnect now"
          aria-label={`Disconnect ${app.name}`}
        >
          Disconnect
        </SureButton>
      </Table.Td>
    </Table.Tr>
  )
}
