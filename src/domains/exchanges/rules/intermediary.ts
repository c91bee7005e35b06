import type { z } from 'zod'
import { amount, date, facts, flag, list } from './fields.ts'
import { because, type Finding, type Missing, type Reason, refuse, whichHold } from './finding.ts'

const RULE = '26 CFR 1.1031(k)-1(g)(4)'

const leg = facts({
  qi_took_title: flag,
  qi_party_to_contract: flag,
  rights_assigned: flag,
  /** The day the last party to the contract had the written notice of assignment. */
  all_parties_notified: date.nullable(),
  transfer: date.nullable(),
})
type Leg = z.output<typeof leg>

export const qiStructureInput = facts({
  intermediary_disqualified: flag,
  written_exchange_agreement_before_transfer: flag,
  g6_limits_in_agreement: flag,
  relinquished_leg: leg,
  replacement_leg: leg,
  /** Every further contract is tested too: one that fails takes the safe harbor from the exchange. */
  further_legs: list(leg).nullish(),
  cash_paid_to_taxpayer: amount,
})

/** Whether the qualified-intermediary safe harbor holds for every contract of the exchange. */
export function qiStructure(input: z.output<typeof qiStructureInput>) {
  const legs = allLegs(input)
  const { relinquished_leg: sold, replacement_leg: bought } = input
  if (sold.transfer && bought.transfer && bought.transfer < sold.transfer) {
    refuse(
      'replacement_leg.transfer',
      'must not be before the transfer of the relinquished property; see kind reverse',
    )
  }
  const defects = [
    ...whichHold({
      intermediary_disqualified: input.intermediary_disqualified,
      no_written_agreement_before_transfer: !input.written_exchange_agreement_before_transfer,
      agreement_lacks_g6_limits: !input.g6_limits_in_agreement,
    }),
    ...legs
      .filter(({ leg }) => legBasis(leg) === null)
      .map(({ field }) => `${field}_not_through_intermediary`),
  ]
  const holds = defects.length === 0
  return {
    outcome: {
      qi_safe_harbor: holds,
      treated_as: holds ? ('exchange' as const) : ('sale_and_purchase' as const),
      cash_boot: holds ? input.cash_paid_to_taxpayer : null,
      defects,
    },
    reasons: [
      because('qualified_intermediary', `${RULE}(i)-(iii)`, requirementText(input), [
        'intermediary_disqualified',
        'written_exchange_agreement_before_transfer',
        'g6_limits_in_agreement',
      ]),
      ...legs.map(({ field, leg }) => legReason(field, leg)),
    ],
    missing: legs.flatMap(({ field, leg }): Missing[] =>
      leg.transfer === null
        ? [{ field: `${field}.transfer`, text: 'Not transferred yet; notify all parties by that day.' }]
        : [],
    ),
    flags: holds
      ? []
      : ['Outside the safe harbor the exchange is not necessarily lost, but only counsel may say so.'],
  } satisfies Finding<unknown>
}

function allLegs(input: z.output<typeof qiStructureInput>): { field: string; leg: Leg }[] {
  return [
    { field: 'relinquished_leg', leg: input.relinquished_leg },
    { field: 'replacement_leg', leg: input.replacement_leg },
    ...(input.further_legs ?? []).map((leg, index) => ({ field: `further_legs[${index}]`, leg })),
  ]
}

/**
 * By what the intermediary is treated as acquiring and transferring the property, or null: (g)(4)(iv)-(v).
 */
function legBasis(leg: Leg): 'title' | 'contract' | 'assignment' | null {
  if (leg.qi_took_title) return 'title'
  if (leg.qi_party_to_contract) return 'contract'
  const notified =
    leg.all_parties_notified !== null && (leg.transfer === null || leg.all_parties_notified <= leg.transfer)
  return leg.rights_assigned && notified ? 'assignment' : null
}

const LEG_TEXT = {
  title: 'The intermediary took and passed title.',
  contract: 'The intermediary was party to the contract.',
  assignment: 'The rights were assigned and all parties notified in writing on or before the transfer.',
} as const

function legReason(field: string, leg: Leg): Reason {
  const basis = legBasis(leg)
  const text = basis
    ? LEG_TEXT[basis]
    : 'No title, no contract, and no assignment notified to all parties in writing by the transfer.'
  return because(field, `${RULE}(iv)-(v)`, text, [field])
}

function requirementText(input: z.output<typeof qiStructureInput>): string {
  if (input.intermediary_disqualified) return 'The intermediary is a disqualified person.'
  if (!input.written_exchange_agreement_before_transfer)
    return 'There was no written exchange agreement before the transfer.'
  if (!input.g6_limits_in_agreement)
    return 'The agreement does not limit the rights to the money as (g)(6) demands.'
  return 'Not disqualified, and under a written agreement with the (g)(6) limits made before the transfer.'
}
