import { listEveryAmount } from '#domains/transactions/amounts/queries.ts'
import type { Amount } from '#domains/transactions/amounts/schema.ts'
import { demandTiers } from '#domains/transactions/commissions/commissions.ts'
import { findTerms } from '#domains/transactions/commissions/queries.ts'
import { type Terms, termsOf } from '#domains/transactions/commissions/terms.ts'
import { hasNetSheet, sheetsOf, viewOf } from '#domains/transactions/net-sheet/net-sheet.ts'
import type { NetSheets } from '#domains/transactions/net-sheet/schema.ts'
import { mayAmend } from '#domains/transactions/policy.ts'
import { percent, rateOf } from '#domains/transactions/rules/figures.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { demandClosingDay } from '#domains/transactions/stages/stages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { today } from '#lib/dates.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import type { AmendedAmounts, AmendmentDraft, AmendmentEntry } from './schema.ts'
import { amountInWords, grossInWords } from './words.ts'

/** A closing as it is, or as it would be. */
export type ClosingState = {
  deal: Transaction
  terms: Terms
  amounts: Omit<Amount, 'version'>[]
  sheets: NetSheets | null
}
export type Draft = Pick<AmendmentEntry, 'changes' | 'amounts'> & {
  before: ClosingState
  after: ClosingState
}

/** What a correction would change. Refused are one that the person may not make, and one that changes nothing. */
export async function draftAmendment(
  tx: Tx,
  actor: Actor,
  deal: Transaction,
  asked: AmendmentDraft,
  now: Date,
): Promise<Draft> {
  const { organization_id } = actor
  demand(mayAmend(actor, deal), 'amend this closing')
  if (!deal.closed_on) throw new AppError('refused', 'Only a closed deal can be amended.')
  demandClosingDay(deal, asked.closed_on, today(now, actor))
  if (asked.commission) {
    demand(may(actor, 'transactions.manage_commissions'), 'change the commission of a closed deal')
    demandTiers(asked.commission.gross)
  }
  const terms = termsOf(deal, await findTerms(tx, organization_id, deal.id))
  const before = stateOf(deal, terms, await listEveryAmount(tx, organization_id, deal.id))
  const after = stateOf(
    amendedDeal(deal, asked),
    amendedTerms(terms, asked),
    amendedAmounts(before, asked.amounts),
  )
  const [changes, amounts] = [changesBetween(before, after), amountsBetween(before, after)]
  if (Object.keys(changes).length + amounts.length === 0)
    throw new AppError('invalid', 'Change the day, the price, an amount or the commission.', {
      issues: [{ field: 'sale_price', reason: 'is the same as before' }],
    })
  return { before, after, changes, amounts }
}

function stateOf(deal: Transaction, terms: Terms, amounts: ClosingState['amounts']): ClosingState {
  const { sale_price } = deal
  const sheets = hasNetSheet(deal) && sale_price ? sheetsOf(deal, terms, amounts, sale_price) : null
  return { deal, terms, amounts, sheets }
}

function amendedDeal(deal: Transaction, { closed_on, sale_price, commission }: AmendmentDraft): Transaction {
  const [whole = '0', cents = ''] = (sale_price ?? '').split('.')
  return {
    ...deal,
    ...(closed_on && { closed_on }),
    ...(sale_price && { sale_price: `${Number(whole)}.${cents.padEnd(2, '0')}` }),
    ...(commission?.gross.kind === 'rate' && { commission_rate: commission.gross.rate }),
  }
}

function amendedTerms(terms: Terms, { commission }: AmendmentDraft): Terms {
  if (!commission) return terms
  const { version: _, ...basis } = commission
  return { ...terms, ...basis }
}

function amendedAmounts({ amounts }: ClosingState, asked?: AmendedAmounts): ClosingState['amounts'] {
  if (!asked) return amounts
  const known = new Map(amounts.map((one) => [one.id, one]))
  for (const { id, version: _, ...change } of asked.changed) {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    known.set(id, { ...found(known.get(id), 'amount'), ...given })
  }
  for (const id of asked.removed) found(known.delete(id) || undefined, 'amount')
  const added = asked.added.map((one, place) => ({ ...one, id: `added ${place}`, held_by_name: null }))
  return [...known.values(), ...added]
}

function changesBetween(before: ClosingState, after: ClosingState): AmendmentEntry['changes'] {
  const changes = changesOf(spoken(before), spoken(after), FIELDS)
  return changes as AmendmentEntry['changes']
}

const FIELDS = ['closed_on', 'sale_price', 'commission', 'paid_by', 'listing_share', 'result'] as const

function spoken({ deal, terms, sheets }: ClosingState) {
  const { closed_on, sale_price, side } = deal
  return {
    ...{ closed_on, sale_price, commission: grossInWords(terms.gross), paid_by: terms.paid_by },
    listing_share: side === 'both' ? null : percent(rateOf(terms.listing_share)),
    result: sheets?.[viewOf(deal)].lines.at(-1)?.formula[0]?.split(' = ').at(-1) ?? null,
  }
}

function amountsBetween(before: ClosingState, after: ClosingState): AmendmentEntry['amounts'] {
  const [old, fresh] = [before, after].map(({ amounts }) => new Map(amounts.map((one) => [one.id, one])))
  const ids = new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])
  return [...ids].flatMap((id) => {
    const [was, is] = [old?.get(id), fresh?.get(id)]
    const [from, to] = [was ? amountInWords(was) : null, is ? amountInWords(is) : null]
    const label = is?.label ?? was?.label ?? ''
    return from === to && was?.label === is?.label ? [] : [{ label, from, to }]
  })
}
