import type { Calculation, Outcome } from '#domains/exchanges/rules/calculate.ts'
import { addDays, addMonths, earliest } from '#lib/dates.ts'
import { ask, type Issue } from '#web/features/calculators/ask.ts'
import { parseDay } from '#web/features/calculators/fields/text-fact.ts'
import type { DeadlineFacts } from './deadline-facts.ts'

export type End = { day: string; weekday: string; moved_from: string | null }
export type DeadlineAnswer = {
  periods: Calculation<'deadlines'>
  due: Outcome<'return_due_dates'> | null
  /** The day of the return that counts: extended once the extension is obtained. */
  limit: string | null
  identification: End
  exchange: End
  relief: Calculation<'disaster'>[]
}

/** Periods, the return that may bind them and the disaster that may move them, from the facts of the page. */
export function answerDeadlines(facts: DeadlineFacts): { answer: DeadlineAnswer | null; issues: Issue[] } {
  const transfer_dates = facts.sold.filter((day) => day !== '')
  const due = dueDates(facts, transfer_dates)
  const extended = facts.extended === 'yes' ? facts.extended_due || due?.extended_due_date || null : null
  const limit = extended ?? due?.return_due_date ?? null
  const { answer: periods, issues } = ask('deadlines', {
    transfer_dates,
    return_due_date: due?.return_due_date ?? null,
    extension_obtained: due !== null && extended !== null,
    extended_due_date: due && extended,
    time_zone: facts.zone,
  })
  if (!periods) return { answer: null, issues }
  const { identification_deadline, exchange_deadline, clock_start } = periods.outcome
  const asked = facts.relief
    ? [identification_deadline, exchange_deadline].map((original) =>
        askRelief(facts, original, clock_start, limit),
      )
    : []
  const relief = asked.flatMap(({ answer }) => answer ?? [])
  return {
    answer: {
      periods,
      due,
      limit,
      identification: endOf(
        identification_deadline,
        periods.outcome.identification_deadline_weekday,
        relief[0],
      ),
      exchange: endOf(exchange_deadline, periods.outcome.exchange_deadline_weekday, relief[1]),
      relief,
    },
    issues: asked[0]?.issues ?? [],
  }
}

/** The return of the tax year in which the first transfer lies. */
function dueDates({ form, year_end }: DeadlineFacts, transfers: string[]) {
  const [first, ...later] = transfers.filter((day) => parseDay(day) === day)
  if (form === '' || first === undefined) return null
  const sold = earliest(first, ...later)
  const { answer } = ask('return_due_dates', { form, tax_year_end: taxYearEnd(sold, year_end || '12') })
  return answer?.outcome ?? null
}

function taxYearEnd(sold: string, month: string): string {
  const year = Number(sold.slice(0, 4)) + (sold.slice(5, 7) > month ? 1 : 0)
  return addDays(addMonths(`${year}-${month}-01`, 1), -1)
}

function askRelief(
  facts: DeadlineFacts,
  original_deadline: string,
  transfer_date: string,
  limit: string | null,
) {
  return ask('disaster', {
    relief: facts.relief,
    original_deadline,
    transfer_date,
    disaster_date: facts.disaster,
    general_postponement_date: facts.postponed_to || null,
    affected_taxpayer: facts.affected === 'yes',
    difficulty_meeting_deadline: facts.difficulty === 'yes',
    return_due_date_incl_extension: limit,
  })
}

function endOf(day: string, weekday: string, relief: Calculation<'disaster'> | undefined): End {
  if (!relief?.outcome.eligible || relief.outcome.postponed_deadline === day)
    return { day, weekday, moved_from: null }
  const { postponed_deadline, postponed_deadline_weekday } = relief.outcome
  return { day: postponed_deadline, weekday: postponed_deadline_weekday, moved_from: day }
}
