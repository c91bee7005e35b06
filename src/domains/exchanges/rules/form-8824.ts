import type { z } from 'zod'
import { daysBetween } from '#lib/dates.ts'
import { allocate, atLeastZero, lesser, type Money } from '#lib/money.ts'
import { amount, date, facts, money } from './fields.ts'
import { because, type Finding, refuse, whichHold } from './finding.ts'

export const form8824Input = facts({
  adjusted_basis_given: money,
  fmv_likekind_received: money,
  cash_received: amount,
  fmv_other_received: amount,
  liabilities_relieved: amount,
  liabilities_assumed: amount,
  cash_paid: amount,
  fmv_other_given: amount,
  basis_other_given: amount,
  exchange_expenses: amount,
  ordinary_recapture_line21: amount,
  /** Classes of the like-kind property received, for lines 25a to 25c; together they are line 16. */
  fmv_1250_received: money.nullish(),
  fmv_1245_received: money.nullish(),
  fmv_intangible_received: money.nullish(),
  transfer_date: date.nullish(),
  identification_date: date.nullish(),
  receipt_date: date.nullish(),
  exchange_deadline: date.nullish(),
})

type Input = z.output<typeof form8824Input>

/** What lines 12 to 25 are made of; all that a caller who has no form before it needs to give. */
export type ExchangeMoney = Pick<
  Input,
  | 'adjusted_basis_given'
  | 'fmv_likekind_received'
  | 'cash_received'
  | 'fmv_other_received'
  | 'liabilities_relieved'
  | 'liabilities_assumed'
  | 'cash_paid'
  | 'fmv_other_given'
  | 'basis_other_given'
  | 'exchange_expenses'
  | 'ordinary_recapture_line21'
>

/**
 * Lines 12 to 25 of Form 8824. Debt relief is offset by debt assumed, cash paid and other property given;
 * cash received is offset by none of them (26 CFR 1.1031(d)-2 Example 2), only by exchange expenses.
 */
export function form8824Lines(given: ExchangeMoney) {
  const net = given.liabilities_relieved - given.liabilities_assumed - given.cash_paid - given.fmv_other_given
  const boot = given.cash_received + given.fmv_other_received + atLeastZero(net)
  const expensesUsed = lesser(boot, given.exchange_expenses)
  const line15 = boot - expensesUsed
  const line16 = given.fmv_likekind_received
  const line17 = line15 + line16
  const line18 = given.adjusted_basis_given + atLeastZero(-net) + given.exchange_expenses - expensesUsed
  const line19 = line17 - line18
  const line20 = atLeastZero(lesser(line15, line19))
  const line21 = given.ordinary_recapture_line21
  const line22 = atLeastZero(line20 - line21)
  const line23 = line21 + line22
  return {
    line12: given.fmv_other_given,
    line13: given.basis_other_given,
    line14: given.fmv_other_given - given.basis_other_given,
    line15,
    line16,
    line17,
    line18,
    line19,
    line20,
    line21,
    line22,
    line23,
    line24: line19 - line23,
    line25: line18 + line23 - line15,
  }
}

export type Form8824Lines = ReturnType<typeof form8824Lines>

export function form8824(input: Input) {
  checkDates(input)
  if (input.basis_other_given > 0n && input.fmv_other_given === 0n) {
    refuse('fmv_other_given', 'must be given where other property was given up')
  }
  const lines = form8824Lines(input)
  return {
    outcome: {
      ...lines,
      ...basisByClass(input, lines.line25),
      basis_other_received: input.fmv_other_received,
      gain_on_other_property_given: lines.line14,
    },
    reasons: lineReasons(lines),
    missing: [],
    flags: [...moneyFlags(input, lines), ...dateFlags(input)],
  } satisfies Finding<unknown>
}

/**
 * Lines 25a, 25b, 25c: the basis in proportion to value, adding to line 25; null where the classes were not
 * given.
 */
function basisByClass(input: Input, line25: Money) {
  const classes = [
    { id: 'line25a', weight: input.fmv_1250_received ?? null },
    { id: 'line25b', weight: input.fmv_1245_received ?? null },
    { id: 'line25c', weight: input.fmv_intangible_received ?? null },
  ]
  if (classes.every(({ weight }) => weight === null)) return { line25a: null, line25b: null, line25c: null }
  const parts = classes.map(({ id, weight }) => ({ id, weight: weight ?? 0n }))
  if (parts.reduce((all, { weight }) => all + weight, 0n) !== input.fmv_likekind_received) {
    refuse('fmv_1250_received', 'must add with the other classes to fmv_likekind_received')
  }
  const basis = allocate(line25, parts)
  return {
    line25a: basis.get('line25a') ?? 0n,
    line25b: basis.get('line25b') ?? 0n,
    line25c: basis.get('line25c') ?? 0n,
  }
}

export function lineReasons(lines: Form8824Lines) {
  const capped = lines.line20 < lines.line15
  return [
    because(
      'boot',
      'IRC 1031(b); 26 CFR 1.1031(b)-1(c), 1.1031(d)-2; Form 8824 line 15',
      'Net debt relief plus cash and other property received, less exchange expenses.',
      [
        'liabilities_relieved',
        'liabilities_assumed',
        'cash_paid',
        'fmv_other_given',
        'cash_received',
        'fmv_other_received',
        'exchange_expenses',
      ],
    ),
    because(
      'recognized_gain',
      lines.line19 < 0n ? 'IRC 1031(c); Form 8824 line 20' : 'IRC 1031(b); Form 8824 lines 20-23',
      lines.line19 < 0n
        ? 'The exchange realizes a loss; no loss is recognized on it.'
        : capped
          ? 'The boot exceeds the gain realized, so no more than that gain is recognized.'
          : 'The gain is recognized up to the boot.',
      ['adjusted_basis_given', 'fmv_likekind_received', 'ordinary_recapture_line21'],
    ),
    because(
      'basis_received',
      'IRC 1031(d); Form 8824 line 25',
      'The basis given, and what was added to it, plus the gain recognized, less the boot received.',
      ['adjusted_basis_given'],
    ),
  ]
}

function checkDates(input: Input): void {
  for (const field of ['identification_date', 'receipt_date'] as const) {
    const day = input[field]
    if (day && input.transfer_date && day < input.transfer_date)
      refuse(field, 'must not be before the transfer')
  }
}

function dateFlags(input: Input): string[] {
  const { transfer_date: transfer, identification_date: identified, receipt_date: received } = input
  const late = transfer && identified && daysBetween(transfer, identified) > 45
  const lateReceipt = received && input.exchange_deadline && received > input.exchange_deadline
  return whichHold({
    'Line 5 is more than 45 days after line 4: the property is not identified, and these lines do not apply.':
      late,
    'Line 6 is after the exchange period: the property is not like-kind, and these lines do not apply.':
      lateReceipt,
  })
}

function moneyFlags(input: Input, lines: Form8824Lines): string[] {
  return whichHold({
    'Other property was given and boot received: skip lines 12 to 18 and use kind exchange_groups.':
      input.fmv_other_given > 0n && (input.fmv_other_received > 0n || input.cash_received > 0n),
    'Recapture exceeds line 20: more gain is recognized than boot was received.': lines.line21 > lines.line20,
    'Recapture exceeds the gain realized; check line 21.': lines.line21 > atLeastZero(lines.line19),
  })
}
