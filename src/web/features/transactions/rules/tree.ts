import { FACT_KINDS } from '#domains/transactions/rules/facts.ts'
import type { Fact, Predicate } from '#domains/transactions/rules/requirements.ts'

type Value = string | number | boolean
export type Comparison = 'is' | 'is_not' | 'in' | 'not_in' | 'below' | 'at_least'
export type Condition = { key: string; fact: Fact; comparison: Comparison; values: Value[] }
export type Group = { key: string; match: 'all' | 'any'; parts: Part[] }
/** A predicate as it is edited: conditions in groups. What is negated is negated in its conditions. */
export type Part = Group | Condition

export const isGroup = (part: Part): part is Group => 'match' in part

let last = 0
/** Of a row in the editor, so that it stays itself when others come and go. */
export const newKey = () => `part-${++last}`

const OPPOSITE: Record<Exclude<Comparison, 'below' | 'at_least'>, Comparison> = {
  ...({ is: 'is_not', is_not: 'is', in: 'not_in', not_in: 'in' } as const),
}

/** The predicate as an outermost group; a single condition stands in a group of its own. */
export function treeOf(predicate: Predicate): Group {
  const part = partOf(predicate, false)
  return isGroup(part) ? part : { key: newKey(), match: 'all', parts: [part] }
}

function partOf(predicate: Predicate, negated: boolean): Part {
  if ('not' in predicate) return partOf(predicate.not, !negated)
  if ('all' in predicate || 'any' in predicate) {
    const [parts, all] = 'all' in predicate ? [predicate.all, true] : [predicate.any, false]
    return {
      key: newKey(),
      match: all === negated ? 'any' : 'all',
      parts: parts.map((part) => partOf(part, negated)),
    }
  }
  const { fact } = predicate
  const condition = (comparison: Comparison, values: Value[]): Condition => ({
    ...{ key: newKey(), fact, comparison, values },
  })
  if ('below' in predicate) return condition(negated ? 'at_least' : 'below', [predicate.below])
  if ('at_least' in predicate) return condition(negated ? 'below' : 'at_least', [predicate.at_least])
  if ('in' in predicate) return condition(negated ? OPPOSITE.in : 'in', predicate.in)
  return condition(negated ? OPPOSITE.is : 'is', [predicate.is])
}

/** What is saved. A condition without a value says nothing, nor does an empty group. */
export function predicateOf(group: Group): Predicate {
  const parts = group.parts.flatMap((part): Predicate[] => {
    if (!isGroup(part)) return conditionOf(part)
    return part.parts.length > 0 ? [predicateOf(part)] : []
  })
  // Any of nothing never holds.
  return group.match === 'any' && parts.length > 0 ? { any: parts } : { all: parts }
}

function conditionOf({ fact, comparison, values }: Condition): Predicate[] {
  const [first] = values
  if (first === undefined) return []
  if (comparison === 'below') return [{ fact, below: Number(first) }]
  if (comparison === 'at_least') return [{ fact, at_least: Number(first) }]
  if (comparison === 'in') return [{ fact, in: values }]
  if (comparison === 'not_in') return [{ not: { fact, in: values } }]
  return [comparison === 'is' ? { fact, is: first } : { not: { fact, is: first } }]
}

/** How a fact can be compared. */
export function comparisonsOf(fact: Fact): Comparison[] {
  const { kind } = FACT_KINDS[fact]
  if (kind === 'number') return ['below', 'at_least', 'is']
  if (kind === 'boolean') return ['is']
  return ['is', 'is_not', 'in', 'not_in']
}
