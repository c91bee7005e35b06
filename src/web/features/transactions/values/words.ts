import { CONTINGENCY_NAMES } from '#domains/transactions/rules/contingencies.ts'
import type { DealField } from '#domains/transactions/rules/document-fields.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'

export const FIELD_NAMES: Record<DealField, string> = {
  sale_price: 'Sale price',
  list_price: 'List price',
  earnest_money: 'Earnest money',
  contract_date: 'Contract date',
  closing_date: 'Closing date',
  possession_date: 'Possession date',
  listing_date: 'Listing date',
  parcel_number: 'Parcel number',
  buyer: 'Buyer',
  seller: 'Seller',
  ...CONTINGENCY_NAMES,
  closing_period: 'Closing',
  possession_period: 'Possession',
}

/** A value of a field as people read it. */
export function valueIn(field: DealField, value: string | null): string {
  if (value === null) return 'None'
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value)
  return ['sale_price', 'list_price', 'earnest_money'].includes(field) ? formatMoney(value) : value
}
