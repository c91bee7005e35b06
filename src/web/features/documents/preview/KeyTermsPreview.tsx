import { useQuery } from '@tanstack/react-query'
import { extractions } from '#domains/documents/extractions/contract.ts'
import type { Extraction } from '#domains/documents/extractions/schema.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { everyOf } from '#web/calls.ts'
import { formatValue } from '#web/features/documents/page/value-words.ts'
import { fieldLabel, fieldOrder } from '#web/features/documents/words.ts'
import { Facts } from '#web/kit/record/Facts.tsx'

const SHOWN = 6
const SHOWN_FROM = 0.9
const NAMELESS = new Set(['date', 'amount', 'person', 'company', 'address', 'property_address'])

/** The terms that a person accepted or that are read with confidence, the most telling first. */
export function KeyTermsPreview({ document: { id, status } }: { document: DocumentDetail }) {
  const { data = [] } = useQuery({ ...everyOf(extractions.all, { id }), enabled: status !== 'processing' })
  const certain = data.filter(
    ({ state, confidence, field }) =>
      !NAMELESS.has(field) && (state === 'accepted' || (state === 'proposed' && confidence >= SHOWN_FROM)),
  )
  const fields = [...Map.groupBy(certain, ({ field }) => field)]
    .toSorted(([a], [b]) => fieldOrder(a) - fieldOrder(b))
    .slice(0, SHOWN)
  if (fields.length === 0) return null
  return <Facts facts={fields.map(([field, values]) => [fieldLabel(field), said(values)])} />
}

function said(values: Extraction[]): string {
  return [...new Set(values.map(formatValue))].slice(0, 2).join(', ')
}
