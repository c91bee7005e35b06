import type { ClockKind } from './clocks.ts'

/** What each deadline is called. */
export const DEADLINE_NAMES: Record<ClockKind, string> = {
  identification: 'Identification deadline',
  exchange: 'Exchange deadline',
  parking_agreement: 'Parking agreement deadline',
  parking_identification: 'Parking identification deadline',
  parking: 'Parking deadline',
}
