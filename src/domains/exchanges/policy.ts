import { type Actor, may } from '#lib/actor.ts'
import type { Exchange, ExchangeStatus } from './schema.ts'

const ENDED: ExchangeStatus[] = ['completed', 'failed', 'cancelled']

/** Everyone who sees an exchange and may run exchanges changes it, until it has ended. */
export function mayEdit(actor: Actor, { status }: Pick<Exchange, 'status'>): boolean {
  return may(actor, 'exchanges.edit') && !ENDED.includes(status)
}

/** What an exchange's page offers to this person. */
export function rightsOf(actor: Actor, { status, clock_start }: Pick<Exchange, 'status' | 'clock_start'>) {
  const edit = mayEdit(actor, { status })
  return { edit, activate: edit && status === 'draft', cancel: edit && clock_start === null }
}
