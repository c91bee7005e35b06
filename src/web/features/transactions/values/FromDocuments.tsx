import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { discrepancies } from '#domains/transactions/discrepancies/contract.ts'
import { valueProposals } from '#domains/transactions/proposals/contract.ts'
import type { ProposedValue } from '#domains/transactions/proposals/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { ProposedDocuments } from '#web/features/transactions/matching/ProposedDocuments.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import { ApplyModal } from './ApplyModal.tsx'
import { Discrepancies } from './Discrepancies.tsx'
import { ProposedRow } from './ProposedRow.tsx'

/** What the documents of a deal say that the deal doesn’t have, and where they disagree. A person decides. */
export function FromDocuments({ deal: { id, may } }: { deal: TransactionDetail }) {
  const { data, error } = useCall(valueProposals.all, { id })
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={3} />
  return (
    <Stack gap="sm">
      {may.edit && <ProposedDocuments transaction_id={id} />}
      <Discrepancies id={id} edit={may.edit} version={data.version} />
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
