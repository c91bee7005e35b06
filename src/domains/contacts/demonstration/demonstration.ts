import { createContact } from '#domains/contacts/contacts.ts'
import { logInteraction } from '#domains/contacts/interactions/interactions.ts'
import { contactPermissions } from '#domains/contacts/permissions.ts'
import { relateContact } from '#domains/contacts/relationships/relationships.ts'
import { Relation } from '#domains/contacts/relationships/schema.ts'
import { refreshScores } from '#domains/contacts/strength/strength.ts'
import { demonstrationUserId } from '#domains/identity/demonstration.ts'
import type { Demonstration } from '#infra/domain.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, type Role, systemActor } from '#lib/actor.ts'
import { between, pick, random } from '#lib/random.ts'
import { PEAK_PEOPLE, ROI_PEOPLE } from './people.ts'
import { ROI_RELATIONS } from './relations.ts'

const DAY_MS = 86_400_000

/** The people around both organizations, how they are related, and the calls and meetings of the last year. */
export const addDemonstrationContacts: Demonstration = async (tx, { roi, peak }) => {
  const now = new Date()
  const ana = await memberOf(tx, roi, 'agent')
  const ids = await addPeople(tx, ana, ROI_PEOPLE)
  for (const [from, relation, to, ownership_percent = null] of ROI_RELATIONS)
    await relateContact(tx, ana, ids.get(from) ?? '', {
      ...{ relation: Relation.parse(relation), other_contact_id: ids.get(to) ?? '' },
      ...{ direction: 'from', ownership_percent },
    })
  await addInteractions(tx, ana, [...ids.values()].slice(0, 26), now)
  const carl = await memberOf(tx, peak, 'coordinator')
  const clients = await addPeople(tx, carl, PEAK_PEOPLE)
  await addInteractions(tx, carl, [...clients.values()], now)
  await refreshScores(tx, roi, [...ids.values()], [], now)
  await refreshScores(tx, peak, [...clients.values()], [], now)
}

/** Acts as the first member with this role. */
async function memberOf(tx: Tx, organization_id: string, role: Role): Promise<Actor> {
  const user_id = await demonstrationUserId(tx, organization_id, role)
  const permissions = new Set(contactPermissions.map(({ name }) => name))
  return { ...systemActor(organization_id), user_id, permissions }
}

async function addPeople(tx: Tx, actor: Actor, people: typeof ROI_PEOPLE): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const person of people) {
    const { id, display_name } = await createContact(tx, actor, person)
    ids.set(display_name, id)
  }
  return ids
}

const TALKS = [
  ['call', 'Called about the schedule for showings.'],
  ['call', 'Asked how the appraisal went.'],
  ['email', 'Sent comparable sales for the neighborhood.'],
  ['meeting', 'Walked through the house together.'],
  ['text', 'Confirmed the time for the inspection.'],
  ['email', 'Answered questions about the disclosure package.'],
  ['meeting', 'Met for coffee to talk about the next purchase.'],
] as const

/** Some were talked with a lot, some once, and a few are due for a call. */
async function addInteractions(tx: Tx, actor: Actor, ids: string[], now: Date): Promise<void> {
  const next = random(11)
  for (const [at, id] of ids.entries()) {
    const talks = between(next, 0, at % 3 === 0 ? 7 : 3)
    for (let talk = 0; talk < talks; talk++) {
      const [kind, summary] = pick(next, TALKS)
      const happened_at = new Date(now.getTime() - between(next, 1, 300) * DAY_MS).toISOString()
      const direction = kind === 'meeting' ? null : pick(next, ['in', 'out'] as const)
      await logInteraction(tx, actor, id, { kind, summary, direction, happened_at, minutes: null }, now)
    }
    if (at % 6 === 0) {
      const day = new Date(now.getTime() + between(next, -3, 12) * DAY_MS).toISOString().slice(0, 10)
      const note = {
        kind: 'note',
        summary: 'Wants to hear from us again.',
        direction: null,
        minutes: null,
      } as const
      await logInteraction(tx, actor, id, { ...note, next_followup_date: day }, now)
    }
  }
}
