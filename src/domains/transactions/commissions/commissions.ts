import { resolveContact } from '#domains/contacts/contacts.ts'
import { commissionTermsChanged } from '#domains/transactions/commissions/events.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { getTransaction, lockTransaction, saveTransaction } from '#domains/transactions/queries.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import {
  findComputed,
  findTerms,
  listMemberNames,
  listReferrals,
  saveReferrals,
  saveShares,
  saveTerms,
} from './queries.ts'
import { recomputeLater } from './recompute-later.ts'
import type { Commission, CommissionTerms } from './schema.ts'
import { sharersOf, termsOf, warningsOf } from './terms.ts'

const NOTHING = {
  ...{ counts_on: null, gross: null, gross_formula: [], ours: null, ours_formula: [], lines: [] },
}

/** The terms are for those who see all commissions; lines are those that the person sees. */
export async function readCommission(tx: Tx, actor: Actor, id: string): Promise<Commission> {
  const { organization_id } = actor
  const deal = await getTransaction(tx, organization_id, id)
  const stored = await findTerms(tx, organization_id, id)
  const computed = await findComputed(tx, organization_id, id)
  const sees_all = may(actor, 'transactions.see_commissions')
  return {
    ...{ id, version: stored?.version ?? 0, side: deal.side, ...(computed ?? NOTHING) },
    ...(sees_all ? await detailsOf(tx, organization_id, deal, stored) : { terms: null, warnings: [] }),
    may: { change: sees_all && mayEdit(actor, deal) },
  }
}

async function detailsOf(
  tx: Tx,
  organization_id: string,
  deal: Transaction,
  stored: Awaited<ReturnType<typeof findTerms>>,
): Promise<Pick<Commission, 'terms' | 'warnings'>> {
  const terms = termsOf(deal, stored)
  const people = [...sharersOf(deal, terms), ...(terms.agents ?? []).flatMap(({ team }) => team)]
  const agents = [deal.listing_agent_id, deal.selling_agent_id].filter((one) => one !== null)
  const ids = [...people.map(({ user_id }) => user_id), ...agents]
  const names = await listMemberNames(tx, organization_id, ids)
  const named = <T extends { user_id: string }>(one: T) => ({
    ...one,
    name: names.get(one.user_id) ?? 'A former member',
  })
  const referrals = await listReferrals(tx, organization_id, [deal.id])
  return {
    terms: {
      ...terms,
      referrals: referrals.map(({ contact_id, name, rate, amount }) => ({ contact_id, name, rate, amount })),
      agents: terms.agents?.map((one) => ({ ...named(one), team: one.team.map(named) })) ?? null,
    },
    warnings: warningsOf(deal, terms, (user_id) => named({ user_id }).name),
  }
}

/** The rate is the deal's own; everything else is kept beside it. What was paid for a closed deal changes for a reason. */
export async function changeTerms(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  { reason, ...terms }: CommissionTerms,
): Promise<Commission> {
  const { organization_id, user_id } = actor
  const deal = await lockTransaction(tx, organization_id, id)
  demand(mayEdit(actor, deal), 'change this deal')
  if (deal.status === 'closed' && !reason)
    refuse('reason', 'is missing', 'This deal is closed. Say why its commission terms change.')
  demandSound(terms)
  await demandMembers(tx, organization_id, terms)
  const saved = await saveTerms(tx, organization_id, version, {
    ...{ ...terms, transaction_id: id, updated_by: user_id },
  })
  unchanged(saved || undefined, 'commission')
  await saveShares(tx, organization_id, id, terms.agents)
  const referrals = []
  for (const one of terms.referrals)
    referrals.push({ ...one, contact_id: await resolveContact(tx, actor, one.contact_id) })
  await saveReferrals(tx, organization_id, id, referrals)
  if (terms.gross.kind === 'rate' && terms.gross.rate !== deal.commission_rate)
    await saveTransaction(tx, organization_id, id, undefined, { commission_rate: terms.gross.rate })
  await publish(tx, organization_id, commissionTermsChanged, id, {
    name: deal.address,
    ...(reason && { reason }),
  })
  await recomputeLater(tx, organization_id, deal.closed_on)
  return readCommission(tx, actor, id)
}

/** Parts of a whole are compared in millionths, as they are kept. */
const millionths = (parts: number[]) => parts.reduce((all, one) => all + Math.round(one * 1_000_000), 0)

const refuse = (field: string, reason: string, sentence: string) => {
  throw new AppError('invalid', sentence, { issues: [{ field, reason }] })
}

export function demandTiers(gross: CommissionTerms['gross']): void {
  if (gross.kind === 'tiered' && !rises(gross.tiers.map(({ up_to }) => up_to)))
    refuse(
      'gross',
      'has tiers that don’t rise',
      'Each tier has to end above the one before, and the last has no end.',
    )
}

function demandSound({ gross, agents, referrals }: Omit<CommissionTerms, 'reason'>): void {
  demandTiers(gross)
  if (new Set(referrals.map(({ contact_id }) => contact_id)).size < referrals.length)
    refuse('referrals', 'names a contact twice', 'Each contact can have one referral fee.')
  if (!agents) return
  if (new Set(agents.map(({ user_id }) => user_id)).size < agents.length)
    refuse('agents', 'names an agent twice', 'Each agent can have one share.')
  if (millionths(agents.map(({ share }) => share)) !== 1_000_000)
    refuse('agents', 'doesn’t add to 100%', 'The shares of the agents have to add to 100%.')
  for (const { user_id, team } of agents) {
    const mates = team.map((mate) => mate.user_id)
    if (mates.includes(user_id) || new Set(mates).size < mates.length)
      refuse('agents', 'names a teammate twice', 'A teammate can be named once, and not as their own agent.')
    if (millionths(team.map(({ rate }) => rate)) > 1_000_000)
      refuse('agents', 'gives a team more than 100%', 'A team can’t get more than all of its agent’s part.')
  }
}

function rises(ends: (string | null)[]): boolean {
  const tops = ends.slice(0, -1)
  if (ends.at(-1) !== null || tops.includes(null)) return false
  return tops.every((top, place) => place === 0 || Number(top) > Number(tops[place - 1]))
}

async function demandMembers(
  tx: Tx,
  organization_id: string,
  { agents }: Pick<CommissionTerms, 'agents'>,
): Promise<void> {
  const ids = (agents ?? []).flatMap(({ user_id, team }) => [user_id, ...team.map((mate) => mate.user_id)])
  const names = await listMemberNames(tx, organization_id, ids)
  for (const user_id of ids) found(names.get(user_id), 'member')
}
