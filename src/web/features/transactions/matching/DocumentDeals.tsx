import { Alert, Anchor, Button, Group, List, Text } from '@mantine/core'
import { IconHomeDollar, IconHomeQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { transactions } from '#domains/transactions/contract.ts'
import { dealProposals } from '#domains/transactions/matching/contract.ts'
import type { DealProposal } from '#domains/transactions/matching/schema.ts'
import { NewDealModal } from '#web/features/transactions/form/NewDealModal.tsx'
import { useMayEdit } from '#web/features/transactions/use-may-edit.ts'
import { formatPercent } from '#web/kit/figures.ts'
import { useMay } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'
import { useDecide } from './use-decide.ts'

/** On the page of a document: the deals that it is in, the one that it may belong to, or a new one that it begins. */
export function DocumentDeals({ id }: { id: string }) {
  const see = useMay('transactions.read')
  const edit = useMay('transactions.edit')
  const { data: deals } = useCall(transactions.all, { document_id: id, limit: 5 }, { enabled: see })
  const { data: proposals } = useCall(dealProposals.all, { document_id: id }, { enabled: see })
  const none = deals?.items.length === 0 && proposals?.items.length === 0
  const { data: draft } = useCall(dealProposals.draft, { document_id: id }, { enabled: edit && none })
  return (
    <>
      {deals && deals.items.length > 0 && (
        <Group gap={6} mb="sm" fz="sm">
          <IconHomeDollar size={16} stroke={1.6} aria-hidden />
          <Text span inherit c="dimmed">
            In the deal
          </Text>
          {deals.items.map((deal) => (
            <Anchor key={deal.id} inherit component={Link} to={`/deals/${deal.id}`}>
              {deal.address}
            </Anchor>
          ))}
        </Group>
      )}
      {proposals?.items.map((proposal) => (
        <Proposed key={proposal.id} proposal={proposal} document_id={id} />
      ))}
      {none && draft?.proposed && <Begin document_id={id} address={draft.property.address_line1} />}
    </>
  )
}

type ProposedProps = { proposal: DealProposal; document_id: string }

function Proposed({ proposal, document_id }: ProposedProps) {
  const [create, edit] = [useMay('transactions.edit'), useMayEdit()({ ...proposal, archived_at: null })]
  const { address, transaction_id, transaction_number, score, evidence } = proposal
  const { decide, busy } = useDecide(proposal)
  const [making, setMaking] = useState(false)
  return (
    <Alert
      mb="md"
      color="gray"
      icon={<IconHomeQuestion size={18} />}
      title={
        <>
          Belongs to{' '}
          <Anchor inherit component={Link} to={`/deals/${transaction_id}`}>
            {address}
          </Anchor>
          ?
        </>
      }
    >
      <List size="sm" mb={create ? 'xs' : 0}>
        {evidence.map(({ text }) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
      {create && (
        <Group gap="xs">
          {edit && (
            <>
              <Button size="compact-sm" loading={busy} onClick={() => decide('accepted')}>
                Add to this deal
              </Button>
              <Button size="compact-sm" variant="default" disabled={busy} onClick={() => decide('dismissed')}>
                Not this one
              </Button>
            </>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => setMaking(true)}>
            New deal from this document
          </Button>
          <Text size="xs" c="dimmed">
            {`${formatPercent(score)} sure · ${transaction_number}`}
          </Text>
        </Group>
      )}
      <NewDealModal opened={making} onClose={() => setMaking(false)} document_id={document_id} />
    </Alert>
  )
}

/** No deal is about this property yet. */
function Begin({ document_id, address }: { document_id: string; address: string }) {
  const [making, setMaking] = useState(false)
  return (
    <Alert mb="md" color="gray" icon={<IconHomeQuestion size={18} />}>
      <Group gap="sm">
        <span>{`No deal for ${address} yet.`}</span>
        <Button size="compact-sm" onClick={() => setMaking(true)}>
          New deal from this document
        </Button>
      </Group>
      <NewDealModal opened={making} onClose={() => setMaking(false)} document_id={document_id} />
    </Alert>
  )
}
