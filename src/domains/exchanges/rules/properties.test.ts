import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#lib/dates.ts'
import { AppError } from '#lib/errors.ts'
import { random } from '#lib/random.ts'
import { randomQuestion } from '#testing/random-questions.ts'
import { calculate, type Inputs } from './calculate.ts'

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1991-01-01', days))
const cents = fc.integer({ min: 0, max: 500_000_000 }).map((amount) => amount / 100)

function check<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  holds: (...values: Values) => void,
): void {
  fc.assert(fc.property(...arbitraries, holds as never), { numRuns: 300 })
}

describe('gain', () => {
  const money = fc.record({
    adjusted_basis_given: cents,
    fmv_likekind_received: cents,
    cash_received: cents,
    fmv_other_received: cents,
    liabilities_relieved: cents,
    liabilities_assumed: cents,
    cash_paid: cents,
    exchange_expenses: cents,
  })
  const lines = (inputs: Inputs<'form8824'>) => calculate({ kind: 'form8824', inputs }).outcome
  const inCents = (dollars: number) => Math.round(dollars * 100)

  test('line 25 is line 16 less line 24, with recapture or without', () => {
    check([money, cents], (given, ordinary_recapture_line21) => {
      const { line16, line24, line25 } = lines({ ...given, ordinary_recapture_line21 })
      expect(inCents(line25)).toBe(inCents(line16) - inCents(line24))
    })
  })

  test('the gain recognized is between zero and the gain realized', () => {
    check([money], (given) => {
      const { line19, line23 } = lines(given)
      expect(line23).toBeGreaterThanOrEqual(0)
      expect(line23).toBeLessThanOrEqual(Math.max(line19, 0))
    })
  })

  test('more debt on the replacement never lowers the boot that cash caused', () => {
    check([money, cents], (given, debt) => {
      const before = lines({ ...given, liabilities_relieved: 0, liabilities_assumed: 0, cash_paid: 0 }).line15
      expect(lines({ ...given, liabilities_relieved: 0, liabilities_assumed: debt }).line15).toBe(before)
    })
  })

  test('more cash paid never raises line 15', () => {
    check([money, cents], (given, more) => {
      const paid = (inCents(given.cash_paid) + inCents(more)) / 100
      expect(lines({ ...given, cash_paid: paid }).line15).toBeLessThanOrEqual(lines(given).line15)
    })
  })

  test('through an intermediary, line 19 is the price less the expenses and the basis', () => {
    check(
      [cents, cents, cents, cents, cents, cents, cents],
      (price, costs, basis, purchase, debt, fees, points) => {
        const proceeds = Math.max(0, inCents(price) - inCents(costs)) / 100
        const inputs = {
          sale_price: price,
          sale_expenses_from_proceeds: Math.min(price, costs),
          adjusted_basis: basis,
          purchase_price: purchase,
          new_debt: debt,
          purchase_expenses: fees,
          loan_costs: points,
          qi_funds_used: proceeds,
        }
        const { line19 } = calculate({ kind: 'qi_flow', inputs }).outcome
        expect(inCents(line19)).toBe(
          inCents(price) - inCents(Math.min(price, costs)) - inCents(fees) - inCents(basis),
        )
      },
    )
  })

  test('the parts of an allocation add up to the total, and the order of the properties does not matter', () => {
    const values = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), cents), {
      minLength: 1,
      selector: ([id]) => id,
    })
    check([cents, values], (total_basis, list) => {
      const properties = list.map(([id, fmv]) => ({ id, fmv: Math.max(fmv, 0.01) }))
      const { allocation } = calculate({ kind: 'allocate', inputs: { total_basis, properties } }).outcome
      const parts = Object.values(allocation).reduce((sum, part) => sum + inCents(part), 0)
      expect(parts).toBe(inCents(total_basis))
      const turned = { total_basis, properties: properties.toReversed() }
      expect(calculate({ kind: 'allocate', inputs: turned }).outcome.allocation).toEqual(allocation)
    })
  })
})

