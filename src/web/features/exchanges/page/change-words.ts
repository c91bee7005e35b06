import type { ExchangeEntry } from '#domains/exchanges/timeline/schema.ts'
import { AUTHORITIES, DOCUMENT_ACCESS, EXCHANGE_TYPES, PRIORITIES } from '#web/features/exchanges/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { among, changesInWords, type FieldInWords } from '#web/kit/record/changes.ts'
import { timeZoneName } from '#web/kit/time-zones.ts'

const FIELDS: Record<string, FieldInWords> = {
  name: { label: 'Name' },
  exchange_type: { label: 'Type', say: among(EXCHANGE_TYPES) },
  priority: { label: 'Priority', say: among(PRIORITIES) },
  client_id: { label: 'Taxpayer' },
  coordinator_id: { label: 'Coordinator' },
  primary_attorney_id: { label: 'Attorney' },
  intermediary_id: { label: 'Intermediary' },
  time_zone: { label: 'Time zone', say: timeZoneName },
  agreement_signed_on: { label: 'Exchange agreement signed', say: formatDay },
  financing_amount: { label: 'Financing', say: formatMoney },
  estimated_fees: { label: 'Estimated fees', say: formatMoney },
  actual_fees: { label: 'Actual fees', say: formatMoney },
  tags: { label: 'Tags' },
  custom_fields: { label: 'Custom fields' },
  notes: { label: 'Notes' },
  price: { label: 'Price', say: formatMoney },
  fair_market_value: { label: 'Fair market value', say: formatMoney },
  debt: { label: 'Debt', say: formatMoney },
  adjusted_basis: { label: 'Adjusted basis', say: formatMoney },
  ownership_percent: { label: 'Ownership', say: (percent) => `${percent}%` },
  acquired_on: { label: 'Owned since', say: formatDay },
  assigned_on: { label: 'Assigned', say: formatDay },
  parties_notified_on: { label: 'Parties notified', say: formatDay },
  transferred_on: { label: 'Transferred', say: formatDay },
  to_be_produced: { label: 'To be produced' },
  description: { label: 'Description' },
  sub_roles: { label: 'Further roles' },
  is_primary: { label: 'First to ask' },
  authority_level: { label: 'Authority', say: among(AUTHORITIES) },
  document_access_level: { label: 'Documents', say: among(DOCUMENT_ACCESS) },
  user_id: { label: 'Member' },
  return_form: { label: 'Tax return', say: (form) => `Form ${form}` },
  tax_year_end: { label: 'Tax year ends', say: formatDay },
  extension_obtained: { label: 'Extension obtained' },
  extension_obtained_on: { label: 'Extension obtained on', say: formatDay },
  parked_on: { label: 'Parked on', say: formatDay },
  disasters: { label: 'Disaster relief' },
}

/** "Price: $450,000.00 → $455,000.00" for each field that changed. */
export function changeWords(changes: ExchangeEntry['changes']): string[] {
  return changesInWords(changes, FIELDS)
}
