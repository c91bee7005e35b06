import { CATEGORIES } from '#domains/documents/rules/categories.ts'
import { ruleChanged, ruleCreated, ruleRemoved } from '#domains/transactions/events.ts'
import { LIBRARY, LIBRARY_NOTICE } from '#domains/transactions/requirements/library/library.ts'
import { enqueue, publish, publishMany } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { beginEvaluation } from './evaluation/queries.ts'
import {
  countRules,
  getRule,
  insertRules,
  listLibraryKeys,
  lockRules,
  markRemoved,
  saveRule,
} from './queries.ts'
import {
  LIBRARY_NAMES,
  type Library,
  type LibraryCopy,
  LibraryState,
  MOST_RULES,
  type NewRule,
  type Rule,
  type RuleChange,
} from './schema.ts'

export const EVALUATE = 'transactions.evaluate_requirements'

/** All open deals follow the rules as they are now, in a job of their own. */
async function followRules(tx: Tx, organization_id: string): Promise<void> {
  const revision = await beginEvaluation(tx, organization_id)
  await enqueue(tx, EVALUATE, { organization_id, revision }, { key: `${EVALUATE}:${organization_id}` })
}

export async function createRule(tx: Tx, actor: Actor, said: NewRule): Promise<Rule> {
  demandKind(said)
  const { organization_id } = actor
  await lockRules(tx, organization_id)
  const [rule] = await addRules(tx, actor, [{ ...said, library_key: null }])
  await followRules(tx, organization_id)
  return getRule(tx, organization_id, rule?.id ?? '')
}

type Addition = NewRule & { library_key: string | null }

/** After those that there are. */
async function addRules(tx: Tx, { organization_id, user_id }: Actor, additions: Addition[]) {
  const { count, next } = await countRules(tx, organization_id)
  if (count + additions.length > MOST_RULES)
    throw new AppError('refused', `An organization has at most ${MOST_RULES} rules. Remove some first.`)
  const rows = additions.map((one, place) => ({ ...one, id: newId(), position: next + place }))
  await insertRules(
    tx,
    organization_id,
    rows.map((row) => ({ ...row, created_by: user_id })),
  )
  const facts = rows.map(({ id, name }) => ({ subject_id: id, payload: { name } }))
  await publishMany(tx, organization_id, ruleCreated, facts)
  return rows
}

const AUDITED = [
  ...(['name', 'document_type', 'document_category', 'requirement', 'when'] as const),
  ...(['reason', 'citation', 'active', 'position'] as const),
]

export async function changeRule(
  tx: Tx,
  { organization_id }: Actor,
  id: string,
  version: number,
  change: RuleChange,
): Promise<Rule> {
  await lockRules(tx, organization_id)
  const before = await getRule(tx, organization_id, id)
  const columns = withCategory(before, change)
  demandKind({ ...before, ...columns })
  unchanged((await saveRule(tx, organization_id, id, version, columns)) || undefined, 'rule')
  const after = await getRule(tx, organization_id, id)
  await publish(tx, organization_id, ruleChanged, id, changesOf(before, after, AUDITED))
  await followRules(tx, organization_id)
  return after
}

type Kind = Pick<RuleChange, 'document_type' | 'document_category'>

function demandKind({ document_type, document_category }: Kind): void {
  if (!document_category) return
  if (!document_type || !(document_category in CATEGORIES[document_type]))
    throw new AppError('invalid', 'Choose a category of the type of document.', {
      issues: [{ field: 'document_category', reason: 'is no category of this type' }],
    })
}

/** A category belongs to its type: another type has none of it. */
function withCategory(before: Rule, change: RuleChange): RuleChange {
  const other = change.document_type !== undefined && change.document_type !== before.document_type
  return other && change.document_category === undefined ? { ...change, document_category: null } : change
}

export async function removeRule(tx: Tx, { organization_id }: Actor, id: string): Promise<void> {
  await lockRules(tx, organization_id)
  const { name } = await getRule(tx, organization_id, id)
  await markRemoved(tx, organization_id, id)
  await publish(tx, organization_id, ruleRemoved, id, { name })
  await followRules(tx, organization_id)
}

/** The rules that people can copy, and how many of each state they have. */
export async function readLibrary(tx: Tx, organization_id: string): Promise<Library> {
  const known = await listLibraryKeys(tx, organization_id)
  const items = LibraryState.options.map((state) => {
    const rules = LIBRARY[state]
    const copied = rules.filter(({ library_key }) => known.has(library_key)).length
    return { state, name: LIBRARY_NAMES[state], copied, rules }
  })
  return { items, notice: LIBRARY_NOTICE }
}

/** Copies what the organization doesn't have yet, so that copying twice changes nothing. */
export async function copyLibrary(tx: Tx, actor: Actor, { states }: LibraryCopy): Promise<{ added: number }> {
  const { organization_id } = actor
  await lockRules(tx, organization_id)
  const known = await listLibraryKeys(tx, organization_id)
  const missing = LibraryState.options
    .filter((state) => states.includes(state))
    .flatMap((state) => LIBRARY[state])
    .filter(({ library_key }) => !known.has(library_key))
  if (missing.length === 0) return { added: 0 }
  await addRules(
    tx,
    actor,
    missing.map((rule) => ({ ...rule, active: true })),
  )
  await followRules(tx, organization_id)
  return { added: missing.length }
}
