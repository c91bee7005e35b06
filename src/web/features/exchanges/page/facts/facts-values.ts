import {
  type DeadlineFacts,
  DisasterInput,
  type FactsChange,
  ReturnInput,
} from '#domains/exchanges/deadlines/schema.ts'
import { addDays } from '#lib/dates.ts'
import { mistakesOf } from '#web/kit/use-zod-form.ts'

/** Text where the form has a field of text. */
export type FactsValues = {
  return: {
    form: ReturnInput['form'] | null
    tax_year_end: string
    extension_obtained: boolean
    extension_obtained_on: string
  }
  parked_on: string
  disasters: DisasterInput[]
}

export const NO_DISASTER: DisasterInput = {
  ...{ notice_number: '', relief: 'section_17', disaster_date: '', general_postponement_date: '' },
  ...{ affected_taxpayer: true, difficulty_meeting_deadline: false },
}

/** What is known. Of a return that isn’t, the year of the transfer is proposed, which most returns are for. */
export function valuesOf({ return: said, parked_on, disasters }: DeadlineFacts, year: string): FactsValues {
  return {
    return: {
      form: said?.form ?? null,
      tax_year_end: said?.tax_year_end ?? `${year}-12-31`,
      extension_obtained: said?.extension_obtained ?? false,
      extension_obtained_on: said?.extension_obtained_on ?? '',
    },
    parked_on: parked_on ?? '',
    disasters,
  }
}

/** The facts as the API takes them. */
export function changeOf({ return: said, parked_on, disasters }: FactsValues): FactsChange {
  const { form, tax_year_end, extension_obtained, extension_obtained_on } = said
  const obtained = extension_obtained ? extension_obtained_on || null : null
  return {
    return: form && { form, tax_year_end, extension_obtained, extension_obtained_on: obtained },
    parked_on: parked_on || null,
    disasters,
  }
}

/** Of a tax year that ends within a month the due date isn’t known here. */
function mistakeOfYear(end: string): Record<string, string> {
  if (end === '' || addDays(end, 1).endsWith('-01')) return {}
  return { tax_year_end: 'Enter the last day of a month. Ask your CPA about a year of 52 or 53 weeks.' }
}

/** What is wrong, by the path of its field. */
export function mistakesIn({ return: said, disasters }: FactsValues): Record<string, string> {
  const all: Record<string, string> = {}
  const add = (place: string, mistakes: Record<string, string>) => {
    for (const [field, mistake] of Object.entries(mistakes)) all[`${place}.${field}`] = mistake
  }
  if (said.form)
    add('return', { ...mistakesOf(ReturnInput.shape, said), ...mistakeOfYear(said.tax_year_end) })
  disasters.forEach((one, n) => {
    add(`disasters.${n}`, mistakesOf(DisasterInput.shape, one))
    if (one.general_postponement_date && one.general_postponement_date < one.disaster_date)
      add(`disasters.${n}`, { general_postponement_date: 'Is before the disaster' })
  })
  return all
}
