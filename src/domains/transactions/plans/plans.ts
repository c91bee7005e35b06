import {
  commissionPlanChanged,
  commissionPlanCreated,
  franchiseFeeSet,
} from '#domains/transactions/commissions/events.ts'
import { listMemberNames } from '#domains/transactions/commissions/queries.ts'
import { recomputeLater } from '#domains/transactions/commissions/recompute-later.ts'
import { yearBegan } from '#domains/transactions/rules/caps.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { latest, today } from '#lib/dates.ts'
import { AppError, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { getFranchiseFee, getPlan, insertFranchiseFee, insertPlan, savePlan } from './queries.ts'
import type {
  CommissionPlan,
  CommissionPlanChange,
  FranchiseFee,
  NewCommissionPlan,
  NewFranchiseFee,
} from './schema.ts'

export async function createPlan(
  tx: Tx,
  actor: Actor,
  plan: NewCommissionPlan,
  now: Date,
): Promise<CommissionPlan> {
  const { organization_id, user_id: created_by } = actor
  demandTiers(plan.tiers)
  const names = await listMemberNames(tx, organization_id, [plan.user_id])
  const name = found(names.get(plan.user_id), 'member')
  const id = newId()
  await insertPlan(tx, organization_id, { ...plan, id, created_by })
  await publish(tx, organization_id, commissionPlanCreated, id, { name, valid_from: plan.valid_from })
  await recomputeLater(tx, organization_id, sinceOf(plan, actor, now))
  return getPlan(tx, organization_id, id)
}

export async function changePlan(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: CommissionPlanChange,
  now: Date,
): Promise<CommissionPlan> {
  const { organization_id } = actor
  if (change.tiers) demandTiers(change.tiers)
  const before = await getPlan(tx, organization_id, id)
  unchanged((await savePlan(tx, organization_id, id, version, change)) || undefined, 'commission plan')
  const after = await getPlan(tx, organization_id, id)
  const changes = changesOf(before, after, ['anniversary', 'tiers', 'cap', 'deductions'])
  await publish(tx, organization_id, commissionPlanChanged, id, { name: after.agent_name, changes })
  await recomputeLater(tx, organization_id, sinceOf(after, actor, now))
  return after
}

/** What closed in an earlier year of the agent has been paid, and stays as it is. */
function sinceOf({ valid_from, anniversary }: NewCommissionPlan, actor: Actor, now: Date): string {
  return latest(valid_from, yearBegan(anniversary, today(now, actor)))
}

function demandTiers(tiers: NewCommissionPlan['tiers']): void {
  const rises = tiers.every(({ from }, place) =>
    place === 0 ? Number(from) === 0 : Number(from) > Number(tiers[place - 1]?.from),
  )
  if (!rises)
    throw new AppError(
      'invalid',
      'The first tier begins at $0, and each of the others above the one before.',
      {
        issues: [{ field: 'tiers', reason: 'don’t rise from 0' }],
      },
    )
}

/** What closed in an earlier calendar year stays as it is. */
export async function setFranchiseFee(
  tx: Tx,
  actor: Actor,
  fee: NewFranchiseFee,
  now: Date,
): Promise<FranchiseFee> {
  const { organization_id, user_id: created_by } = actor
  const id = newId()
  await insertFranchiseFee(tx, organization_id, { ...fee, id, created_by })
  await publish(tx, organization_id, franchiseFeeSet, id, fee)
  const year = `${today(now, actor).slice(0, 4)}-01-01`
  await recomputeLater(tx, organization_id, latest(fee.valid_from, year))
  return getFranchiseFee(tx, organization_id, id)
}
