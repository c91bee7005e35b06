import type { DealRequirement } from '#domains/transactions/requirements/schema.ts'
import type { Fact } from '#domains/transactions/rules/requirements.ts'
import { formatCount } from '#web/kit/figures.ts'

const isDone = ({ state }: DealRequirement) => state === 'approved' || state === 'not_applicable'
/** What asks for something first: rejected, then needed, then in review. */
const ORDER = ['rejected', 'open', 'submitted', 'approved', 'not_applicable']

/** What is decided comes before what may be needed. */
const rankOf = ({ state, missing }: DealRequirement) => ORDER.indexOf(state) + (missing.length > 0 ? 0.5 : 0)

export type Groups = Record<'needed' | 'optional' | 'done', DealRequirement[]>

/** The list of a deal in groups: what closing waits for, what may be needed, and what is finished. */
export function groupsOf(items: DealRequirement[]): Groups {
  const sorted = items
    .filter(({ requirement, document_id }) => requirement !== 'not_applicable' || document_id)
    .toSorted((a, b) => rankOf(a) - rankOf(b))
  const open = sorted.filter((item) => !isDone(item) && item.requirement !== 'not_applicable')
  return {
    needed: open.filter(({ requirement, state }) => requirement === 'required' || state !== 'open'),
    optional: open.filter(({ requirement, state }) => requirement === 'optional' && state === 'open'),
    done: sorted.filter((item) => isDone(item) || item.requirement === 'not_applicable'),
  }
}

/** What to ask about the deal, most decisive first: how many items each answer may decide. */
export function questionsOf(items: DealRequirement[]): { fact: Fact; decides: number }[] {
  const counts = new Map<Fact, number>()
  for (const { missing, state } of items)
    if (state !== 'not_applicable') for (const fact of missing) counts.set(fact, (counts.get(fact) ?? 0) + 1)
  return [...counts].map(([fact, decides]) => ({ fact, decides })).toSorted((a, b) => b.decides - a.decides)
}

/** How many may be needed, once more is known of the deal. */
export function undecidedOf(items: DealRequirement[]): number {
  return items.filter(
    ({ state, requirement, missing }) => state === 'open' && requirement === 'required' && missing.length > 0,
  ).length
}

/** What a closing waits for: what is required now is counted, what may be needed is named beside it. */
export function waitingFor(needed: number, undecided: number): string {
  const maybe = `${formatCount(undecided, 'document')} may be needed`
  if (needed === 0) return `Closing waits for answers: ${maybe}`
  return `Closing waits for ${formatCount(needed, 'document')}${undecided > 0 ? ` · ${undecided} more may be needed` : ''}`
}
