import type { Missing, Reason } from '#domains/exchanges/rules/finding.ts'
import { ask, type Issue } from '#web/features/calculators/ask.ts'
import { type BootFacts, fieldsOf } from './boot-facts.ts'
import { type FormAmounts, type FormLine, formLines } from './form-lines.ts'

export type BootAnswer = {
  given: FormAmounts
  lines: FormLine[]
  totals: { realized: number; recognized: number; deferred: number; boot: number; basis: number }
  /** What the closing statements come to before the form: name and dollars. */
  statements: [label: string, amount: number][]
  reasons: Reason[]
  missing: Missing[]
  flags: string[]
}
export type BootAsked = { answer: BootAnswer | null; issues: Issue[]; needed: string[] }

export function answerBoot({ mode, amounts }: BootFacts): BootAsked {
  const needed = fieldsOf(mode).flatMap(({ name, label, needed }) =>
    needed && !amounts[name] ? [label.toLowerCase()] : [],
  )
  const inputs = Object.fromEntries(Object.entries(amounts).filter(([, text]) => text !== ''))
  const { answer, issues } = mode === 'qi_flow' ? answerStatements(inputs) : answerAmounts(inputs)
  const shown = issues.filter(({ field }) => amounts[field])
  return { answer, issues: shown, needed }
}

function answerStatements(inputs: Record<string, string>) {
  const { answer, issues } = ask('qi_flow', inputs)
  if (!answer) return { answer, issues }
  const { outcome } = answer
  const statements: BootAnswer['statements'] = [
    ['Net proceeds to the intermediary', outcome.net_to_qi],
    ['Exchange funds returned', outcome.qi_leftover_returned],
    ['Own cash paid at purchase', outcome.out_of_pocket_cash],
    ['Cash received at purchase', outcome.cash_to_taxpayer_at_purchase],
    ['Cash received for line 15', outcome.cash_received_for_line15],
    ['Exchange expenses', outcome.exchange_expenses],
  ]
  return { answer: compose(outcome.form_amounts, outcome, statements, answer), issues }
}

function answerAmounts(inputs: Record<string, string>) {
  const { answer, issues } = ask('form8824', inputs)
  if (!answer) return { answer, issues }
  const amounts = Object.fromEntries(
    fieldsOf('form8824').map(({ name }) => [name, Number(inputs[name] ?? 0)]),
  )
  return { answer: compose(amounts as FormAmounts, answer.outcome, [], answer), issues }
}

function compose(
  given: FormAmounts,
  lines: Parameters<typeof formLines>[1],
  statements: BootAnswer['statements'],
  { reasons, missing, flags }: Pick<BootAnswer, 'reasons' | 'missing' | 'flags'>,
): BootAnswer {
  const totals = {
    realized: lines.line19,
    recognized: lines.line23,
    deferred: lines.line24,
    boot: lines.line15,
    basis: lines.line25,
  }
  return { given, lines: formLines(given, lines), totals, statements, reasons, missing, flags }
}
