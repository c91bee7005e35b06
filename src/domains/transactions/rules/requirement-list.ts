import { type DealFacts, evaluate, type Fact, type RequirementRule } from './requirements.ts'

/** A rule with what its item on a deal's list has from it. */
export type ListRule = RequirementRule & {
  position: number
  document_type: string | null
  document_category: string | null
}

type Item = {
  rule_id: string
  position: number
  name: string
  document_type: string | null
  document_category: string | null
  requirement: 'required' | 'optional' | 'not_applicable'
  reason: string | null
  citation: string | null
  missing: Fact[]
}

/** An item that is on the list; `touched` once somebody has said or submitted something. */
export type KnownItem = Item & { id: string; touched: boolean }

export type ListChange = { save: Item[]; drop: string[] }

const NO_RULE = 'The rule that asked for it isn’t in force anymore'

/**
 * What changes on the list of a deal so that it follows the rules. What applies no longer leaves the list, unless
 * somebody has done something for it: then it stays, and asks for nothing.
 */
export function changeList(rules: ListRule[], facts: DealFacts, known: KnownItem[]): ListChange {
  const by_rule = new Map(known.map((item) => [item.rule_id, item]))
  const save: Item[] = []
  const drop: string[] = []
  const leave = (item: KnownItem, reason: string) => {
    if (!item.touched) return drop.push(item.id)
    const { id: _, touched: __, ...kept } = item
    const left: Item = { ...kept, requirement: 'not_applicable', reason, missing: [] }
    return differs(left, item) && save.push(left)
  }
  for (const [place, { rule_id, requirement, reason, missing }] of evaluate(rules, facts).entries()) {
    const item = by_rule.get(rule_id)
    by_rule.delete(rule_id)
    const rule = rules[place] as ListRule
    if (requirement === 'not_applicable') {
      if (item) leave(item, reason)
      continue
    }
    const { position, name, document_type, document_category, citation } = rule
    const due: Item = {
      ...{
        rule_id,
        position,
        name,
        document_type,
        document_category,
        requirement,
        reason,
        citation,
        missing,
      },
    }
    if (!item || differs(due, item)) save.push(due)
  }
  for (const item of by_rule.values()) leave(item, NO_RULE)
  return { save, drop }
}

const COMPARED = [
  ...(['position', 'name', 'document_type', 'document_category', 'requirement'] as const),
  ...(['reason', 'citation'] as const),
] as const

function differs(one: Item, other: Item): boolean {
  return COMPARED.some((field) => one[field] !== other[field]) || one.missing.join() !== other.missing.join()
}
