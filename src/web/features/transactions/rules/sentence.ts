import type { Fact, Predicate } from '#domains/transactions/rules/requirements.ts'
import { FACTS } from '#web/features/transactions/requirements/words.ts'
import { formatMoney } from '#web/kit/figures.ts'
import { type Comparison, type Condition, isGroup, type Part, treeOf } from './tree.ts'

export const COMPARISONS: Record<Comparison, string> = {
  is: 'is',
  is_not: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  below: 'is below',
  at_least: 'is at least',
}

/** Facts whose values say by themselves what they are: "California", "Sale or Purchase". */
const SPEAKING: Fact[] = ['state', 'transaction_type', 'side', 'property_type', 'financing']

/** When a rule applies, in few words: "California · Sale or Purchase · Year built is below 1978". */
export function sentenceOf(predicate: Predicate): string {
  const tree = treeOf(predicate)
  if (tree.parts.length === 0) return 'Every deal'
  return tree.parts.map((part) => wordsOf(part)).join(tree.match === 'all' ? ' · ' : ' or ')
}

function wordsOf(part: Part): string {
  if (!isGroup(part)) return conditionWords(part)
  const words = part.parts.map(wordsOf).join(part.match === 'all' ? ' and ' : ' or ')
  return part.parts.length > 1 ? `(${words})` : words
}

function conditionWords({ fact, comparison, values }: Condition): string {
  const { label } = FACTS[fact]
  const [first] = values
  if (typeof first === 'boolean') return `${label}: ${first ? 'yes' : 'no'}`
  const shown = values.map((value) => valueName(fact, value)).join(' or ')
  if (comparison === 'is' || comparison === 'in')
    return SPEAKING.includes(fact) ? shown : `${label} is ${shown}`
  return `${label} ${COMPARISONS[comparison]} ${shown}`
}

function valueName(fact: Fact, value: string | number | boolean): string {
  if (fact === 'sale_price') return formatMoney(Number(value).toFixed(2))
  return FACTS[fact].values?.[String(value)] ?? String(value)
}
