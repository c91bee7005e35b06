import type { RequirementState } from '#domains/transactions/requirements/schema.ts'
import type { Fact } from '#domains/transactions/rules/requirements.ts'
import type { Financing, Occupancy } from '#domains/transactions/schema.ts'
import { US_STATES } from '#lib/us-states.ts'
import { PROPERTY_TYPES, SIDES, TYPES } from '#web/features/transactions/words.ts'
import type { Statuses } from '#web/kit/StatusPill.tsx'

export const REQUIREMENT_STATES: Statuses<RequirementState> = {
  open: ['Needed', 'draft'],
  submitted: ['In review', 'waiting'],
  approved: ['Approved', 'done'],
  rejected: ['Rejected', 'late'],
  not_applicable: ['Not applicable', 'draft'],
}

export const FINANCINGS: Record<Financing, string> = {
  cash: 'Cash',
  conventional: 'Conventional loan',
  fha: 'FHA loan',
  va: 'VA loan',
  seller: 'Seller financing',
  other: 'Other',
}

export const OCCUPANCIES: Record<Occupancy, string> = {
  owner: 'Owner',
  tenant: 'Tenant',
  vacant: 'Vacant',
}

type FactWords = {
  label: string
  /** How it's asked for on a deal. */
  question: string
  /** What each of its values is called. */
  values?: Readonly<Record<string, string>>
}

/** Within a sentence: "year built", but "HOA". */
export function factInSentence(fact: Fact): string {
  const { label } = FACTS[fact]
  return /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}

/** The facts of a deal, as people read them. */
export const FACTS: Record<Fact, FactWords> = {
  transaction_type: { label: 'Type of deal', question: 'What type of deal is it?', values: TYPES },
  side: { label: 'We represent', question: 'Whom do we represent?', values: SIDES },
  state: { label: 'State', question: 'Which state is the property in?', values: US_STATES },
  county: { label: 'County', question: 'Which county is the property in?' },
  property_type: { label: 'Property type', question: 'What type of property is it?', values: PROPERTY_TYPES },
  year_built: { label: 'Year built', question: 'In which year was it built?' },
  new_construction: { label: 'New construction', question: 'Is it new construction?' },
  hoa: { label: 'HOA', question: 'Is there a homeowners’ association?' },
  occupancy: { label: 'Occupied by', question: 'Who lives there now?', values: OCCUPANCIES },
  financing: { label: 'Financing', question: 'How does the buyer pay?', values: FINANCINGS },
  sale_price: { label: 'Sale price', question: 'What is the sale price?' },
  seller_is_foreign: { label: 'Seller is a foreign person', question: 'Is the seller a foreign person?' },
  exchange_cooperation: {
    label: 'Seller is exchanging (1031)',
    question: 'Is the seller doing a 1031 exchange?',
  },
}
