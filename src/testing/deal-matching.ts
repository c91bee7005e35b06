import {
  type CandidateDeal,
  findDeal,
  type ReadDocument,
  type ReadValue,
} from '#domains/transactions/rules/matching.ts'

/** Deals and readings of documents, for the rules that match them. */
export const place = (address_line1: string, more: object = {}) => ({
  ...{ address_line1, address_line2: null, city: 'Austin', state: 'TX', zip_code: '78701', ...more },
})
export const HARBOR = place('12 Harbor Street')

export const deal = (id: string, more: Partial<CandidateDeal> = {}): CandidateDeal => ({
  ...{ id, transaction_number: `2026-${id}`, status: 'active', began: '2026-01-10', ended: null },
  property: { ...HARBOR, parcel_number: null },
  ...{ parties: [], prices: [], dates: [] },
  ...more,
})
export const at = (line: string, more: object = {}) => ({
  property: { ...place(line), parcel_number: null, ...more },
})
export const party = (name: string, role: 'buyer' | 'seller') => ({ contact_id: `id of ${name}`, name, role })
export const value = (field: string, value: string): ReadValue => ({ field, value, page_number: 1 })
export const document = (...values: ReadValue[]): ReadDocument => ({
  document_type: 'contract',
  names: ['contract.pdf'],
  values,
})
export const ADDRESS = value('property_address', '12 Harbor Street, Austin, TX 78701')
export const found = (read: ReadDocument, deals: CandidateDeal[]) => findDeal(read, deals)?.transaction_id
