import { openFile } from '#domains/documents/content/content.ts'
import { shownClocks } from '#domains/exchanges/deadlines/deadlines.ts'
import { listDeadlines } from '#domains/exchanges/deadlines/queries.ts'
import { guestOpened } from '#domains/exchanges/events.ts'
import { readIdentification } from '#domains/exchanges/identification/identification.ts'
import { listNotices } from '#domains/exchanges/identification/queries.ts'
import { mayIdentify } from '#domains/exchanges/policy.ts'
import { listProperties } from '#domains/exchanges/properties/queries.ts'
import { getExchange } from '#domains/exchanges/queries.ts'
import { listWaiting } from '#domains/exchanges/signing/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Db } from '#infra/postgres/pool.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Origin } from '#lib/actor.ts'
import { found } from '#lib/errors.ts'
import { guestActor, productFor } from './door.ts'
import {
  type GuestLink,
  type GuestState,
  isInsider,
  listGuestDocuments,
  listTitles,
  saveSeen,
} from './queries.ts'
import type { GuestExchange } from './schema.ts'

/**
 * The page of a participant. All of it but the titles of documents is read as the guest, through the policies of what they
 * may see.
 */
export async function showGuestExchange(
  db: Db,
  link: GuestLink,
  state: GuestState,
  origin: Origin,
  now: Date,
): Promise<GuestExchange> {
  const { organization_id } = link
  const { exchange_id, contact_id } = state
  const seen = await withActor(db, guestActor(link, origin), async (tx) => {
    const exchange = await getExchange(tx, organization_id, exchange_id, now)
    if (await saveSeen(tx, link, now))
      await publish(tx, organization_id, guestOpened, exchange_id, {
        ...{ guest_id: link.id, exchange_participant_id: state.exchange_participant_id, contact_id },
      })
    return {
      exchange,
      deadlines: shownClocks(await listDeadlines(tx, organization_id, exchange_id), exchange.time_zone, now),
      properties: await listProperties(tx, organization_id, exchange_id),
      identification: (await isInsider(tx))
        ? await readIdentification(tx, organization_id, exchange_id, now)
        : null,
      notices: await listNotices(tx, organization_id, exchange_id),
      to_sign: await listWaiting(tx, organization_id, { contact_id, exchange_id }),
      attached: await listGuestDocuments(tx, organization_id),
    }
  })
  const { exchange, attached, ...shown } = seen
  const titles = await titlesOf(db, link, attached, origin)
  const { guest_name, role, coordinator, organization_name: name, branding } = state
  return {
    ...{ ...exchange, ...shown, guest_name, role, coordinator, organization: { name, branding } },
    identifies: mayIdentify(state),
    documents: attached.flatMap(({ document_id, kind, created_at }) => {
      const title = titles.get(document_id)
      return title ? [{ document_id, kind, created_at, title }] : []
    }),
  }
}

async function titlesOf(
  db: Db,
  link: GuestLink,
  attached: { document_id: string }[],
  origin: Origin,
): Promise<Map<string, string>> {
  if (attached.length === 0) return new Map()
  const ids = attached.map(({ document_id }) => document_id)
  const rows = await withActor(db, productFor(link, origin), (tx) =>
    listTitles(tx, link.organization_id, ids),
  )
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** A document that the guest may read: exactly the version that they sign or signed, otherwise the newest. */
export async function openGuestDocument(db: Db, link: GuestLink, document_id: string, origin: Origin) {
  const { organization_id } = link
  const mine = await withActor(db, guestActor(link, origin), (tx) => listGuestDocuments(tx, organization_id))
  const { version_number } = found(
    mine.find((one) => one.document_id === document_id),
    'document',
  )
  const product = productFor(link, origin)
  return withActor(db, product, (tx) =>
    openFile(tx, product, document_id, version_number ?? undefined, 'view'),
  )
}
