import { LibraryState } from '#domains/transactions/requirement-rules/schema.ts'
import { LIBRARY } from '#domains/transactions/requirements/library/library.ts'
import { changeList, type KnownItem, type ListRule } from '#domains/transactions/rules/requirement-list.ts'
import type { DealFacts } from '#domains/transactions/rules/requirements.ts'

// `node bench/requirements.ts`: how long one thread takes to bring the list of one deal to 200 rules, without the
// database: a list that is empty, one that follows them already, and one of a deal of which nothing is known.

const RULES = 200

const library = LibraryState.options.flatMap((state) => LIBRARY[state])
const rules: ListRule[] = Array.from({ length: RULES }, (_, position) => {
  const rule = library[position % library.length]
  if (!rule) throw new Error('The library is empty.')
  return { ...rule, id: `rule ${position}`, position }
})
const facts: DealFacts = {
  ...{ state: 'CA', transaction_type: 'sale', side: 'both', property_type: 'residential', year_built: 1950 },
  ...{ hoa: true, financing: 'fha', occupancy: 'owner', exchange_cooperation: true, sale_price: 900_000 },
  ...{ seller_is_foreign: false, new_construction: false, county: 'Alameda' },
}
const following: KnownItem[] = changeList(rules, facts, []).save.map((item) => ({
  ...{ ...item, id: item.rule_id, touched: true },
}))

/** The median and the 99th percentile of 2,000 runs, in milliseconds. */
function measure(known: DealFacts, items: KnownItem[]) {
  const runs = Array.from({ length: 2_000 }, () => {
    const start = performance.now()
    changeList(rules, known, items)
    return performance.now() - start
  }).toSorted((a, b) => a - b)
  const at = (part: number) => Math.round((runs[Math.floor(runs.length * part)] ?? 0) * 1000) / 1000
  return { rules: RULES, p50_ms: at(0.5), p99_ms: at(0.99) }
}

console.table({
  'empty list': measure(facts, []),
  'list that follows': measure(facts, following),
  'nothing known': measure({}, following),
})