describe('deadlines', () => {
  test('the order of the transfers does not matter, and no period is longer than 180 days', () => {
    check(
      [fc.array(day, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 500 })],
      (transfer_dates, late) => {
        const first = transfer_dates.toSorted()[0] as string
        const facts = {
          return_due_date: addDays(first, late),
          extension_obtained: false,
          extended_due_date: null,
        }
        const { outcome } = calculate({ kind: 'deadlines', inputs: { ...facts, transfer_dates } })
        const turned = { ...facts, transfer_dates: transfer_dates.toReversed() }
        expect(calculate({ kind: 'deadlines', inputs: turned }).outcome).toEqual(outcome)
        expect(outcome.exchange_deadline <= addDays(first, 180)).toBe(true)
        expect(addDays(first, outcome.exchange_period_days)).toBe(outcome.exchange_deadline)
      },
    )
  })

  test('relief never brings a deadline forward, nor beyond a year', () => {
    check(
      [day, fc.nat(200), fc.nat(300), fc.nat(400), fc.boolean()],
      (transfer, until, disaster, general, six) => {
        const inputs = {
          relief: six ? 'section_6' : 'section_17',
          original_deadline: addDays(transfer, until),
          transfer_date: transfer,
          disaster_date: addDays(transfer, disaster),
          general_postponement_date: addDays(transfer, disaster + general),
          affected_taxpayer: true,
          difficulty_meeting_deadline: false,
        }
        const { postponed_deadline } = calculate({ kind: 'disaster', inputs }).outcome
        expect(postponed_deadline >= inputs.original_deadline).toBe(true)
        if (!six) expect(postponed_deadline <= addDays(inputs.original_deadline, 366)).toBe(true)
      },
    )
  })
})

describe('identification and money', () => {
  const deadline = '2025-07-17'
  const papers = { signed: true, written: true, unambiguous: true, recipient_ok: true }
  const identify = (sent: string[]) =>
    calculate({
      kind: 'identification',
      inputs: {
        identification_deadline: deadline,
        exchange_deadline: '2025-11-29',
        relinquished_fmv_at_transfer: [1_000_000],
        properties: sent.map((day, index) => ({
          id: `P${index}`,
          fmv_at_identification_deadline: 400_000,
          notice: { sent: day, ...papers },
        })),
      },
    }).outcome

  test('a notice sent earlier never loses a property', () => {
    const days = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 6 })
    check([days, fc.nat(30)], (offsets, sooner) => {
      const counted = identify(offsets.map((offset) => addDays(deadline, offset))).counted
      const earlier = identify(offsets.map((offset) => addDays(deadline, offset - sooner))).counted
      expect(earlier).toEqual(expect.arrayContaining(counted))
    })
  })

  test('the gate opens on the earliest lawful date, and stays open', () => {
    const facts = fc.record({
      any_property_identified_or_received: fc.boolean(),
      waiting: fc.boolean(),
      occurred: fc.integer({ min: -30, max: 200 }),
      beyond_control: fc.boolean(),
      asked: fc.integer({ min: -30, max: 200 }),
    })
    check(
      [facts],
      ({ any_property_identified_or_received: any, waiting, occurred, beyond_control, asked }) => {
        const inputs = {
          identification_deadline: deadline,
          exchange_deadline: '2025-11-29',
          as_of: addDays(deadline, asked),
          any_property_identified_or_received: any,
          entitled_not_yet_received: any && waiting ? ['A'] : [],
          contingency: {
            in_writing: true,
            relates_to_exchange: true,
            beyond_control,
            occurred_on: addDays(deadline, occurred),
          },
        }
        const { outcome } = calculate({ kind: 'funds_release', inputs })
        expect(outcome.allowed).toBe(inputs.as_of >= outcome.earliest_lawful_date)
        expect(outcome.earliest_lawful_date > deadline).toBe(true)
        expect(outcome.basis === null).toBe(!outcome.allowed)
      },
    )
  })
})

test('thirty thousand random questions are answered or refused by name, and break nothing', () => {
  const next = random(20_261_124)
  let answered = 0
  for (let run = 0; run < 30_000; run++) {
    const question = randomQuestion(next)
    try {
      const { reasons } = calculate(question)
      expect(reasons.length).toBeGreaterThan(0)
      answered += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const issues = error.details.issues as { field: string; reason: string }[]
      expect(error.code).toBe('invalid')
      expect(issues.every(({ field, reason }) => typeof field === 'string' && reason !== '')).toBe(true)
    }
  }
  expect(answered).toBeGreaterThan(5_000)
})
