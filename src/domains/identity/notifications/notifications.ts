import type { FedFact } from '#infra/facts/feed.ts'
import type { Notices } from '#infra/facts/notices.ts'
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

/** The kinds of subjects that the member may know of at all. */
export function noticesFor(actor: Actor, all: Notices[]): Notices[] {
  return all.filter(({ permission }) => may(actor, permission))
}

/** The reader of the feed: makes the notifications of a batch of facts, one statement for each organization in it. */
export function notifyOf(all: Notices[]) {
  const known = new Set(all.flatMap(({ facts }) => facts.map(({ fact }) => fact)))
  return async (tx: Tx, batch: FedFact[]): Promise<void> => {
    const facts = batch.filter(({ name }) => known.has(name))
    for (const [organization_id, own] of Map.groupBy(facts, (fact) => fact.organization_id))
      await insertNotifications(tx, organization_id, own, all)
  }
}

/** The notification in words. One whose fact no domain names any more says what it is about. */
export function withSentence(all: Notices[]) {
  const sentences = new Map(all.flatMap(({ facts }) => facts.map(({ fact, sentence }) => [fact, sentence])))
  return ({ payload, ...row }: NotificationRow): Notification => ({
    ...row,
    sentence:
      sentences.get(row.fact)?.({ actor: row.actor_name, title: row.title, payload }) ??
      `News about ${row.title}`,
  })
}

export async function viewMemberSettings(tx: Tx, actor: Actor, all: Notices[]): Promise<MemberSettings> {
  const { first_run, muted_facts } = await getMemberSettings(tx, actor.organization_id, actor.user_id ?? '')
  const notifications = noticesFor(actor, all).flatMap(({ subject_type, facts }) =>
    facts.map(({ fact, label }) => ({ fact, subject_type, label, on: !muted_facts.includes(fact) })),
  )
  return { first_run, notifications }
}

export async function changeMemberSettings(
  tx: Tx,
  actor: Actor,
  change: MemberSettingsChange,
  all: Notices[],
): Promise<MemberSettings> {
  const known = new Set(all.flatMap(({ facts }) => facts.map(({ fact }) => fact)))
  const unknown = change.muted_facts?.find((fact) => !known.has(fact))
  if (unknown)
    throw new AppError('invalid', `There are no notifications of "${unknown}".`, {
      issues: [{ field: 'muted_facts', reason: `has "${unknown}", of which there are no notifications` }],
    })
  await saveMemberSettings(tx, actor.organization_id, actor.user_id ?? '', change)
  return viewMemberSettings(tx, actor, all)
}
