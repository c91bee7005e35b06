import type { DealEntry } from '#domains/transactions/timeline/schema.ts'
import { FACTS, FINANCINGS, OCCUPANCIES } from '#web/features/transactions/requirements/words.ts'
import { DEAL_VISIBILITIES, SIDES, TYPES } from '#web/features/transactions/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { among, changesInWords, type FieldInWords } from '#web/kit/record/changes.ts'
import { percentOf } from './commission/percent.ts'

const FIELDS: Record<string, FieldInWords> = {
  transaction_type: { label: 'Type', say: among(TYPES) },
  side: { label: 'We represent', say: among(SIDES) },
  property_id: { label: 'Property' },
  list_price: { label: 'List price', say: formatMoney },
  sale_price: { label: 'Sale price', say: formatMoney },
  earnest_money: { label: 'Earnest money', say: formatMoney },
  commission_rate: { label: 'Commission', say: (rate) => `${percentOf(Number(rate))}%` },
  listing_agent_id: { label: 'Listing agent' },
  selling_agent_id: { label: 'Buyer’s agent' },
  team_id: { label: 'Team' },
  visibility: { label: 'Visible to', say: among(DEAL_VISIBILITIES) },
  custom_fields: { label: 'Custom fields' },
  notes: { label: 'Notes' },
  financing: { label: 'Financing', say: among(FINANCINGS) },
  occupancy: { label: 'Occupied by', say: among(OCCUPANCIES) },
  seller_is_foreign: { label: FACTS.seller_is_foreign.label },
  exchange_cooperation: { label: FACTS.exchange_cooperation.label },
  exchange_intermediary_contact_id: { label: 'Qualified intermediary' },
  closed_on: { label: 'Closed on', say: formatDay },
}

/** "Sale price: $450,000.00 → $455,000.00" for each field that changed. */
export function changeWords(changes: DealEntry['changes']): string[] {
  return changesInWords(changes, FIELDS)
}
