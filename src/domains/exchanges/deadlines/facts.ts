import { returnDueDates } from '#domains/exchanges/rules/return-due-dates.ts'
import { changesOf } from '#lib/changes.ts'
import type { DeadlineFacts, FactsChange, ReturnDates, ReturnInput } from './schema.ts'

/** The facts with a change: what is left out of it stays as it is. */
export function factsAfter(before: DeadlineFacts, change: FactsChange): DeadlineFacts {
  return {
    return: change.return === undefined ? before.return : change.return && withDates(change.return),
    parked_on: change.parked_on === undefined ? before.parked_on : change.parked_on,
    disasters: change.disasters ?? before.disasters,
  }
}

/** The statutory due dates of that return. Throws AppError `invalid` for a year that doesn't end with a month. */
function withDates(said: ReturnInput): ReturnDates {
  const { outcome } = returnDueDates({ form: said.form, tax_year_end: said.tax_year_end })
  return {
    ...said,
    return_due_date: outcome.return_due_date,
    extended_due_date: outcome.extended_due_date,
  }
}

const AUDITED = [
  ...(['return_form', 'tax_year_end', 'extension_obtained', 'extension_obtained_on'] as const),
  ...(['parked_on', 'disasters'] as const),
]

/** What differs between two states of the facts, for the fact that records it. */
export function changesOfFacts(before: DeadlineFacts, after: DeadlineFacts) {
  return changesOf(plain(before), plain(after), AUDITED)
}

function plain({ return: said, parked_on, disasters }: DeadlineFacts) {
  return {
    return_form: said?.form ?? null,
    tax_year_end: said?.tax_year_end ?? null,
    extension_obtained: said?.extension_obtained ?? null,
    extension_obtained_on: said?.extension_obtained_on ?? null,
    parked_on,
    disasters: disasters.map(({ notice_number }) => notice_number).join(', ') || null,
  }
}
