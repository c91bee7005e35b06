import { z } from 'zod'
import { demonstrationMember } from '#domains/identity/demonstration.ts'
import { addAmount } from '#domains/transactions/amounts/amounts.ts'
import type { NewAmount } from '#domains/transactions/amounts/schema.ts'
import { changeTerms } from '#domains/transactions/commissions/commissions.ts'
import { approveDisbursement, readDisbursement } from '#domains/transactions/disbursements/disbursements.ts'
import { createPlan, setFranchiseFee } from '#domains/transactions/plans/plans.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { task } from '#infra/jobs/jobs.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { addDays, type CivilDate } from '#lib/dates.ts'

type Agents = { ana: string; ben: string }
type Known = { id: string; address: string; contract_date: CivilDate | null }

/** Two agents who are near their cap: Ana has paid most of $12,000, Ben of $9,000. */
export async function addPlans(tx: Tx, owner: Actor, { ana, ben }: Agents, now: Date, day: CivilDate) {
  const valid_from = addDays(day, -730)
  const deductions = [{ label: 'Transaction fee', amount: '395.00' }]
  await setFranchiseFee(tx, owner, { valid_from, rate: 0.05, at_most: '1500.00' }, now)
  await createPlan(
    tx,
    owner,
    {
      ...{ user_id: ana, valid_from, anniversary: addDays(day, -200), cap: '12000.00', deductions },
      tiers: [
        { from: '0', rate: 0.7 },
        { from: '100000', rate: 0.8 },
      ],
    },
    now,
  )
  await createPlan(
    tx,
    owner,
    {
      ...{ user_id: ben, valid_from, anniversary: addDays(day, -150), cap: '9000.00', deductions },
      tiers: [{ from: '0', rate: 0.8 }],
    },
    now,
  )
}

const AMOUNTS: Record<string, Partial<NewAmount>[]> = {
  '148 Alder Court': [
    { kind: 'earnest_money', label: 'Earnest money', amount: '45600.00', status: 'received' },
    {
      kind: 'payoff',
      label: 'First mortgage payoff',
      amount: '612480.37',
      paid_by: 'seller',
      paid_to: 'lender',
    },
    { kind: 'fee', label: 'Transfer tax', amount: '11400.00', paid_by: 'seller', paid_to: 'title' },
    { kind: 'fee', label: 'Escrow and title fees', amount: '4385.00', paid_by: 'seller', paid_to: 'title' },
  ],
  '2210 Lakeshore Avenue': [
    { kind: 'earnest_money', label: 'Earnest money', amount: '55500.00', status: 'received' },
    { kind: 'loan', label: 'New first mortgage', amount: '1387500.00', paid_by: 'lender', paid_to: 'buyer' },
    { kind: 'fee', label: 'Lender and closing fees', amount: '9120.00', paid_by: 'buyer', paid_to: 'title' },
  ],
  '77 Harbor View Drive': [
    { kind: 'earnest_money', label: 'Earnest money', amount: '33150.00', status: 'received' },
    { kind: 'credit', label: 'Credit for repairs', amount: '7500.00', paid_by: 'seller', paid_to: 'buyer' },
  ],
}

/** Deposits, payoffs, credits and fees of the deals that are under contract. */
export async function addAmounts(tx: Tx, actor: Actor, deals: Known[]): Promise<void> {
  for (const { id, address, contract_date } of deals) {
    const street = address.split(',')[0] ?? ''
    for (const amount of AMOUNTS[street] ?? []) {
      const received = amount.status === 'received' && contract_date ? addDays(contract_date, 2) : null
      await addAmount(tx, actor, id, { ...EARNEST, ...amount, settled_on: received })
    }
  }
}

const EARNEST: NewAmount = {
  ...{ kind: 'earnest_money', label: '', amount: '0', paid_by: 'buyer', paid_to: 'title', held_by: null },
  ...{ due_on: null, settled_on: null, status: 'expected' },
}

/** The buyer of one deal came through a colleague, and two agents share another. */
export async function addTerms(
  tx: Tx,
  owner: Actor,
  deals: Known[],
  { ana, ben }: Agents,
  contact_id: string | undefined,
): Promise<void> {
  const usual = { paid_by: 'seller' as const, referrals: [], agents: null }
  const at = (street: string) => deals.find(({ address }) => address.startsWith(street))?.id
  const [referred, shared] = [at('9599 Quarry Hill Road'), at('77 Harbor View Drive')]
  const rate = (part: number) => ({ kind: 'rate' as const, rate: part })
  if (referred && contact_id)
    await changeTerms(tx, owner, referred, 0, {
      ...{ ...usual, gross: rate(0.025), listing_share: 0, referrals: [{ contact_id, rate: 0.25 }] },
    })
  if (shared)
    await changeTerms(tx, owner, shared, 0, {
      ...{ ...usual, gross: rate(0.05), listing_share: 0.5 },
      agents: [
        { user_id: ana, share: 0.6, team: [], deductions: [] },
        { user_id: ben, share: 0.4, team: [], deductions: [] },
      ],
    })
}

const APPROVE = 'transactions.approve_demonstration'
/** By then the commissions of the demonstration have been computed; if not, the job is tried again. */
const COMPUTED_MS = 30_000

export async function approveLater(tx: Tx, roi: string, id: string, now: Date): Promise<void> {
  const run_at = new Date(now.getTime() + COMPUTED_MS)
  await enqueue(tx, APPROVE, { roi, id }, { run_at, max_attempts: 5 })
}

/** One deal that closed has an authorization that the owner approved. */
export const approveDemonstrationJob = task(
  APPROVE,
  z.object({ roi: z.uuid(), id: z.uuid() }),
  async (infra: Infra, { roi, id }) => {
    const owner = await demonstrationMember(infra, roi, 'owner')
    const shown = await withActor(infra.db, owner, (tx) => readDisbursement(tx, owner, id))
    await approveDisbursement(infra, owner, id, shown, infra.now())
  },
)
