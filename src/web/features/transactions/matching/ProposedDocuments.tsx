import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { dealProposals } from '#domains/transactions/matching/contract.ts'
import type { DealProposal } from '#domains/transactions/matching/schema.ts'
import { useCall } from '#web/use-call.ts'
import { useDecide } from './use-decide.ts'

/** Documents that may belong to this deal. */
export function ProposedDocuments({ transaction_id }: { transaction_id: string }) {
  const { data } = useCall(dealProposals.all, { transaction_id, limit: 20 })
  return data?.items.map((one) => <Row key={one.id} proposal={one} />)
}

function Row({ proposal }: { proposal: DealProposal }) {
  const { document_id, title, evidence } = proposal
  const { decide, busy } = useDecide(proposal)
  return (
    <Paper withBorder p="xs" radius="sm">
      <Stack gap={6} fz="sm">
        <div>
          <Anchor inherit component={Link} to={`/documents/${document_id}`}>
            {title}
          </Anchor>{' '}
          may belong to this deal.
          <Text size="xs" c="dimmed">
            {evidence.map(({ text }) => text).join(' · ')}
          </Text>
        </div>
        <Group gap="xs">
          <Button size="compact-sm" loading={busy} onClick={() => decide('accepted')}>
            Add
          </Button>
          <Button size="compact-sm" variant="default" disabled={busy} onClick={() => decide('dismissed')}>
            Not this deal
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
