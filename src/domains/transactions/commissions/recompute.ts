import { createHash } from 'node:crypto'
import { z } from 'zod'
import { commissionsChanged, commissionsComputed } from '#domains/transactions/commissions/events.ts'
import { type DatedDeal, replayCommissions } from '#domains/transactions/rules/caps.ts'
import type { Split } from '#domains/transactions/rules/commissions.ts'
import { decimalOf } from '#domains/transactions/rules/figures.ts'
import { publish, publishMany } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { task } from '#infra/jobs/jobs.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import { type Actor, systemActor } from '#lib/actor.ts'
import { addYears, type CivilDate, earliest, latest } from '#lib/dates.ts'
import { listCountingDeals } from './counting/counting-deals.ts'
import { RECOMPUTE } from './recompute-later.ts'
import {
  deleteComputed,
  type KnownResult,
  listComputed,
  lockCommissions,
  saveComputed,
  saveGross,
} from './results/queries.ts'

/** The product computes for all, and so reads what a single member may not. */
export function commissionsActor(organization_id: string): Actor {
  const permissions = ['transactions.see_all', 'transactions.see_commissions', 'contacts.see_all']
  return { ...systemActor(organization_id), permissions: new Set(permissions) }
}

const TOGETHER = 100
/** Of the calendar that people and the database share. */
const FIRST_DAY = '0001-01-01'

const Asked = z.object({ organization_id: z.uuid(), since: z.iso.date().nullable() })

export const recomputeJob = task(RECOMPUTE, Asked, (infra: Infra, { organization_id, since }) =>
  withActor(infra.db, commissionsActor(organization_id), (tx) =>
    recomputeCommissions(tx, organization_id, since),
  ),
)

/**
 * Computes what is pending, and what closed on `since` or later, from all deals that count toward the same years. What
 * closed before stays as it is.
 */
export async function recomputeCommissions(
  tx: Tx,
  organization_id: string,
  since: CivilDate | null,
): Promise<void> {
  await lockCommissions(tx, organization_id)
  const { deals, names } = await listCountingDeals(tx, organization_id, countedFrom(since))
  const splits = replayCommissions(deals)
  const known = await listComputed(tx, organization_id, since)
  const counted = deals.filter(({ closed, day }) => !closed || (since !== null && day >= since))
  // The statements of many deals go out without waiting for each other.
  for (let place = 0; place < counted.length; place += TOGETHER)
    await Promise.all(
      counted.slice(place, place + TOGETHER).map(async (deal) => {
        const split = splits.get(deal.id)
        if (split) await keep(tx, organization_id, deal, split, known.get(deal.id), names)
      }),
    )
  const here = new Set(deals.map(({ id }) => id))
  const gone = [...known.keys()].filter((id) => !here.has(id))
  if (gone.length > 0) await deleteComputed(tx, organization_id, gone)
}

/** A year of an agent that has the first of these days began at most a year before it. */
export function countedFrom(since: CivilDate | null) {
  return (first_pending: CivilDate | null): CivilDate | null => {
    const days = [since, first_pending].filter((day) => day !== null)
    return days.length > 0
      ? latest(FIRST_DAY, addYears(earliest(...(days as [string, ...string[]])), -1))
      : null
  }
}

async function keep(
  tx: Tx,
  organization_id: string,
  deal: DatedDeal,
  split: Split,
  before: KnownResult | undefined,
  names: Map<string, string>,
): Promise<void> {
  const inputs = inputsOf(deal)
  const lines = split.lines.map((line) => ({ ...line, amount: decimalOf(line.amount) }))
  const figures = JSON.stringify(lines.map(({ id, name, amount, formula }) => [id, name, amount, formula]))
  if (before?.inputs === inputs && before.figures === figures) return
  const ids = await saveComputed(tx, organization_id, deal, split, inputs)
  await saveGross(tx, organization_id, deal.id, decimalOf(split.gross.amount))
  const name = names.get(deal.id) ?? ''
  if (before?.inputs !== inputs) {
    await publish(tx, organization_id, commissionsComputed, deal.id, { name })
    return
  }
  const moved = lines.flatMap(({ id, to, user_id, amount }) => {
    const from = before.amounts[id]
    return to === 'agent' && user_id && from !== undefined && from !== amount
      ? [{ id, user_id, from, to: amount }]
      : []
  })
  await publishMany(
    tx,
    organization_id,
    commissionsChanged,
    moved.map(({ id, user_id, from, to }) => ({
      subject_id: ids.get(id) ?? deal.id,
      payload: { transaction_id: deal.id, name, user_id, from, to },
    })),
  )
}

/** The deal's own figures, without what its agents did before: if only that changed, another deal changed this one. */
function inputsOf(deal: DatedDeal): string {
  const text = JSON.stringify(deal, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  return createHash('sha256').update(text).digest('base64url')
}
