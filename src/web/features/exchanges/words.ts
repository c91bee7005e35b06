import type { DeadlineKind } from '#domains/exchanges/deadlines/schema.ts'
import type { ExchangeSide } from '#domains/exchanges/properties/schema.ts'
import type { ExchangeStatus, ExchangeType } from '#domains/exchanges/schema.ts'
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

export const EXCHANGE_TYPES: Record<ExchangeType, string> = {
  delayed: 'Delayed',
  simultaneous: 'Simultaneous',
  reverse: 'Reverse',
  improvement: 'Improvement',
  build_to_suit: 'Build-to-suit',
}

export const DEADLINE_NAMES: Record<DeadlineKind, string> = {
  identification: 'Identification deadline',
  exchange: 'Exchange deadline',
  parking_agreement: 'Parking agreement deadline',
  parking_identification: 'Parking identification deadline',
  parking: 'Parking deadline',
}

export const PROPERTY_SIDES: Record<ExchangeSide, string> = {
  relinquished: 'Relinquished property',
  replacement: 'Replacement property',
}
