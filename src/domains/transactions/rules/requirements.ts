import { z } from 'zod'

/** What a deal's requirements are decided by. Each may be unknown. */
export const DealFacts = z
  .object({
    state: z.string(),
    transaction_type: z.string(),
    side: z.enum(['listing', 'selling', 'both']),
    property_type: z.string(),
    year_built: z.number(),
    hoa: z.boolean(),
    financing: z.enum(['cash', 'conventional', 'fha', 'va', 'seller', 'other']),
    occupancy: z.enum(['owner', 'tenant', 'vacant']),
    exchange_cooperation: z.boolean(),
    seller_is_foreign: z.boolean(),
    new_construction: z.boolean(),
    sale_price: z.number(),
    county: z.string(),
  })
  .partial()
export type DealFacts = z.infer<typeof DealFacts>
export type Fact = keyof DealFacts
const FactName = DealFacts.keyof()

type Value = string | number | boolean
const Value = z.union([z.string().max(100), z.number(), z.boolean()])

/** When a rule applies: conditions on facts, all or any of them, or not. As data, so that organizations write their own. */
export type Predicate =
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
  | { fact: Fact; is: Value }
  | { fact: Fact; in: Value[] }
  | { fact: Fact; below: number }
  | { fact: Fact; at_least: number }

export const Predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Predicate).max(20) }),
    z.strictObject({ any: z.array(Predicate).min(1).max(20) }),
    z.strictObject({ not: Predicate }),
    z.strictObject({ fact: FactName, is: Value }),
    z.strictObject({ fact: FactName, in: z.array(Value).min(1).max(60) }),
    z.strictObject({ fact: FactName, below: z.number() }),
    z.strictObject({ fact: FactName, at_least: z.number() }),
  ]),
)

export type RequirementRule = {
  id: string
  name: string
  /** What it asks for where it applies; elsewhere it is not applicable. */
  requirement: 'required' | 'optional'
  when: Predicate
  /** Why: "Homes built before 1978 need a lead-based paint disclosure". */
  reason: string
  citation: string | null
}

export type Requirement = {
  rule_id: string
  requirement: 'required' | 'optional' | 'not_applicable'
  reason: string
  /** Facts that would decide it; while they are unknown, what would be required is required. */
  missing: Fact[]
}

/** What a deal needs, and why, by the facts that are known of it. */
export function evaluate(rules: RequirementRule[], facts: DealFacts): Requirement[] {
  return rules.map(({ id, name, requirement, when, reason }) => {
    const { holds, missing } = judge(when, facts)
    if (holds === false)
      return {
        rule_id: id,
        requirement: 'not_applicable',
        reason: `${name}: doesn’t apply to this deal`,
        missing: [],
      }
    return { rule_id: id, requirement, reason, missing: holds === null ? [...new Set(missing)] : [] }
  })
}

type Judged = { holds: boolean | null; missing: Fact[] }

/** Whether a predicate holds; null: it hangs on facts that are unknown. What is decided without them doesn't. */
export function judge(predicate: Predicate, facts: DealFacts): Judged {
  if ('all' in predicate)
    return combine(
      predicate.all.map((one) => judge(one, facts)),
      false,
    )
  if ('any' in predicate)
    return combine(
      predicate.any.map((one) => judge(one, facts)),
      true,
    )
  if ('not' in predicate) {
    const { holds, missing } = judge(predicate.not, facts)
    return { holds: holds === null ? null : !holds, missing }
  }
  const value = facts[predicate.fact]
  if (value === undefined || value === null) return { holds: null, missing: [predicate.fact] }
  return { holds: holdsOf(predicate, value), missing: [] }
}

/** One that is `decisive` decides for all; otherwise what is unknown leaves all unknown. */
function combine(judged: Judged[], decisive: boolean): Judged {
  if (judged.some(({ holds }) => holds === decisive)) return { holds: decisive, missing: [] }
  const missing = judged.flatMap((one) => one.missing)
  return { holds: missing.length > 0 ? null : !decisive, missing }
}

type Condition = Extract<Predicate, { fact: Fact }>

function holdsOf(condition: Condition, value: Value): boolean {
  if ('is' in condition) return same(condition.is, value)
  if ('in' in condition) return condition.in.some((one) => same(one, value))
  const number = Number(value)
  return 'below' in condition ? number < condition.below : number >= condition.at_least
}

const same = (one: Value, other: Value) =>
  typeof one === 'string' && typeof other === 'string'
    ? one.toLowerCase() === other.toLowerCase()
    : one === other
