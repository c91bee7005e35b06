import { draftNotice } from '#domains/exchanges/identification/notices.ts'
import { sendNotice } from '#domains/exchanges/identification/send.ts'
import { mayIdentify } from '#domains/exchanges/policy.ts'
import { addExchangeProperty } from '#domains/exchanges/properties/properties.ts'
import { listWaiting } from '#domains/exchanges/signing/queries.ts'
import type { WaitingSignature } from '#domains/exchanges/signing/schema.ts'
import type { Infra } from '#infra/infra.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Origin } from '#lib/actor.ts'
import { demand } from '#lib/errors.ts'
import { productFor } from './door.ts'
import type { GuestLink, GuestState } from './queries.ts'
import type { GuestIdentification } from './schema.ts'

/** The taxpayer's own notice, from their phone: its properties join the exchange, and it waits for their signature. */
export async function identifyAsGuest(
  infra: Pick<Infra, 'db' | 'files' | 'config' | 'now'>,
  link: GuestLink,
  state: GuestState,
  { properties }: GuestIdentification,
  origin: Origin,
  now: Date,
): Promise<{ to_sign: WaitingSignature[] }> {
  demand(mayIdentify(state), 'identify property in this exchange')
  const { organization_id } = link
  const { exchange_id, contact_id } = state
  const product = productFor(link, origin)
  const notice = await withActor(infra.db, product, async (tx) => {
    const named = []
    for (const { exchange_property_id, property, description, fair_market_value } of properties) {
      const said = {
        side: 'replacement' as const,
        ...(property && { property }),
        fair_market_value: fair_market_value ?? null,
      }
      const id = exchange_property_id ?? (await addExchangeProperty(tx, product, exchange_id, said, now)).id
      named.push({
        exchange_property_id: id,
        ...(description && { description }),
        fair_market_value: fair_market_value ?? null,
      })
    }
    return draftNotice(tx, product, exchange_id, { kind: 'identification', properties: named }, now)
  })
  await sendNotice(infra, product, exchange_id, notice.id, {}, state.invited_by, now)
  return {
    to_sign: await withActor(infra.db, product, (tx) =>
      listWaiting(tx, organization_id, { contact_id, exchange_id }),
    ),
  }
}
