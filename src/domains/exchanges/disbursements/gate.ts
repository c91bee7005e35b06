import { readGraph } from '#domains/contacts/relationships/relationships.ts'
import { getFees } from '#domains/exchanges/fees/queries.ts'
import { identifiedOf } from '#domains/exchanges/identification/entitlement.ts'
import { getBalances, listAccountBalances } from '#domains/exchanges/ledger/queries.ts'
import { listAccountHolders } from '#domains/exchanges/payees/queries.ts'
import type { Payee } from '#domains/exchanges/payees/schema.ts'
import { taxRelationsOf } from '#domains/exchanges/persons/persons.ts'
import type { TaxRelation } from '#domains/exchanges/persons/schema.ts'
import { getExchangeProperty } from '#domains/exchanges/properties/queries.ts'
import {
  type GateAnswer,
  type GateFacts,
  moneyGate,
  type PayeeRelation,
} from '#domains/exchanges/rules/money-gate.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { centsOf } from '#domains/transactions/rules/figures.ts'
import { asSystem, type Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { today } from '#lib/dates.ts'
import { lastMove, listFormerClients, listServants } from './queries.ts'
import type { NewDisbursement } from './schema.ts'

export type PaymentTerms = Omit<NewDisbursement, 'memo'>

/**
 * What the money gate answers today. The facts are read as the product itself: what the law allows doesn't depend on which
 * contacts a member sees. The transaction holds the locks of the exchange and the payee.
 */
export async function askGate(
  tx: Tx,
  actor: Actor,
  exchange: Exchange,
  payee: Payee,
  terms: PaymentTerms,
  now: Date,
): Promise<GateAnswer> {
  const { organization_id } = actor
  return asSystem(tx, async () => {
    const balances = await getBalances(tx, organization_id, exchange.id)
    const accounts = await listAccountBalances(tx, organization_id, exchange.id)
    const account = accounts.find((one) => one.exchange_account_id === terms.exchange_account_id)
    const fees = await getFees(tx, organization_id, exchange.id)
    const identified = await identifiedOf(tx, organization_id, exchange)
    return moneyGate({
      as_of: today(now, { timezone: exchange.time_zone }),
      exchange,
      ...{ purpose: terms.purpose, closing_item: terms.closing_item, amount: centsOf(terms.amount) },
      payee: { relation: await relationOf(tx, actor, exchange, payee, now), status: payee.status },
      balances: {
        cash: centsOf(account?.balance ?? '0'),
        exchange_funds: centsOf(balances.exchange_funds),
        interest: centsOf(balances.interest),
      },
      property: await propertyOf(tx, organization_id, exchange, terms.exchange_property_id, identified),
      identified,
      deadlines_moved_on: await lastMove(tx, organization_id, exchange),
      fees: { agreed: fees.amount === null ? null : centsOf(fees.amount), paid: centsOf(fees.paid) },
    })
  })
}

async function propertyOf(
  tx: Tx,
  organization_id: string,
  { id, identification_deadline }: Exchange,
  exchange_property_id: string | null,
  identified: Awaited<ReturnType<typeof identifiedOf>>,
): Promise<GateFacts['property']> {
  if (!exchange_property_id) return null
  const property = await getExchangeProperty(tx, organization_id, id, exchange_property_id)
  const known = identified.find((one) => one.exchange_property_id === exchange_property_id)
  const inTime =
    known?.received_on && (!identification_deadline || known.received_on <= identification_deadline)
  return { ...property, identified: Boolean(known?.by_notice || inTime) }
}

/**
 * What a payee is to the taxpayer: by the contact, by those who hold the same account at the same bank, by relationships and
 * ownership, and by whom the taxpayer has as agent, attorney or accountant (26 CFR 1.1031(k)-1(k)). The closest counts.
 */
async function relationOf(
  tx: Tx,
  actor: Actor,
  exchange: Exchange,
  payee: Payee,
  now: Date,
): Promise<PayeeRelation> {
  const { organization_id } = actor
  const holders = new Set([payee.contact_id, ...(await listAccountHolders(tx, organization_id, payee.id))])
  const servants = await listServants(tx, organization_id, exchange.id)
  const graph = await readGraph(tx, actor, exchange.client_id, now)
  const relations = taxRelationsOf(graph, exchange.client_id).filter((one) => holders.has(one.contact_id))
  const served = servants.filter(({ participant_id }) => holders.has(participant_id))
  const former = await listFormerClients(tx, organization_id, exchange.id)
  const taxpayer =
    [exchange.client_id, ...former].some((one) => holders.has(one)) ||
    served.some(({ role }) => role === 'client') ||
    relations.some(({ same_taxpayer }) => same_taxpayer === true)
  if (taxpayer) return 'exchanger'
  if (relations.some(isRelated)) return 'related'
  return served.length > 0 || relations.some(({ disqualified }) => disqualified)
    ? 'disqualified'
    : 'independent'
}

/** Also an owner or an owned company of which isn't known whether it is the taxpayer. */
function isRelated({ related, same_taxpayer, ownership_percent_between }: TaxRelation): boolean {
  return related || (same_taxpayer === null && ownership_percent_between > 0)
}
