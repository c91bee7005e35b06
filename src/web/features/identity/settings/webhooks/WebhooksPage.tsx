import { Button, Group, Text } from '@mantine/core'
import { IconWebhook } from '@tabler/icons-react'
import { webhooks } from '#domains/identity/webhooks/contract.ts'
import type { Webhook } from '#domains/identity/webhooks/schema.ts'
import { useFactWords } from '#web/fact-words.ts'
import { List } from '#web/kit/list/List.tsx'
import { Empty } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { MainText, momentColumn, textColumn } from '#web/kit/table/columns.tsx'
import { useWholeList } from '#web/use-list.ts'
import { NewWebhookModal } from './NewWebhookModal.tsx'
import { WebhookDetail } from './WebhookDetail.tsx'
import { nameOfWebhook, WebhookStatus } from './words.tsx'

const COLUMNS: Column<Webhook>[] = [
  {
    id: 'name',
    header: 'Endpoint',
    width: 160,
    main: true,
    value: nameOfWebhook,
    cell: (webhook) => <MainText>{nameOfWebhook(webhook)}</MainText>,
  },
  textColumn('url', 'Address', { width: 220, priority: 4 }),
  { id: 'facts', header: 'Events', width: 200, priority: 3, cell: (webhook) => <Events webhook={webhook} /> },
  {
    id: 'state',
    header: 'Status',
    width: 110,
    priority: 1,
    value: ({ state }) => state,
    cell: (webhook) => <WebhookStatus webhook={webhook} />,
  },
  momentColumn('last_success_at', 'Last delivered', { none: 'Never', priority: 2 }),
]

/** The list, or the one endpoint that the address names. */
export function WebhooksPage() {
  const list = useWholeList(webhooks.all, { name: 'webhooks', columns: COLUMNS })
  const { rows, search, setSearch, make } = list
  const chosen = rows?.find(({ id }) => id === search.webhook)
  if (chosen) return <WebhookDetail key={chosen.id} webhook={chosen} onClose={() => setSearch({})} />
  const create = (
    <Button leftSection={<IconWebhook size={16} />} onClick={() => make('webhook')}>
      New webhook
    </Button>
  )
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed" size="sm" maw={560}>
          Deedline posts a signed message to your server when something happens in your organization.
        </Text>
        {rows && rows.length > 0 && create}
      </Group>
      <List
        list={list}
        one="webhook"
        empty={
          <Empty title="No webhooks yet" action={create}>
            Connect your own software, a spreadsheet or an automation service to what happens here.
          </Empty>
        }
        onOpen={({ id }) => setSearch({ webhook: id })}
      />
      <NewWebhookModal {...list.dialog('webhook')} />
    </>
  )
}

function Events({ webhook: { facts } }: { webhook: Webhook }) {
  const { summaryOf } = useFactWords()
  return <span title={summaryOf(facts)}>{summaryOf(facts)}</span>
}
