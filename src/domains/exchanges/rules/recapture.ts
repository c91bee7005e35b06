import type { z } from 'zod'
import { atLeastZero, greater, lesser, type Money } from '#lib/money.ts'
import { amount, facts, money, signedMoney } from './fields.ts'
import { because, type Finding, type Missing, notGiven, refuse } from './finding.ts'

export const line21Input = facts({
  line19: signedMoney,
  line20: money,
  depreciation_1245: amount,
  fmv_non1245_likekind_received: money.nullish(),
  additional_depreciation_1250: amount,
  fmv_1250_received: money.nullish(),
  straight_line_depreciation_1250: amount,
})

type Input = z.output<typeof line21Input>

/**
 * Ordinary recapture (line 21), the gain left (line 22), and how much of it is taxed at 25 percent at most.
 */
export function line21(input: Input) {
  const gain = atLeastZero(input.line19)
  if (input.line20 > gain) refuse('line20', 'must not exceed line 19, nor be a gain where line 19 is a loss')
  const recapture_1245 = recapture1245(input)
  const recapture_1250 = recapture1250(input)
  const total = lesser(recapture_1245 + recapture_1250, gain)
  const line22 = atLeastZero(input.line20 - total)
  const unrecaptured = lesser(line22, input.straight_line_depreciation_1250)
  return {
    outcome: {
      line21: total,
      line22,
      line23: total + line22,
      recapture_1245,
      recapture_1250,
      unrecaptured_1250_in_line22: unrecaptured,
      depreciation_carried_over:
        input.depreciation_1245 +
        input.additional_depreciation_1250 +
        input.straight_line_depreciation_1250 -
        total -
        unrecaptured,
    },
    reasons: [
      because(
        'section_1245',
        'IRC 1245(b)(4); Form 8824 instructions, line 21',
        'Up to the gain, but not more than line 20 plus like-kind property that is not section 1245 property.',
        ['depreciation_1245', 'line19', 'line20', 'fmv_non1245_likekind_received'],
      ),
      because(
        'section_1250',
        'IRC 1250(d)(4); Form 8824 instructions, line 21',
        'Up to line 20, or to what the additional depreciation exceeds section 1250 property received.',
        ['additional_depreciation_1250', 'line20', 'fmv_1250_received'],
      ),
      because(
        'unrecaptured_section_1250',
        'IRC 1(h)(6)',
        'What remains recognized is first gain of straight-line depreciation, taxed at 25 percent at most.',
        ['straight_line_depreciation_1250'],
      ),
    ],
    missing: missingFacts(input),
    flags:
      input.depreciation_1245 > 0n && input.additional_depreciation_1250 > 0n
        ? [
            'Recapture under both sections: the order and the allocation of line 20 between them is for the CPA.',
          ]
        : [],
  } satisfies Finding<unknown>
}

/** IRC 1245(b)(4): may exceed line 20 when the building received holds less section 1245 property. */
function recapture1245(input: Input): Money {
  return lesser(
    lesser(input.depreciation_1245, atLeastZero(input.line19)),
    input.line20 + (input.fmv_non1245_likekind_received ?? 0n),
  )
}

/** IRC 1250(d)(4)(C): the greater of the boot gain and the shortfall of section 1250 property received. */
function recapture1250(input: Input): Money {
  const additional = input.additional_depreciation_1250
  const shortfall = atLeastZero(additional - (input.fmv_1250_received ?? 0n))
  return lesser(lesser(additional, atLeastZero(input.line19)), greater(input.line20, shortfall))
}

function missingFacts(input: Input): Missing[] {
  return notGiven(input, {
    ...(input.depreciation_1245 > 0n && {
      fmv_non1245_likekind_received: 'It was taken that all property received is section 1245 property.',
    }),
    ...(input.additional_depreciation_1250 > 0n && {
      fmv_1250_received: 'It was taken that no section 1250 property was received.',
    }),
  })
}
