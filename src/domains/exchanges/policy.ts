import { type Actor, may } from '#lib/actor.ts'

type Kept = { status: string }

const ENDED = ['completed', 'failed', 'cancelled']

/** Nothing of an exchange that has ended changes anymore. */
export function hasEnded({ status }: Kept): boolean {
  return ENDED.includes(status)
}

/** Everyone who sees an exchange and may run exchanges changes it, until it has ended. */
export function mayEdit(actor: Actor, { status }: Kept): boolean {
  return may(actor, 'exchanges.edit') && !hasEnded({ status })
}

/** What an exchange's page offers to this person. */
export function rightsOf(actor: Actor, { status, clock_start }: Kept & { clock_start: string | null }) {
  const edit = mayEdit(actor, { status })
  const begun = clock_start !== null
  return { edit, activate: edit && status === 'draft', cancel: edit && !begun, end: edit && begun }
}

type Part = { role: string; authority_level: string }

/** The taxpayer identifies, or who signs for them. */
export function mayIdentify({ role, authority_level }: Part): boolean {
  return role === 'client' || authority_level === 'signatory' || authority_level === 'full'
}
