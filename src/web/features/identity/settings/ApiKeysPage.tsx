import { Badge, Button, Group, Table, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { apiKeys } from '#domains/identity/api-keys/contract.ts'
import type { ApiKey } from '#domains/identity/api-keys/schema.ts'
import { everyOf } from '#web/calls.ts'
import { ConnectedApps } from '#web/features/identity/connected-apps/ConnectedApps.tsx'
import { usePermissionLabels } from '#web/features/identity/use-permission-labels.ts'
import { formatExpiry, Moment } from '#web/kit/dates.tsx'
import { notify } from '#web/kit/notify.tsx'
import { SureButton } from '#web/kit/SureButton.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useChange } from '#web/use-call.ts'
import { NewApiKeyModal } from './NewApiKeyModal.tsx'

export function ApiKeysPage() {
  const { new: making } = useSearch({ from: '/frame/settings/api-keys' })
  const navigate = useNavigate()
  const make = (what?: 'key') => navigate({ to: '/settings/api-keys', search: { new: what } })
  const { data, error } = useQuery(everyOf(apiKeys.all, {}))
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed" size="sm">
          Programs that use a key act on your behalf, within the key's permissions.
        </Text>
        <Button leftSection={<IconKey size={16} />} onClick={() => make('key')}>
          New API key
        </Button>
      </Group>
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={4} />}
      {data?.length === 0 && (
        <Empty title="No API keys yet">
          Create one for a program that uploads or reads documents for you.
        </Empty>
      )}
      {data && data.length > 0 && <KeysTable keys={data} />}
      <ConnectedApps />
      <NewApiKeyModal opened={making === 'key'} onClose={() => make()} />
    </>
  )
}

function KeysTable({ keys }: { keys: ApiKey[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th visibleFrom="sm">Permissions</Table.Th>
          <Table.Th visibleFrom="sm">Last used</Table.Th>
          <Table.Th visibleFrom="xs">Expires</Table.Th>
          <Table.Th aria-label="Actions" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { make } = useChange(apiKeys.revoke)
  const labelOf = usePermissionLabels()
  const end = async ({ id, name }: ApiKey) => {
    await make({ id })
    notify(`“${name}” was revoked.`)
  }
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {apiKey.name}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {apiKey.prefix}…
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Group gap={4}>
          {apiKey.scopes.map((scope) => (
            <Badge key={scope} color="gray">
              {labelOf(scope)}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {apiKey.last_used_at ? (
          <Moment at={apiKey.last_used_at} />
        ) : (
          <Text span inherit c="dimmed">
            Never
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="xs">{apiKey.expires_at ? formatExpiry(apiKey.expires_at) : 'Never'}</Table.Td>
      <Table.Td ta="right">
        <SureButton
          size="compact-sm"
          act={() => end(apiKey)}
          sure="Revoke permanently"
          aria-label={`Revoke ${apiKey.name}`}
        >
          Revoke
        </SureButton>
      </Table.Td>
    </Table.Tr>
  )
}
