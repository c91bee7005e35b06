import type { DeadlineKind } from '#domains/exchanges/deadlines/schema.ts'
import type { ParticipantRole } from '#domains/exchanges/participants/schema.ts'
import type { ExchangeStatus, ExchangeType, Priority } from '#domains/exchanges/schema.ts'
import type { Statuses } from '#web/kit/StatusPill.tsx'

export const EXCHANGE_STATUSES: Statuses<ExchangeStatus> = {
  draft: ['Draft', 'draft'],
  active: ['Active', 'waiting'],
  identification_period: ['Identification period', 'soon'],
  exchange_period: ['Exchange period', 'soon'],
  completed: ['Completed', 'done'],
  failed: ['Failed', 'late'],
  cancelled: ['Canceled', 'draft'],
}

/** Not ended yet. */
export const OPEN_STATUSES: ExchangeStatus[] = ['draft', 'active', 'identification_period', 'exchange_period']

export const EXCHANGE_TYPES: Record<ExchangeType, string> = {
  delayed: 'Delayed',
  simultaneous: 'Simultaneous',
  reverse: 'Reverse',
  improvement: 'Improvement',
  build_to_suit: 'Build-to-suit',
}

export const PRIORITIES: Record<Priority, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  urgent: 'Urgent',
}

/** Of a deadline where there is little room. */
export const DEADLINES_IN_SHORT: Record<DeadlineKind, string> = {
  identification: 'Identify',
  exchange: 'Exchange ends',
  parking_agreement: 'Parking agreement',
  parking_identification: 'Identify, parking',
  parking: 'Parking ends',
}

export const PARTICIPANT_ROLES: Record<ParticipantRole, string> = {
  client: 'Client',
  coordinator: 'Coordinator',
  attorney: 'Attorney',
  intermediary: 'Intermediary',
  cpa: 'CPA',
  agent: 'Agent',
  seller: 'Seller',
  buyer: 'Buyer',
  escrow_officer: 'Escrow officer',
  title_officer: 'Title officer',
  lender: 'Lender',
  third_party: 'Third party',
}

export const AUTHORITIES = {
  none: 'No authority',
  standard: 'Standard',
  signatory: 'Signs documents',
  full: 'Full',
} as const

export const DOCUMENT_ACCESS = {
  none: 'No documents',
  standard: 'Documents shared with them',
  full: 'All documents',
} as const
