import type { AmountKind, AmountStatus, Payer } from '#domains/transactions/amounts/schema.ts'
import type { CommissionLine } from '#domains/transactions/commissions/schema.ts'
import type { Disbursement } from '#domains/transactions/disbursements/schema.ts'
import type { PropertyType } from '#domains/transactions/properties/schema.ts'
import type { KeyDate } from '#domains/transactions/rules/dates.ts'
import type { PartyRole, Side, Stage, TransactionType, Visibility } from '#domains/transactions/schema.ts'
import type { Statuses } from '#web/kit/StatusPill.tsx'

export const STAGES: Statuses<Stage> = {
  pre_listing: ['Pre-listing', 'draft'],
  listed: ['Listed', 'waiting'],
  offer: ['Offer', 'waiting'],
  under_contract: ['Under contract', 'soon'],
  contingencies_cleared: ['Contingencies cleared', 'soon'],
  clear_to_close: ['Clear to close', 'soon'],
  closed: ['Closed', 'done'],
  cancelled: ['Canceled', 'draft'],
}

export const TYPES: Record<TransactionType, string> = {
  sale: 'Sale',
  purchase: 'Purchase',
  lease: 'Lease',
  refinance: 'Refinance',
  rental: 'Rental',
}

export const SIDES: Record<Side, string> = {
  listing: 'Listing side',
  selling: 'Buyer’s side',
  both: 'Both sides',
}

export const ROLES: Record<PartyRole, string> = {
  seller: 'Seller',
  buyer: 'Buyer',
  landlord: 'Landlord',
  tenant: 'Tenant',
  borrower: 'Borrower',
  listing_agent: 'Listing agent',
  selling_agent: 'Buyer’s agent',
  lender: 'Lender',
  title: 'Title',
  escrow: 'Escrow',
  attorney: 'Attorney',
  inspector: 'Inspector',
  other: 'Other',
}

export const DEAL_VISIBILITIES: Record<Visibility, string> = {
  private: 'Its agents and administrators',
  team: 'The team',
  organization: 'Everyone in the organization',
}

export const PROPERTY_TYPES: Record<PropertyType, string> = {
  residential: 'Residential',
  commercial: 'Commercial',
  land: 'Land',
  multi_family: 'Multi-family',
  condo: 'Condo',
}

export const KEY_DATE_NAMES: Record<KeyDate, string> = {
  listing_date: 'Listed',
  contract_date: 'Contract',
  closing_date: 'Closing',
  possession_date: 'Possession',
}

/** What a date of a deal is called, a key date as well. */
export function dateName(id: string, name: string): string {
  return KEY_DATE_NAMES[id as KeyDate] ?? name
}

/** Whom we represent, by the type of the deal and our side. */
export function clientRole(type: TransactionType, side: Side): PartyRole {
  if (type === 'refinance') return 'borrower'
  const lease = type === 'lease' || type === 'rental'
  if (side === 'selling') return lease ? 'tenant' : 'buyer'
  return lease ? 'landlord' : 'seller'
}

export const LINE_KINDS: Record<CommissionLine['paid_to'], string> = {
  cooperating: 'cooperating broker',
  referral: 'referral',
  franchise: 'franchise fee',
  company: 'brokerage',
  agent: 'agent',
  team: 'team',
}

export const DISBURSEMENTS: Statuses<Disbursement['status']> = {
  draft: ['Draft', 'draft'],
  approved: ['Approved', 'waiting'],
  sent: ['Sent', 'soon'],
  paid: ['Paid', 'done'],
}

export const AMOUNT_KINDS: Record<AmountKind, string> = {
  earnest_money: 'Earnest money',
  deposit: 'Deposit',
  credit: 'Credit',
  concession: 'Concession',
  fee: 'Fee',
  payoff: 'Loan payoff',
  loan: 'New loan',
}

export const AMOUNT_STATUSES: Statuses<AmountStatus> = {
  expected: ['Expected', 'waiting'],
  received: ['Received', 'done'],
  paid: ['Paid', 'done'],
  refunded: ['Refunded', 'draft'],
  waived: ['Waived', 'draft'],
}

export const PAYERS: Record<Payer, string> = {
  seller: 'Seller',
  buyer: 'Buyer',
  listing_broker: 'Listing broker',
  selling_broker: 'Buyer’s broker',
  lender: 'Lender',
  title: 'Title or escrow',
  other: 'Other',
}
