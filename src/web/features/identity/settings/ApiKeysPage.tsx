import { Button, Group, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { apiKeys } from '#domains/identity/api-keys/contract.ts'
import type { ApiKey } from '#domains/identity/api-keys/schema.ts'
import { ConnectedApps } from '#web/features/identity/connected-apps/ConnectedApps.tsx'
import { usePermissionLabels } from '#web/features/identity/use-permission-labels.ts'
import { formatExpiry } from '#web/kit/dates.tsx'
import { List } from '#web/kit/list/List.tsx'
import { notify } from '#web/kit/notify.tsx'
import { SureButton } from '#web/kit/SureButton.tsx'
import { Empty } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { actionsColumn, momentColumn, textColumn } from '#web/kit/table/columns.tsx'
import { useChange } from '#web/use-call.ts'
import { useWholeList } from '#web/use-list.ts'
import { NewApiKeyModal } from './NewApiKeyModal.tsx'

const COLUMNS: Column<ApiKey>[] = [
  textColumn('name', 'Name', { main: true, width: 160 }),
  { id: 'prefix', header: 'Key', width: 110, priority: 4, cell: ({ prefix }) => `${prefix}…` },
  {
    id: 'scopes',
    header: 'Permissions',
    width: 180,
    priority: 2,
    cell: ({ scopes }) => <Scopes scopes={scopes} />,
  },
  momentColumn('last_used_at', 'Last used', { none: 'Never', priority: 1 }),
  {
    id: 'expires_at',
    header: 'Expires',
    width: 220,
    priority: 3,
    value: ({ expires_at }) => expires_at,
    cell: ({ expires_at }) => (expires_at ? formatExpiry(expires_at) : 'Never'),
  },
  actionsColumn(150, (key) => <Revoke apiKey={key} />),
]

export function ApiKeysPage() {
  const list = useWholeList(apiKeys.all, { name: 'api-keys', columns: COLUMNS })
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed" size="sm">
          Programs that use a key act on your behalf, within the key's permissions.
        </Text>
        <Button leftSection={<IconKey size={16} />} onClick={() => list.make('key')}>
          New API key
        </Button>
      </Group>
      <List
        list={list}
        one="API key"
        empty={
          <Empty title="No API keys yet">
            Create one for a program that uploads or reads documents for you.
          </Empty>
        }
      />
      <ConnectedApps />
      <NewApiKeyModal {...list.dialog('key')} />
    </>
  )
}

function Scopes({ scopes }: Pick<ApiKey, 'scopes'>) {
  const labelOf = usePermissionLabels()
  const labels = scopes.map(labelOf).join(', ')
  return <span title={labels}>{labels}</span>
}

function Revoke({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { make } = useChange(apiKeys.revoke)
  const revoke = async () => {
    await make({ id })
    notify(`“${name}” was revoked.`)
  }
  return (
    <SureButton size="compact-sm" act={revoke} sure="Revoke permanently" aria-label={`Revoke ${name}`}>
      Revoke
    </SureButton>
  )
}
