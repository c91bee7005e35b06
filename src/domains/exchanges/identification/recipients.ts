import { readGraph } from '#domains/contacts/relationships/relationships.ts'
import { hasAdviserRole } from '#domains/exchanges/participants/queries.ts'
import { relationsIn, sameTaxpayer } from '#domains/exchanges/rules/taxpayers.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import type { IdentificationNotice } from './schema.ts'

/**
 * To whom a notice may go (26 CFR 1.1031(k)-1(c)(2)): the person obligated to transfer the property, even a disqualified
 * one, or anyone else in the exchange who is neither the taxpayer nor disqualified. Throws AppError `refused`.
 */
export async function demandRecipient(
  tx: Tx,
  actor: Actor,
  exchange: Pick<Exchange, 'id' | 'client_id'>,
  { recipient_id, recipient_capacity }: Pick<IdentificationNotice, 'recipient_id' | 'recipient_capacity'>,
  now: Date,
): Promise<void> {
  if (!recipient_id) return
  const graph = await readGraph(tx, actor, recipient_id, now)
  if (
    recipient_id === exchange.client_id ||
    sameTaxpayer(graph, recipient_id, exchange.client_id).same === true
  )
    throw refusal('The notice can’t go to the taxpayer.')
  if (recipient_capacity === 'seller') return
  const related =
    graph.contacts.some(({ id }) => id === exchange.client_id) &&
    relationsIn(graph)(recipient_id, exchange.client_id).disqualified
  if (related)
    throw refusal(
      'This person is related to the taxpayer and so can’t receive the notice, unless they sell the property.',
    )
  if (await hasAdviserRole(tx, actor.organization_id, exchange.id, recipient_id))
    throw refusal('The taxpayer’s own agent, attorney or accountant can’t receive the notice.')
}

const refusal = (sentence: string) =>
  new AppError(
    'refused',
    `${sentence} Send it to the intermediary, the seller, or the escrow or title company.`,
    {
      field: 'recipient_id',
      citation: '26 CFR 1.1031(k)-1(c)(2), (k)',
    },
  )
