import type { CivilDate } from '#lib/dates.ts'
import type { ClockStatus } from './clocks.ts'

type Standing = {
  status: ClockStatus
  agreement_signed_on: CivilDate | null
  identification_deadline: CivilDate | null
  exchange_deadline: CivilDate | null
  /** How many properties there are of each kind. */
  properties: { relinquished: number; unassigned: number; replacement: number; received: number }
}

/** What comes next in an exchange, and the day by which it must have happened. */
export type NextStep = { text: string; by: string | null }

/** Null once an exchange has ended. */
export function nextStepOf(exchange: Standing): NextStep | null {
  const { status, identification_deadline, exchange_deadline } = exchange
  if (status === 'draft') return { text: beforeActivation(exchange), by: null }
  if (status === 'active') return { text: beforeTransfer(exchange), by: null }
  if (status === 'identification_period')
    return { text: 'Identify replacements', by: identification_deadline }
  if (status === 'exchange_period') return { text: untilTheEnd(exchange), by: exchange_deadline }
  return null
}

function beforeActivation({ agreement_signed_on, properties }: Standing): string {
  if (properties.relinquished === 0) return 'Add relinquished property'
  if (!agreement_signed_on) return 'Sign exchange agreement'
  if (properties.unassigned > 0) return 'Assign sale contract'
  return 'Activate exchange'
}

function beforeTransfer({ properties }: Standing): string {
  if (properties.relinquished === 0) return 'Add relinquished property'
  return properties.unassigned > 0 ? 'Assign sale contract' : 'Close the sale'
}

function untilTheEnd({ properties: { replacement, received } }: Standing): string {
  if (replacement > 0 && received === replacement) return 'Complete exchange'
  return 'Acquire replacements'
}
