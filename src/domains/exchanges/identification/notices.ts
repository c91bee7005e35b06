import { resolveContact } from '#domains/contacts/contacts.ts'
import { noticeDiscarded, noticeDrafted } from '#domains/exchanges/events.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import type { ExchangeSide } from '#domains/exchanges/properties/schema.ts'
import { lockExchange } from '#domains/exchanges/queries.ts'
import { identifiedIn } from '#domains/exchanges/rules/identified.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { cancelRequest } from '#domains/exchanges/signing/requests.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { demandBegun } from './deadline.ts'
import { identificationFactsOf } from './identification.ts'
import {
  getNotice,
  insertNotice,
  listExchanged,
  listSent,
  type NamedRow,
  replaceNamed,
  saveNotice,
} from './queries.ts'
import { demandRecipient } from './recipients.ts'
import type { IdentificationNotice, NewNotice, NoticeChange } from './schema.ts'

export async function editableExchange(tx: Tx, actor: Actor, id: string, now: Date): Promise<Exchange> {
  const exchange = await lockExchange(tx, actor.organization_id, id, now)
  demand(mayEdit(actor, exchange), 'change this exchange')
  return exchange
}

/** Also after the deadline: what was signed in ink and sent before it may be recorded later. */
export async function draftNotice(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  { kind, recipient_id: given = null, recipient_capacity = 'intermediary', properties }: NewNotice,
  now: Date,
): Promise<IdentificationNotice> {
  const { organization_id } = actor
  const exchange = await editableExchange(tx, actor, exchange_id, now)
  const recipient_id = given && (await resolveContact(tx, actor, given))
  await demandRecipient(tx, actor, exchange, { recipient_id, recipient_capacity }, now)
  const { rows, side } = await namedRows(tx, organization_id, exchange_id, properties)
  await demandBegun(tx, organization_id, exchange, side)
  if (kind === 'revocation') await demandIdentified(tx, organization_id, exchange, rows, recipient_id)
  const id = newId()
  const columns = { kind, recipient_id, recipient_capacity, created_by: actor.user_id }
  await insertNotice(tx, organization_id, { id, exchange_id, ...columns })
  await replaceNamed(tx, organization_id, id, rows)
  await publish(tx, organization_id, noticeDrafted, exchange_id, { notice_id: id, kind })
  return getNotice(tx, organization_id, exchange_id, id)
}

export async function changeNotice(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  version: number,
  change: NoticeChange,
  now: Date,
): Promise<IdentificationNotice> {
  const { organization_id } = actor
  const exchange = await editableExchange(tx, actor, exchange_id, now)
  const before = await getNotice(tx, organization_id, exchange_id, id)
  demandDraft(before)
  unchanged(before.version === version || undefined, 'notice')
  const recipient_id =
    change.recipient_id === undefined
      ? before.recipient_id
      : change.recipient_id && (await resolveContact(tx, actor, change.recipient_id))
  const recipient_capacity = change.recipient_capacity ?? before.recipient_capacity
  await demandRecipient(tx, actor, exchange, { recipient_id, recipient_capacity }, now)
  const rows = change.properties
    ? (await namedRows(tx, organization_id, exchange_id, change.properties)).rows
    : before.properties
  if (before.kind === 'revocation') await demandIdentified(tx, organization_id, exchange, rows, recipient_id)
  if (change.properties) await replaceNamed(tx, organization_id, id, rows)
  await saveNotice(tx, organization_id, id, version, { recipient_id, recipient_capacity })
  await publish(tx, organization_id, noticeDrafted, exchange_id, { notice_id: id, kind: before.kind })
  return getNotice(tx, organization_id, exchange_id, id)
}

/** A draft, or a notice that waits for a signature. One that was sent can only be revoked. */
export async function discardNotice(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  now: Date,
): Promise<void> {
  const { organization_id } = actor
  await editableExchange(tx, actor, exchange_id, now)
  const notice = await getNotice(tx, organization_id, exchange_id, id)
  if (notice.status === 'discarded') return
  if (notice.status === 'signed')
    throw new AppError('refused', 'This notice was sent. Revoke it instead, before the deadline.')
  if (notice.signature_request_id && notice.status === 'out_for_signature')
    await cancelRequest(tx, organization_id, notice.signature_request_id, 'The notice was discarded.', now)
  const { version } = await getNotice(tx, organization_id, exchange_id, id)
  await saveNotice(tx, organization_id, id, version, { status: 'discarded' })
  await publish(tx, organization_id, noticeDiscarded, exchange_id, { notice_id: id, kind: notice.kind })
}

