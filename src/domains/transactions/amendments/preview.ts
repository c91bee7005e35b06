import { listCountingDeals } from '#domains/transactions/commissions/counting/counting-deals.ts'
import type { CountingRow } from '#domains/transactions/commissions/counting/queries.ts'
import { findComputed } from '#domains/transactions/commissions/queries.ts'
import { commissionsActor, countedFrom } from '#domains/transactions/commissions/recompute.ts'
import { listComputed } from '#domains/transactions/commissions/results/queries.ts'
import { viewOf } from '#domains/transactions/net-sheet/net-sheet.ts'
import { getTransaction } from '#domains/transactions/queries.ts'
import { replayCommissions } from '#domains/transactions/rules/caps.ts'
import type { Line, Split } from '#domains/transactions/rules/commissions.ts'
import { decimalOf } from '#domains/transactions/rules/figures.ts'
import type { Infra } from '#infra/infra.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { earliest } from '#lib/dates.ts'
import { type ClosingState, type Draft, draftAmendment } from './draft.ts'
import type { AmendmentDraft, AmendmentPreview } from './schema.ts'

/**
 * What a correction would do, and nothing is saved. Commissions follow from deals that the person need not see, so they
 * are computed as the product itself; what the answer holds of them is what the person sees on the page.
 */
export async function previewAmendment(
  { db }: Pick<Infra, 'db'>,
  actor: Actor,
  id: string,
  asked: AmendmentDraft,
  now: Date,
): Promise<AmendmentPreview> {
  const { organization_id } = actor
  const { draft, shown } = await withActor(db, actor, async (tx) => {
    const deal = await getTransaction(tx, organization_id, id)
    const draft = await draftAmendment(tx, actor, deal, asked, now)
    return { draft, shown: await findComputed(tx, organization_id, id) }
  })
  const { splits, other_deals } = await replayed(db, organization_id, draft)
  const before = new Map(shown?.lines.map((line) => [line.key, line]))
  const after = new Map(
    splits
      .get(id)
      ?.lines.filter((line) => sees(actor, line, draft.after))
      .map((line) => [line.id, line]),
  )
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return {
    ...{ changes: draft.changes, amounts: draft.amounts, net_sheet: sheetsOf(draft), other_deals },
    commissions: keys.map((key) => {
      const to = after.get(key)
      const name = to?.name ?? before.get(key)?.name ?? ''
      return { key, name, from: before.get(key)?.amount ?? null, to: to ? decimalOf(to.amount) : null }
    }),
  }
}

/** As the policy of the lines says it: those who see all commissions, those who are paid, the deal's agents before them. */
function sees(actor: Actor, { user_id, agent_id }: Line, { deal }: ClosingState): boolean {
  if (may(actor, 'transactions.see_commissions')) return true
  if (user_id || agent_id) return [user_id, agent_id].includes(actor.user_id)
  return [deal.listing_agent_id, deal.selling_agent_id].includes(actor.user_id)
}

function sheetsOf({ before, after }: Draft): AmendmentPreview['net_sheet'] {
  const view = viewOf(after.deal)
  return before.sheets && after.sheets
    ? { view, before: before.sheets[view], after: after.sheets[view] }
    : null
}

async function replayed(
  db: Infra['db'],
  organization_id: string,
  { before, after }: Draft,
): Promise<{ splits: Map<string, Split>; other_deals: number }> {
  const days = [before.deal.closed_on, after.deal.closed_on].filter((day) => day !== null)
  const since = earliest(...(days as [string, ...string[]]))
  const amended = (row: CountingRow) => (row.id === after.deal.id ? amendedRow(row, after) : row)
  return withActor(db, commissionsActor(organization_id), async (tx) => {
    const { deals } = await listCountingDeals(tx, organization_id, countedFrom(since), amended)
    const splits = replayCommissions(deals)
    const known = await listComputed(tx, organization_id, since)
    const others = [...known].filter(([id, { amounts }]) => {
      const lines = splits.get(id)?.lines ?? []
      return id !== after.deal.id && lines.some((line) => amounts[line.id] !== decimalOf(line.amount))
    })
    return { splits, other_deals: others.length }
  })
}

function amendedRow(row: CountingRow, { deal, terms }: ClosingState): CountingRow {
  const { gross, paid_by, listing_share, agents } = terms
  return {
    ...row,
    ...{ sale_price: deal.sale_price, commission_rate: deal.commission_rate, day: deal.closed_on ?? row.day },
    terms: {
      ...{ version: 0, gross_kind: gross.kind, paid_by, listing_share: listing_share.toFixed(6) },
      agents: row.terms?.agents ?? agents,
      flat_amount: gross.kind === 'flat' ? gross.amount : null,
      tiers: gross.kind === 'tiered' ? gross.tiers : [],
    },
  }
}
