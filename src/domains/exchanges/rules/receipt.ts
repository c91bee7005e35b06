import type { z } from 'zod'
import { facts, flag, money } from './fields.ts'
import { because, type Finding, refuse, whichHold } from './finding.ts'

const RULE = '26 CFR 1.1031(k)-1(d)'

export const samePropertyInput = facts({
  identified_fmv_at_receipt: money,
  received_fmv: money,
  same_basic_nature_or_character: flag,
  /** Property to be produced: substantial changes made in production break identity ((e)(3)(ii)). */
  substantial_changes_in_production: flag.nullish(),
  /** Not complete on receipt: whether, completed as identified, it would have been the same ((e)(3)(iii)). */
  would_be_same_if_completed: flag.nullish(),
})

/**
 * Whether the property received is substantially the same as identified, one property at a time. The
 * regulation gives examples and no line: 75% of the value with the same nature passed; less, or another
 * nature, never passes by itself.
 */
export function sameProperty(input: z.output<typeof samePropertyInput>) {
  if (input.identified_fmv_at_receipt === 0n) refuse('identified_fmv_at_receipt', 'must be more than nothing')
  const hundredths = (input.received_fmv * 10_000n) / input.identified_fmv_at_receipt
  const enough = hundredths >= 7500n
  const producedSame = !input.substantial_changes_in_production && input.would_be_same_if_completed !== false
  const substantially_same = enough && input.same_basic_nature_or_character && producedSame
  return {
    outcome: {
      received_percent: Number(hundredths) / 100,
      substantially_same,
      counsel_review: !substantially_same || hundredths > 10_000n,
    },
    reasons: [
      because(
        'substantially_same',
        `${RULE}(1)(ii), (2) Examples 2-4`,
        `${Number(hundredths) / 100}% of the value, ${input.same_basic_nature_or_character ? 'with' : 'without'} the same basic nature or character.`,
        ['identified_fmv_at_receipt', 'received_fmv', 'same_basic_nature_or_character'],
      ),
      because(
        'property_to_be_produced',
        '26 CFR 1.1031(k)-1(e)(3)',
        producedSame
          ? 'Usual production changes are ignored; it qualifies to the extent it is real property on receipt.'
          : 'Substantially changed in production, or completed it would not have been as identified.',
        ['substantial_changes_in_production', 'would_be_same_if_completed'],
      ),
    ],
    missing: [],
    flags: whichHold({
      'Not clearly the property identified: counsel should decide before anything relies on it.':
        !substantially_same,
      'More was received than was identified: counsel should say whether the rest was identified.':
        hundredths > 10_000n,
    }),
  } satisfies Finding<unknown>
}
