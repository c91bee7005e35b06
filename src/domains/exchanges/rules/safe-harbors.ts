import { z } from 'zod'
import { facts, flag } from './fields.ts'
import { because, type Finding, notGiven, whichHold } from './finding.ts'

const RULE = '26 CFR 1.1031(k)-1(g)'

export const safeHarborInput = facts({
  type: z.enum(
    ['security_or_guarantee', 'qualified_escrow', 'qualified_trust'],
    'must be security_or_guarantee, qualified_escrow or qualified_trust; for an intermediary see kind qi_structure',
  ),
  /** The right to receive, pledge, borrow or otherwise obtain the benefits of the money, today. */
  taxpayer_can_obtain_benefits: flag,
  /** Escrow and trust: the holder is the taxpayer or a disqualified person. */
  holder_disqualified: flag.nullish(),
  /** Escrow and trust: the agreement expressly limits the taxpayer's rights as (g)(6) says. */
  g6_limits_in_agreement: flag.nullish(),
  /** Security: it is cash or the equivalent of cash. */
  secured_by_cash: flag.nullish(),
})

type Input = z.output<typeof safeHarborInput>

const PARAGRAPH = {
  security_or_guarantee: '(2)',
  qualified_escrow: '(3)(i)-(ii)',
  qualified_trust: '(3)(i), (iii)',
} as const

const TEXT = {
  taxpayer_can_obtain_benefits:
    'The safe harbor ended when the taxpayer could obtain the benefits of the money.',
  secured_by_cash:
    'Security in cash or its equivalent is not within this safe harbor; see the qualified escrow.',
  holder_disqualified: 'The holder is the taxpayer or a disqualified person.',
  agreement_lacks_g6_limits: 'The agreement does not limit the rights to the money as (g)(6) demands.',
} as const
type Defect = keyof typeof TEXT

const NEEDED = 'The safe harbor depends on it, and is not found without it.'

/**
 * Whether security, an escrow or a trust keeps the taxpayer from being in constructive receipt, as long as it
 * lasts.
 */
export function safeHarbor(input: Input) {
  const held = input.type !== 'security_or_guarantee'
  const defects = defectsOf(input, held)
  return {
    outcome: { safe_harbor: defects.length === 0, defects },
    reasons:
      defects.length === 0
        ? [
            because(
              input.type,
              `${RULE}${PARAGRAPH[input.type]}`,
              'The safe harbor holds while its terms do.',
              Object.keys(input),
            ),
          ]
        : defects.map((defect) =>
            because(defect, `${RULE}${PARAGRAPH[input.type]}`, TEXT[defect], Object.keys(input)),
          ),
    missing: notGiven(
      input,
      held ? { holder_disqualified: NEEDED, g6_limits_in_agreement: NEEDED } : { secured_by_cash: NEEDED },
    ),
    flags: ['It ends the moment the taxpayer can receive, pledge, borrow or otherwise obtain the benefits.'],
  } satisfies Finding<unknown>
}

/** A fact that was not given about an escrow or a security does not count in its favor. */
function defectsOf(input: Input, held: boolean): Defect[] {
  return whichHold({
    taxpayer_can_obtain_benefits: input.taxpayer_can_obtain_benefits,
    secured_by_cash: !held && input.secured_by_cash !== false,
    holder_disqualified: held && input.holder_disqualified !== false,
    agreement_lacks_g6_limits: held && input.g6_limits_in_agreement !== true,
  })
}
