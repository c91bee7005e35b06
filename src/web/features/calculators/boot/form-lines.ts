import type { Calculation, Outcome } from '#domains/exchanges/rules/calculate.ts'
import { formatMoney } from '#web/kit/figures.ts'

/** What the lines are made of, in dollars. */
export type FormAmounts = Outcome<'qi_flow'>['form_amounts']
type Lines = Calculation<'form8824'>['outcome'] | Calculation<'qi_flow'>['outcome']
export type FormLine = {
  line: string
  label: string
  formula: string
  amount: number
  citation: string
  main: boolean
}

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
  const { relief, surplus } = netting(given)
  const boot = given.cash_received + given.fmv_other_received + relief
  const used = Math.min(boot, given.exchange_expenses)
  const row = (
    line: string,
    label: string,
    amount: number,
    formula: string,
    citation: string,
    main = false,
  ): FormLine => ({
    line,
    label,
    formula,
    amount,
    citation,
    main,
  })
  const other =
    given.fmv_other_given > 0
      ? [
          row('12', 'Value of other property given', lines.line12, 'as given', 'Form 8824 line 12'),
          row('13', 'Its adjusted basis', lines.line13, 'as given', 'Form 8824 line 13'),
          row(
            '14',
            'Gain or loss on other property',
            lines.line14,
            says('line 12', lines.line12, '− line 13', lines.line13),
            'IRC 1001',
          ),
        ]
      : []
  return [
    ...other,
    row(
      '15',
      'Boot received',
      lines.line15,
      says(
        'cash',
        given.cash_received,
        '+ other property',
        given.fmv_other_received,
        '+ net debt relief',
        relief,
        '− exchange expenses',
        used,
      ),
      'IRC 1031(b); 26 CFR 1.1031(b)-1(c), 1.1031(d)-2',
      true,
    ),
    row('16', 'Like-kind property received', lines.line16, 'its value as given', 'Form 8824 line 16'),
    row(
      '17',
      'All that was received',
      lines.line17,
      says('line 15', lines.line15, '+ line 16', lines.line16),
      'IRC 1001(b)',
    ),
    row(
      '18',
      'Basis and what was added',
      lines.line18,
      says(
        'basis',
        given.adjusted_basis_given,
        '+ net paid',
        surplus,
        '+ expenses not used on line 15',
        given.exchange_expenses - used,
      ),
      'IRC 1031(d); Form 8824 line 18',
    ),
    row(
      '19',
      'Realized gain or loss',
      lines.line19,
      says('line 17', lines.line17, '− line 18', lines.line18),
      'IRC 1001(a)',
      true,
    ),
    row(
      '20',
      'Gain limited to boot',
      lines.line20,
      `smaller of line 15 ${dollars(lines.line15)} and line 19 ${dollars(lines.line19)}, not below zero`,
      lines.line19 < 0 ? 'IRC 1031(c)' : 'IRC 1031(b)',
    ),
    row('21', 'Ordinary recapture', lines.line21, 'as given', 'IRC 1245(b)(4), 1250(d)(4)'),
    row(
      '22',
      'Rest of the limited gain',
      lines.line22,
      says('line 20', lines.line20, '− line 21', lines.line21),
      'Form 8824 line 22',
    ),
    row(
      '23',
      'Recognized gain',
      lines.line23,
      says('line 21', lines.line21, '+ line 22', lines.line22),
      'IRC 1031(b)',
      true,
    ),
    row(
      '24',
      'Deferred gain or loss',
      lines.line24,
      says('line 19', lines.line19, '− line 23', lines.line23),
      'IRC 1031(a)',
      true,
    ),
    row(
      '25',
      'Basis of property received',
      lines.line25,
      says('line 18', lines.line18, '+ line 23', lines.line23, '− line 15', lines.line15),
      'IRC 1031(d)',
      true,
    ),
  ]
}

/** `cash $40,000.00 + net debt relief $0.00`; what was neither the first nor other than nothing is left out. */
function says(...parts: (string | number)[]): string {
  const terms: string[] = []
  for (let i = 0; i < parts.length; i += 2) {
    const amount = Number(parts[i + 1])
    if (i === 0 || amount !== 0) terms.push(`${parts[i]} ${dollars(amount)}`)
  }
  return terms.join(' ')
}
