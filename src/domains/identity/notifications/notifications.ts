import type { FedFact } from '#infra/facts/feed.ts'
import type { Notices } from '#infra/facts/notices.ts'
import type { Infra } from '#infra/infra.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import {
  getMemberSettings,
  insertNotifications,
  type NotificationRow,
  saveMemberSettings,
} from './queries.ts'
import type { MemberSettings, MemberSettingsChange, Notification } from './schema.ts'

/** What all domains notify of, and who may know of it. */
export type Known = Pick<Infra, 'notices' | 'audiences' | 'permissions'>

/** The kinds of subjects that the member may know of at all. */
export function noticesFor(actor: Actor, { notices, audiences }: Known): Notices[] {
  const known = audiences.filter(({ permission }) => !permission || may(actor, permission))
  return notices.filter((one) => known.some(({ subject_type }) => subject_type === one.subject_type))
}

/** The reader of the feed: makes the notifications of a batch of facts, one statement for each organization in it. */
export async function notify(known: Known, tx: Tx, batch: FedFact[]): Promise<void> {
  const names = new Set(known.notices.flatMap(({ facts }) => facts.map(({ fact }) => fact)))
  const facts = batch.filter(({ name }) => names.has(name))
  for (const [organization_id, own] of Map.groupBy(facts, (fact) => fact.organization_id))
    await insertNotifications(tx, organization_id, own, known)
}

/** The notification in words. One whose fact no domain has any more says what it is about. */
export function withSentence(all: Notices[]) {
  const sentences = new Map(all.flatMap(({ facts }) => facts.map(({ fact, sentence }) => [fact, sentence])))
  return ({ payload, ...row }: NotificationRow): Notification => ({
    ...row,
    sentence:
      sentences.get(row.fact)?.({ actor: row.actor_name, title: row.title, payload }) ??
      `News about ${row.title}`,
  })
}

export async function viewMemberSettings(tx: Tx, actor: Actor, known: Known): Promise<MemberSettings> {
  const { first_run, muted_facts } = await getMemberSettings(tx, actor.organization_id, actor.user_id ?? '')
  const notifications = noticesFor(actor, known).flatMap(({ subject_type, facts }) =>
    facts.map(({ fact, label }) => ({ fact, subject_type, label, on: !muted_facts.includes(fact) })),
  )
  return { first_run, notifications }
}

export async function changeMemberSettings(
  tx: Tx,
  actor: Actor,
  change: MemberSettingsChange,
  known: Known,
): Promise<MemberSettings> {
  const names = new Set(known.notices.flatMap(({ facts }) => facts.map(({ fact }) => fact)))
  const unknown = change.muted_facts?.find((fact) => !names.has(fact))
  if (unknown)
    throw new AppError('invalid', `There are no notifications of "${unknown}".`, {
      issues: [{ field: 'muted_facts', reason: `has "${unknown}", of which there are no notifications` }],
    })
  await saveMemberSettings(tx, actor.organization_id, actor.user_id ?? '', change)
  return viewMemberSettings(tx, actor, known)
}
