import { Badge, Button, Group, Table, Text, UnstyledButton } from '@mantine/core'
import { IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { webhooks } from '#domains/identity/webhooks/contract.ts'
import type { Webhook } from '#domains/identity/webhooks/schema.ts'
import { everyOf } from '#web/calls.ts'
import { useFactWords } from '#web/features/identity/settings/fact-words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { NewWebhookModal } from './NewWebhookModal.tsx'
import { WebhookDetail } from './WebhookDetail.tsx'
import { statusOfWebhook } from './words.ts'

/** The list, or the one endpoint that the address names. */
export function WebhooksPage() {
  const { webhook: id, new: making } = useSearch({ from: '/frame/settings/webhooks' })
  const navigate = useNavigate()
  const go = (search: { webhook?: string; new?: string } = {}) =>
    navigate({ to: '/settings/webhooks', search })
  const { data, error } = useQuery(everyOf(webhooks.all, {}))
  const chosen = data?.find((webhook) => webhook.id === id)
  if (chosen) return <WebhookDetail key={chosen.id} webhook={chosen} onClose={() => go()} />
  const create = (
    <Button leftSection={<IconWebhook size={16} />} onClick={() => go({ new: 'webhook' })}>
      New webhook
    </Button>
  )
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text c="dimmed" size="sm" maw={560}>
          Deedline posts a signed message to your server when something happens in your organization.
        </Text>
        {data && data.length > 0 && create}
      </Group>
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={4} />}
      {data?.length === 0 && (
        <Empty title="No webhooks yet" action={create}>
          Connect your own software, a spreadsheet or an automation service to what happens here.
        </Empty>
      )}
      {data && data.length > 0 && <WebhooksTable webhooks={data} open={(webhook) => go({ webhook })} />}
      <NewWebhookModal opened={making === 'webhook'} onClose={() => go()} />
    </>
  )
}

function WebhooksTable({ webhooks, open }: { webhooks: Webhook[]; open: (id: string) => void }) {
  return (
    <Table highlightOnHover layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Endpoint</Table.Th>
          <Table.Th visibleFrom="sm">Events</Table.Th>
          <Table.Th w={110}>Status</Table.Th>
          <Table.Th w={150} visibleFrom="sm">
            Last delivered
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {webhooks.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} open={() => open(webhook.id)} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function WebhookRow({ webhook, open }: { webhook: Webhook; open: () => void }) {
  const { summaryOf } = useFactWords()
  const { label, color } = statusOfWebhook(webhook)
  return (
    <Table.Tr onClick={open} style={{ cursor: 'pointer' }}>
      <Table.Td>
        <UnstyledButton fz="sm" w="100%" onClick={open}>
          <Text size="sm" fw={500} truncate>
            {webhook.description || new URL(webhook.url).host}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {webhook.url}
          </Text>
        </UnstyledButton>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" lineClamp={2}>
          {summaryOf(webhook.facts)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge color={color}>{label}</Badge>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {webhook.last_success_at ? (
          <Moment at={webhook.last_success_at} />
        ) : (
          <Text span inherit c="dimmed">
            Never
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
