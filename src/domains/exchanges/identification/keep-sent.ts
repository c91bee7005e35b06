import { noticeSent } from '#domains/exchanges/events.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { getNotice, saveNotice } from './queries.ts'
import type { IdentificationNotice } from './schema.ts'

/** The notice is evidence from now on: signed, and sent at this moment. */
export async function keepSent(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  { id, kind, version }: Pick<IdentificationNotice, 'id' | 'kind' | 'version'>,
  how: Parameters<typeof saveNotice>[4] & { sent_at: Date },
): Promise<void> {
  await saveNotice(tx, organization_id, id, version, { ...how, status: 'signed' })
  const { properties } = await getNotice(tx, organization_id, exchange_id, id)
  await publish(tx, organization_id, noticeSent, exchange_id, {
    ...{ notice_id: id, kind, sent_at: how.sent_at.toISOString() },
    exchange_property_ids: properties.map(({ exchange_property_id }) => exchange_property_id),
  })
}
