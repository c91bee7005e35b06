import { listOpenDeals } from '#domains/transactions/requirement-rules/evaluation/queries.ts'
import { getRule } from '#domains/transactions/requirement-rules/queries.ts'
import type { Rule, RuleChange, RulePreview } from '#domains/transactions/requirement-rules/schema.ts'
import { listFacts } from '#domains/transactions/requirements/evaluation/queries.ts'
import { type DealFacts, evaluate, type Requirement } from '#domains/transactions/rules/requirements.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { listDealNames } from './queries.ts'

const BATCH = 1_000
const MOST_SHOWN = 50

type Ruling = Pick<Rule, 'name' | 'requirement' | 'when' | 'reason' | 'citation' | 'active'>
type Change = { id: string; from: Requirement['requirement'] } & Pick<Requirement, 'requirement' | 'missing'>

/** Which open deals that this person sees would ask for something else, were the rule as said; nothing is saved. */
export async function previewRule(
  tx: Tx,
  organization_id: string,
  before: Ruling | null,
  after: Ruling,
): Promise<RulePreview> {
  const changes: Change[] = []
  let deals = 0
  let last: string | null = null
  do {
    const ids: string[] = await listOpenDeals(tx, organization_id, last, BATCH)
    if (ids.length === 0) break
    const facts = await listFacts(tx, organization_id, ids)
    for (const [id, known] of facts) {
      const [from, to] = [outcomeOf(before, known), outcomeOf(after, known)]
      if (from.requirement === to.requirement && from.missing.join() === to.missing.join()) continue
      changes.push({ id, from: from.requirement, requirement: to.requirement, missing: to.missing })
    }
    deals += ids.length
    last = ids.length < BATCH ? null : (ids.at(-1) ?? null)
  } while (last)
  const shown = changes.slice(0, MOST_SHOWN)
  const names = await listDealNames(
    tx,
    organization_id,
    shown.map(({ id }) => id),
  )
  return {
    deals,
    changing: changes.length,
    changes: shown.flatMap(({ id, from, requirement: to, missing }) => {
      const name = names.get(id)
      return name ? [{ transaction_id: id, ...name, from, to, missing }] : []
    }),
  }
}

type Outcome = Pick<Requirement, 'requirement' | 'missing'>
const NOTHING: Outcome = { requirement: 'not_applicable', missing: [] }

function outcomeOf(rule: Ruling | null, facts: DealFacts): Outcome {
  if (!rule?.active) return NOTHING
  return evaluate([{ ...rule, id: '' }], facts)[0] ?? NOTHING
}

export async function previewChange(
  tx: Tx,
  organization_id: string,
  id: string,
  change: RuleChange,
): Promise<RulePreview> {
  const before = await getRule(tx, organization_id, id)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return previewRule(tx, organization_id, before, { ...before, ...given })
}
