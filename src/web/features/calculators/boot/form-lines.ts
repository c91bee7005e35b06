import type { Calculation, Outcome } from '#domains/exchanges/rules/calculate.ts'
import { formatMoney } from '#web/kit/figures.ts'

/** What the lines are made of, in dollars. */
export type FormAmounts = Outcome<'qi_flow'>['form_amounts']
type Lines = Calculation<'form8824'>['outcome'] | Calculation<'qi_flow'>['outcome']
type Line = keyof typeof LINES
export type FormLine = {
  line: Line
  label: string
  formula: string
  amount: number
  citation: string
  main: boolean
}

/** What each line is and where it is written; `main` are those that one looks for first. */
const LINES = {
  12: { label: 'Value of other property given', citation: 'Form 8824 line 12', main: false },
  13: { label: 'Its adjusted basis', citation: 'Form 8824 line 13', main: false },
  14: { label: 'Gain or loss on other property', citation: 'IRC 1001', main: false },
  15: { label: 'Boot received', citation: 'IRC 1031(b); 26 CFR 1.1031(b)-1(c), 1.1031(d)-2', main: true },
  16: { label: 'Like-kind property received', citation: 'Form 8824 line 16', main: false },
  17: { label: 'All that was received', citation: 'IRC 1001(b)', main: false },
  18: { label: 'Basis and what was added', citation: 'IRC 1031(d); Form 8824 line 18', main: false },
  19: { label: 'Realized gain or loss', citation: 'IRC 1001(a)', main: true },
  20: { label: 'Gain limited to boot', citation: 'IRC 1031(b)-(c)', main: false },
  21: { label: 'Ordinary recapture', citation: 'IRC 1245(b)(4), 1250(d)(4)', main: false },
  22: { label: 'Rest of the limited gain', citation: 'Form 8824 line 22', main: false },
  23: { label: 'Recognized gain', citation: 'IRC 1031(b)', main: true },
  24: { label: 'Deferred gain or loss', citation: 'IRC 1031(a)', main: true },
  25: { label: 'Basis of property received', citation: 'IRC 1031(d)', main: true },
} as const

export const dollars = (amount: number) => formatMoney(String(amount))

/** Debt, cash paid and other property given against debt relief: what is left over on either side. */
export function netting({
  liabilities_relieved,
  liabilities_assumed,
  cash_paid,
  fmv_other_given,
}: FormAmounts) {
  const offset = liabilities_assumed + cash_paid + fmv_other_given
  return {
    offset,
    relief: Math.max(0, liabilities_relieved - offset),
    surplus: Math.max(0, offset - liabilities_relieved),
  }
}

/** Lines 12 to 25 of Form 8824, each with its arithmetic in this case's numbers and where it is written. */
export function formLines(given: FormAmounts, lines: Lines): FormLine[] {
  const formulas = formulasOf(given, lines)
  const numbers = Object.keys(LINES).map((line) => Number(line) as Line)
  const shown = given.fmv_other_given > 0 ? numbers : numbers.filter((line) => line >= 15)
  return shown.map((line) => ({
    line,
    ...LINES[line],
    formula: formulas[line],
    amount: lines[`line${line}`],
  }))
}

function formulasOf(given: FormAmounts, lines: Lines): Record<Line, string> {
  const { relief, surplus } = netting(given)
  const boot = given.cash_received + given.fmv_other_received + relief
  const used = Math.min(boot, given.exchange_expenses)
  const at = (line: Line) => `line ${line} ${dollars(lines[`line${line}`])}`
  return {
    12: 'as given',
    13: 'as given',
    14: `${at(12)} − ${at(13)}`,
    15: terms(
      ['cash', given.cash_received],
      ['+ other property', given.fmv_other_received],
      ['+ net debt relief', relief],
      ['− exchange expenses', used],
    ),
    16: 'its value as given',
    17: `${at(15)} + ${at(16)}`,
    18: terms(
      ['basis', given.adjusted_basis_given],
      ['+ net paid', surplus],
      ['+ unused expenses', given.exchange_expenses - used],
    ),
    19: `${at(17)} − ${at(18)}`,
    20: `smaller of ${at(15)} and ${at(19)}, not below zero`,
    21: 'as given',
    22: `${at(20)} − ${at(21)}, not below zero`,
    23: `${at(21)} + ${at(22)}`,
    24: `${at(19)} − ${at(23)}`,
    25: `${at(18)} + ${at(23)} − ${at(15)}`,
  }
}

/** `cash $40,000.00 + net debt relief $9.00`; beside the first, what is nothing is left out. */
function terms(...all: [words: string, amount: number][]): string {
  return all
    .filter(([, amount], index) => index === 0 || amount !== 0)
    .map(([words, amount]) => `${words} ${dollars(amount)}`)
    .join(' ')
}