/** A draft that revokes what a signed notice still identifies, to the person to whom that was sent. */
export async function draftRevocation(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  now: Date,
): Promise<IdentificationNotice> {
  const { organization_id } = actor
  const exchange = await editableExchange(tx, actor, exchange_id, now)
  const notice = await getNotice(tx, organization_id, exchange_id, id)
  if (notice.kind !== 'identification' || notice.status !== 'signed')
    throw new AppError('refused', 'Only a signed notice of identification can be revoked.')
  const standing = await standingIn(tx, organization_id, exchange)
  const properties = notice.properties.filter(({ exchange_property_id: one }) => standing.get(one)?.id === id)
  if (properties.length === 0)
    throw new AppError(
      'refused',
      'Everything that this notice identified is revoked, or was identified again.',
    )
  const { recipient_id, recipient_capacity } = notice
  const said = { kind: 'revocation' as const, recipient_id, recipient_capacity, properties }
  return draftNotice(tx, actor, exchange_id, said, now)
}

export function demandDraft({ status }: Pick<IdentificationNotice, 'status'>): void {
  if (status === 'out_for_signature')
    throw new AppError('refused', 'This notice is out for signature. Discard it, and draft a new one.')
  if (status !== 'draft') throw new AppError('refused', 'This notice isn’t a draft anymore.')
}

async function namedRows(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  said: NewNotice['properties'],
): Promise<{ rows: NamedRow[]; side: ExchangeSide }> {
  const known = new Map((await listExchanged(tx, organization_id, exchange_id)).map((one) => [one.id, one]))
  const rows = said.map((named) => {
    const property = found(known.get(named.exchange_property_id), 'property')
    const value = named.fair_market_value ?? property.fair_market_value ?? property.price
    return {
      exchange_property_id: property.id,
      description: named.description ?? property.address,
      fair_market_value: property.to_be_produced ? (property.expected_receipt_value ?? value) : value,
      ownership_percent: named.ownership_percent ?? 100,
    }
  })
  if (new Set(rows.map((row) => row.exchange_property_id)).size < rows.length)
    throw invalidProperties('A notice names a property once.', 'names a property twice')
  const sides = new Set(rows.map((row) => known.get(row.exchange_property_id)?.side))
  const [side] = sides
  if (!side || sides.size > 1)
    throw invalidProperties(
      'A notice is about replacement properties, or about relinquished ones, not both.',
      'mixes both sides',
    )
  return { rows, side }
}

const invalidProperties = (sentence: string, reason: string) =>
  new AppError('invalid', sentence, { issues: [{ field: 'properties', reason }] })

/** Only what is identified now can be revoked, and only to whom it was identified (26 CFR 1.1031(k)-1(c)(6)). */
async function demandIdentified(
  tx: Tx,
  organization_id: string,
  exchange: Exchange,
  rows: Pick<NamedRow, 'exchange_property_id'>[],
  recipient_id: string | null,
): Promise<void> {
  const standing = await standingIn(tx, organization_id, exchange)
  for (const { exchange_property_id } of rows) {
    const notice = standing.get(exchange_property_id)
    if (!notice)
      throw new AppError('refused', 'Only a property that is identified by a signed notice can be revoked.')
    if (notice.recipient_id !== recipient_id)
      throw new AppError('refused', 'A revocation must go to the person to whom the property was identified.')
  }
}

/** The signed notice by which each property is identified now. */
async function standingIn(tx: Tx, organization_id: string, exchange: Exchange) {
  const facts = await identificationFactsOf(tx, organization_id, exchange)
  const sent = await listSent(tx, organization_id, exchange.id)
  const { counted } = identifiedIn(facts).outcome
  const relinquished = facts.properties.filter(({ side }) => side === 'relinquished').map(({ id }) => id)
  return new Map(
    [...counted, ...relinquished].flatMap((id) => {
      const last = sent.findLast(({ properties }) =>
        properties.some(({ exchange_property_id }) => exchange_property_id === id),
      )
      return last?.kind === 'identification' ? [[id, last] as const] : []
    }),
  )
}
