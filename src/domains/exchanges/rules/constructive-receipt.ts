import type { z } from 'zod'
import { date, facts, flag, money } from './fields.ts'
import { because, type Finding, type Missing, refuse } from './finding.ts'

const RULE = '26 CFR 1.1031(k)-1(f)'

export const constructiveReceiptInput = facts({
  /**
   * The day from which the money could be drawn, or was paid, to the taxpayer or to an agent of the taxpayer.
   */
  unrestricted_right_from: date.nullable(),
  amount_subject_to_right: money,
  full_consideration: money,
  replacement_received_on: date.nullable(),
  transfer_date: date.nullish(),
  /**
   * The right is subject to substantial limitations or restrictions, as in a safe harbor of (g)(2) to (g)(5).
   */
  substantial_limitations: flag.nullish(),
})

/**
 * Whether the taxpayer had the money before the replacement property: all of it makes a sale, part of it is
 * boot. It is received when it can be drawn, even if no one asks for it; a right that begins with the
 * property or later is none.
 */
export function constructiveReceipt(input: z.output<typeof constructiveReceiptInput>) {
  const { unrestricted_right_from: from, replacement_received_on: received, full_consideration: full } = input
  if (input.amount_subject_to_right > full)
    refuse('amount_subject_to_right', 'must not exceed the full consideration')
  for (const field of ['unrestricted_right_from', 'replacement_received_on'] as const) {
    const day = input[field]
    if (input.transfer_date && day && day < input.transfer_date)
      refuse(field, 'must not be before the transfer')
  }
  const hadRight = from !== null && input.amount_subject_to_right > 0n && !input.substantial_limitations
  const early = hadRight && (received === null || from < received)
  const characterization: keyof typeof TEXT = !early
    ? 'exchange'
    : input.amount_subject_to_right === full
      ? 'sale'
      : 'exchange_with_boot'
  const missing: Missing[] =
    received === null
      ? [
          {
            field: 'replacement_received_on',
            text: 'No replacement property is received yet; the answer may change.',
          },
        ]
      : []
  return {
    outcome: {
      constructive_receipt_date: early ? from : null,
      amount: early ? input.amount_subject_to_right : 0n,
      characterization,
    },
    reasons: [
      because('constructive_receipt', `${RULE}(1)-(3)`, TEXT[characterization], [
        'unrestricted_right_from',
        'amount_subject_to_right',
        'full_consideration',
        'replacement_received_on',
        'substantial_limitations',
      ]),
    ],
    missing,
    flags: input.substantial_limitations
      ? ['It ends the moment the taxpayer can receive, pledge, borrow or otherwise obtain the benefits.']
      : [],
  } satisfies Finding<unknown>
}

const TEXT = {
  exchange: 'The taxpayer had no right to the money before the replacement property was received.',
  exchange_with_boot:
    'The taxpayer could draw part of the consideration before the replacement property: that part is boot.',
  sale: 'The taxpayer could draw the full consideration before the replacement property: it is a sale.',
} as const
