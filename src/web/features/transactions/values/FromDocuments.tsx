import { Anchor, Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { discrepancies } from '#domains/transactions/discrepancies/contract.ts'
import { valueProposals } from '#domains/transactions/proposals/contract.ts'
import type { ProposedValue, Unclear } from '#domains/transactions/proposals/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { ProposedDocuments } from '#web/features/transactions/matching/ProposedDocuments.tsx'
import { StatusPill } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import { ApplyModal } from './ApplyModal.tsx'
import { Discrepancies } from './Discrepancies.tsx'
import { ProposedRow } from './ProposedRow.tsx'
import { Source } from './Source.tsx'
import { FIELD_NAMES } from './words.ts'

/** What the documents of a deal say that the deal doesn’t have, and where they disagree. A person decides. */
export function FromDocuments({ deal: { id, may } }: { deal: TransactionDetail }) {
  const { data, error } = useCall(valueProposals.all, { id })
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={3} />
  return (
    <Stack gap="sm">
      {may.edit && <ProposedDocuments transaction_id={id} />}
      <Discrepancies id={id} edit={may.edit} version={data.version} />
      {data.unclear.map((one) => (
        <UnclearPeriod key={one.extraction_id} unclear={one} />
      ))}
      {data.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          Accepted key terms of the documents that differ from this deal show up here.
        </Text>
      ) : (
        <Changes id={id} version={data.version} items={data.items} edit={may.edit} />
      )}
    </Stack>
  )
}

/** A period that a document contradicts itself about: it is corrected where it was read, and proposed then. */
function UnclearPeriod({ unclear }: { unclear: Unclear }) {
  const { field, value, document_id } = unclear
  return (
    <Paper withBorder p="xs" radius="sm">
      <Stack gap={6}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {FIELD_NAMES[field]}
          </Text>
          <StatusPill tone="soon">Unclear in the document</StatusPill>
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {`It says “${value}”, which can mean two things. `}
          <Anchor inherit component={Link} to={`/documents/${document_id}`}>
            Enter the one that counts
          </Anchor>
        </Text>
        <Source source={unclear} picture />
      </Stack>
    </Paper>
  )
}

type ChangesProps = { id: string; version: number; items: ProposedValue[]; edit: boolean }

function Changes({ id, version, items, edit }: ChangesProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [applying, setApplying] = useState(false)
  const { data: disagreeing } = useCall(discrepancies.all, { id })
  const shown = new Set(disagreeing?.items.map(({ field }) => field))
  const chosen = items.filter(({ extraction_id }) => !left.has(extraction_id))
  const toggle = (extraction_id: string) => setLeft(new Set([extraction_id]).symmetricDifference(left))
  return (
    <Stack gap="sm">
      {edit && (
        <Group justify="space-between" gap="sm">
          <Checkbox
            size="sm"
            label={`${chosen.length} of ${items.length} chosen`}
            checked={chosen.length === items.length}
            indeterminate={chosen.length > 0 && chosen.length < items.length}
            onChange={() =>
              setLeft(
                chosen.length === items.length ? new Set(items.map((one) => one.extraction_id)) : new Set(),
              )
            }
          />
          <Button size="compact-sm" disabled={chosen.length === 0} onClick={() => setApplying(true)}>
            {`Apply ${chosen.length}`}
          </Button>
        </Group>
      )}
      {items.map((one) => (
        <ProposedRow
          key={one.extraction_id}
          id={id}
          proposed={one}
          picture={!shown.has(one.field)}
          chosen={edit ? !left.has(one.extraction_id) : null}
          toggle={() => toggle(one.extraction_id)}
        />
      ))}
      {applying && (
        <ApplyModal id={id} version={version} values={chosen} onClose={() => setApplying(false)} />
      )}
    </Stack>
  )
}
