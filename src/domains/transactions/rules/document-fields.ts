import type { DocumentType } from '#domains/documents/schema.ts'
import type { PartyRole } from '#domains/transactions/schema.ts'

export const DEAL_FIELDS = [
  ...(['sale_price', 'list_price', 'earnest_money', 'contract_date', 'closing_date'] as const),
  ...(['possession_date', 'listing_date', 'parcel_number', 'buyer', 'seller'] as const),
] as const
export type DealField = (typeof DEAL_FIELDS)[number]
export type PartyField = DealField & PartyRole

const AGREED: DocumentType[] = ['contract', 'amendment', 'addendum', 'counteroffer', 'closing']

/** Which value of a document is which field of a deal, in documents of which types; any, where none are named. */
export const DOCUMENT_FIELDS: { key: string; field: DealField; types: DocumentType[] | null }[] = [
  { key: 'purchase_price', field: 'sale_price', types: AGREED },
  { key: 'list_price', field: 'list_price', types: ['listing', 'amendment'] },
  { key: 'earnest_money', field: 'earnest_money', types: AGREED },
  { key: 'contract_date', field: 'contract_date', types: AGREED },
  { key: 'effective_date', field: 'contract_date', types: ['contract'] },
  { key: 'closing_date', field: 'closing_date', types: AGREED },
  { key: 'possession_date', field: 'possession_date', types: AGREED },
  { key: 'listing_date', field: 'listing_date', types: ['listing'] },
  { key: 'apn', field: 'parcel_number', types: null },
  { key: 'buyer', field: 'buyer', types: AGREED },
  { key: 'seller', field: 'seller', types: [...AGREED, 'listing'] },
]

/** A deal has several people in a role, and one value of every other field. */
export function isParty(field: DealField): field is PartyField {
  return field === 'buyer' || field === 'seller'
}

const AMENDING: (DocumentType | null)[] = ['amendment', 'addendum', 'counteroffer']

export type StatedValue = {
  document_id: string
  document_type: DocumentType | null
  /** The day that the document bears, or on which it was uploaded. */
  dated: string
  /** As values are compared. */
  key: string
}

/**
 * Which of several documents is proposed where they differ: the one that is dated last; of one day, what amends comes after
 * what is amended. It is only proposed: a person decides.
 */
export function latestOf<V extends StatedValue>(values: V[]): V | undefined {
  const order = (one: V) => `${one.dated} ${AMENDING.includes(one.document_type) ? 1 : 0}`
  return values.toSorted(
    (a, b) => order(b).localeCompare(order(a)) || b.document_id.localeCompare(a.document_id),
  )[0]
}
