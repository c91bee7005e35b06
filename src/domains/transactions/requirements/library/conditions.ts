import type { LibraryRule } from '#domains/transactions/requirement-rules/schema.ts'
import type { Fact, Predicate } from '#domains/transactions/rules/requirements.ts'

export const SALE: Predicate = { fact: 'transaction_type', in: ['sale', 'purchase'] }
export const LEASE: Predicate = { fact: 'transaction_type', in: ['lease', 'rental'] }
export const SALE_OR_LEASE: Predicate = {
  fact: 'transaction_type',
  in: ['sale', 'purchase', 'lease', 'rental'],
}
/** Homes; a building of two to four units is multi-family, and larger ones are for people to mark as not applicable. */
export const HOME: Predicate = { fact: 'property_type', in: ['residential', 'condo', 'multi_family'] }
export const HOUSE: Predicate = { fact: 'property_type', in: ['residential', 'multi_family'] }
export const ONE_HOME: Predicate = { fact: 'property_type', in: ['residential', 'condo'] }
export const CONDO: Predicate = { fact: 'property_type', is: 'condo' }
export const LAND: Predicate = { fact: 'property_type', is: 'land' }
export const HOA: Predicate = { fact: 'hoa', is: true }
export const NOT_NEW: Predicate = { fact: 'new_construction', is: false }
export const NEW: Predicate = { fact: 'new_construction', is: true }
export const OF_SELLER: Predicate = { fact: 'side', in: ['listing', 'both'] }
export const OF_BUYER: Predicate = { fact: 'side', in: ['selling', 'both'] }
export const is = (fact: Fact, value: string | boolean): Predicate => ({ fact, is: value })

/** What fills a rule, as a type of documents and a category of it. */
const KINDS = {
  seller_disclosure: ['disclosure', 'transfer_disclosure'],
  lead_based_paint: ['disclosure', 'lead_based_paint'],
  natural_hazard: ['disclosure', 'natural_hazard'],
  agency_disclosure: ['disclosure', 'agency_disclosure'],
  hoa_disclosure: ['disclosure', 'hoa_disclosure'],
  closing_disclosure: ['closing', 'closing_disclosure'],
  exchange_cooperation: ['addendum', 'exchange_cooperation'],
  financing_addendum: ['addendum', 'financing_addendum'],
  assignment: ['contract', 'assignment'],
  buyer_representation: ['contract', 'buyer_representation'],
  notice_of_assignment: ['other', 'notice_of_assignment'],
  listing_agreement: ['listing', 'listing_agreement'],
} as const

type Said = {
  name: string
  kind?: keyof typeof KINDS
  when: Predicate[]
  reason: string
  citation: string
}

function ruleOf(
  requirement: LibraryRule['requirement'],
  library_key: string,
  { kind, when, ...said }: Said,
): LibraryRule {
  const [document_type, document_category] = kind ? KINDS[kind] : [null, null]
  return { library_key, ...said, document_type, document_category, requirement, when: { all: when } }
}

export const required = (key: string, said: Said) => ruleOf('required', key, said)
/** Where the law asks for it only under conditions that aren't facts of a deal. */
export const optional = (key: string, said: Said) => ruleOf('optional', key, said)
