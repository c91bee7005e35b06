import { PERIOD_FIELDS } from '#domains/documents/rules/periods.ts'
import type { DocumentType } from '#domains/documents/schema.ts'

export const DEAL_FIELDS = [
  ...(['sale_price', 'list_price', 'earnest_money', 'contract_date', 'closing_date'] as const),
  ...(['possession_date', 'listing_date', 'parcel_number', 'buyer', 'seller'] as const),
  ...PERIOD_FIELDS,
] as const
export type DealField = (typeof DEAL_FIELDS)[number]
/** A deal has several people in a role, and one value of every other field. */
export const PARTY_FIELDS = ['buyer', 'seller'] as const
export type PartyField = (typeof PARTY_FIELDS)[number]

/** What can set the periods of a contract; a closing statement no longer does. */
export const CONTRACTUAL: DocumentType[] = ['contract', 'amendment', 'addendum', 'counteroffer']
const AGREED: DocumentType[] = [...CONTRACTUAL, 'closing']

/**
 * Which value of a document is which field of a deal, in documents of which types; any, where none are named. Of several
 * that a document has for one field, the first named here counts: a contract is made on the day of its acceptance, and not
 * on the day on which it was prepared.
 */
export const DOCUMENT_FIELDS: { key: string; field: DealField; types: DocumentType[] | null }[] = [
  { key: 'purchase_price', field: 'sale_price', types: AGREED },
  { key: 'list_price', field: 'list_price', types: ['listing', 'amendment'] },
  { key: 'earnest_money', field: 'earnest_money', types: AGREED },
  { key: 'acceptance_date', field: 'contract_date', types: AGREED },
  { key: 'effective_date', field: 'contract_date', types: ['contract'] },
  { key: 'contract_date', field: 'contract_date', types: AGREED },
  { key: 'closing_date', field: 'closing_date', types: AGREED },
  { key: 'possession_date', field: 'possession_date', types: AGREED },
  { key: 'listing_date', field: 'listing_date', types: ['listing'] },
  { key: 'apn', field: 'parcel_number', types: null },
  { key: 'buyer', field: 'buyer', types: AGREED },
  // A closing disclosure calls the buyers borrowers.
  { key: 'borrower', field: 'buyer', types: ['closing'] },
  { key: 'seller', field: 'seller', types: [...AGREED, 'listing'] },
  ...PERIOD_FIELDS.map((field) => ({ key: field, field, types: CONTRACTUAL })),
]

export function isParty(field: DealField): field is PartyField {
  return PARTY_FIELDS.some((one) => one === field)
}

const AMENDING: (DocumentType | null)[] = ['amendment', 'addendum', 'counteroffer']

export type DatedValue = {
  document_id: string
  document_type: DocumentType | null
  /** The day that the document bears, if it says one. */
  dated: string | null
}

/**
 * Which of several documents is proposed where they differ: the one that is dated last; of one day, or where a document
 * says none, what amends comes after what is amended. It is only proposed: a person decides.
 */
export function latestOf<V extends DatedValue>(values: V[]): V | undefined {
  return values.toSorted(
    (a, b) =>
      (a.dated && b.dated ? b.dated.localeCompare(a.dated) : 0) ||
      Number(AMENDING.includes(b.document_type)) - Number(AMENDING.includes(a.document_type)) ||
      (b.dated ?? '').localeCompare(a.dated ?? '') ||
      b.document_id.localeCompare(a.document_id),
  )[0]
}
