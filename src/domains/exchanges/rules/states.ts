import type { z } from 'zod'
import type { CivilDate } from '#lib/dates.ts'
import { date, facts, flag, list, money, state } from './fields.ts'
import { because, type Finding } from './finding.ts'

/**
 * A rule of a state with the days between which it holds (`until` not included). Change the law by closing a
 * row and adding the next; nothing else in the product knows a state. Conformity and withholding of every
 * state that is not here is for counsel to say.
 */
type StateRule = {
  state: string
  rule: 'claw_back' | 'withholding' | 'does_not_conform' | 'conforms' | 'local_like_kind_report'
  /** 1900-01-01 where the rule is older than any exchange the product will see. */
  from: CivilDate
  until: CivilDate | null
  citation: string
  text: string
  /** From memory of a well-known source rather than from a text read: confirm before relying on it. */
  confirm?: boolean
}

export const STATE_RULES: readonly StateRule[] = [
  {
    state: 'CA',
    rule: 'claw_back',
    from: '1900-01-01',
    until: null,
    citation: 'Cal. R&TC 18032, 24953',
    text: 'California taxes the California-source gain when it is recognized later.',
  },
  {
    state: 'CA',
    rule: 'local_like_kind_report',
    from: '2014-01-01',
    until: null,
    citation: 'Cal. R&TC 18032, 24953; FTB 3840',
    text: 'Form FTB 3840 every year while California-source gain stays deferred.',
  },
  {
    state: 'CA',
    rule: 'withholding',
    from: '1991-01-01',
    until: null,
    citation: 'Cal. R&TC 18662; Form 593',
    text: 'Withholding of 3 1/3 percent of the price or on the gain, by the intermediary on boot or failure.',
  },
  {
    state: 'OR',
    rule: 'claw_back',
    from: '1900-01-01',
    until: null,
    citation: 'ORS 316.738, 314.290',
    text: 'Oregon taxes the Oregon-source gain when it is recognized later.',
  },
  {
    state: 'MA',
    rule: 'claw_back',
    from: '1900-01-01',
    until: null,
    citation: 'Mass. G.L. c. 62; TIR 03-16 (confirm)',
    text: 'Massachusetts follows the deferred Massachusetts-source gain.',
    confirm: true,
  },
  {
    state: 'MT',
    rule: 'claw_back',
    from: '1900-01-01',
    until: null,
    citation: 'Mont. Code 15-30 (confirm)',
    text: 'Montana follows the deferred Montana-source gain.',
    confirm: true,
  },
  {
    state: 'PA',
    rule: 'does_not_conform',
    from: '1900-01-01',
    until: '2023-01-01',
    citation: '72 P.S. 7303 before Act 53 of 2022',
    text: 'Pennsylvania personal income tax did not follow section 1031.',
  },
  {
    state: 'PA',
    rule: 'conforms',
    from: '2023-01-01',
    until: null,
    citation: 'Act 53 of 2022',
    text: 'Pennsylvania follows section 1031.',
  },
  {
    state: 'HI',
    rule: 'withholding',
    from: '1991-01-01',
    until: null,
    citation: 'HRS 235-68; Form N-288',
    text: 'Withholding from non-residents, with an exemption to be applied for.',
    confirm: true,
  },
  {
    state: 'GA',
    rule: 'withholding',
    from: '1994-01-01',
    until: null,
    citation: 'O.C.G.A. 48-7-128',
    text: 'Withholding from non-residents, with an affidavit for exchanges.',
    confirm: true,
  },
  {
    state: 'MD',
    rule: 'withholding',
    from: '2003-10-01',
    until: null,
    citation: 'Md. Code Tax-Gen. 10-912; Form MW506',
    text: 'Withholding from non-residents, with an exemption to be applied for.',
    confirm: true,
  },
  {
    state: 'CO',
    rule: 'withholding',
    from: '1993-01-01',
    until: null,
    citation: 'C.R.S. 39-22-604.5; Form DR 1083',
    text: 'Withholding from non-residents.',
    confirm: true,
  },
  {
    state: 'SC',
    rule: 'withholding',
    from: '1989-01-01',
    until: null,
    citation: 'S.C. Code 12-8-580; Form I-295',
    text: 'Withholding from non-residents.',
    confirm: true,
  },
]

export function stateRules(state: string, on: CivilDate): StateRule[] {
  return STATE_RULES.filter(
    (row) => row.state === state && row.from <= on && (row.until === null || on < row.until),
  )
}

export const stateFollowUpInput = facts({
  relinquished_state: state,
  replacement_states: list(state, 1),
  transfer_date: date,
  deferred_gain: money,
  taxpayer_is_resident: flag.nullish(),
})

/**
 * What the state of the relinquished property will want, by the law as it stood on the day of the transfer.
 */
export function stateFollowUp(input: z.output<typeof stateFollowUpInput>) {
  const rules = stateRules(input.relinquished_state, input.transfer_date)
  const has = (rule: StateRule['rule']) => rules.some((row) => row.rule === rule)
  const leaves = input.replacement_states.some((state) => state !== input.relinquished_state)
  return {
    outcome: {
      claw_back: has('claw_back') && leaves && input.deferred_gain > 0n,
      annual_report: has('local_like_kind_report') && leaves && input.deferred_gain > 0n,
      withholding_rules: has('withholding'),
      conforms: has('does_not_conform') ? false : has('conforms') ? true : null,
    },
    reasons: rules.map((row) =>
      because(row.rule, row.citation, row.text, [
        'relinquished_state',
        'transfer_date',
        'replacement_states',
      ]),
    ),
    missing: [
      ...(has('conforms') || has('does_not_conform')
        ? []
        : [
            {
              field: 'relinquished_state',
              text: 'Whether the state follows section 1031 is not in the table.',
            },
          ]),
      ...(has('withholding') && (input.taxpayer_is_resident ?? null) === null
        ? [{ field: 'taxpayer_is_resident', text: 'Most withholding falls on non-residents only.' }]
        : []),
    ],
    flags: rules.some((row) => row.confirm)
      ? [
          'A rule of this state was entered from secondary knowledge: counsel should confirm it before it is relied on.',
        ]
      : [],
  } satisfies Finding<unknown>
}
