import type { z } from 'zod'
import { isPeriod } from '#domains/documents/rules/periods.ts'
import { findAmounts } from '#domains/documents/understanding/amounts.ts'
import { findDates } from '#domains/documents/understanding/dates.ts'
import { findCounts } from '#domains/documents/understanding/periods/counts.ts'
import { findEmails, findPhones } from '#domains/documents/understanding/places.ts'
import { AppError } from '#lib/errors.ts'
import { OneLine } from '#lib/text.ts'
import { FIELD_KINDS } from './schema.ts'

const [DATES = [], AMOUNTS = []] = FIELD_KINDS
const Text: z.ZodType<string> = OneLine(500)
/** No closing is earlier than the country's first deeds, and none is this far ahead. */
const [FIRST_YEAR, LAST_YEAR] = ['1700', '2199']

/**
 * A typed field value in the form in which values of its kind are stored: an ISO date, an amount with two decimals, a
 * number with its country code, "17 days after acceptance". Throws `invalid` for a value of another kind.
 */
export function normalizeCorrection(field: string, typed: string): string {
  if (DATES.includes(field)) return dateOf(typed)
  if (AMOUNTS.includes(field)) return amountOf(typed)
  if (isPeriod(field)) return periodOf(typed)
  if (field === 'email') return wholeOf(findEmails(typed), typed) ?? refuse('Enter an email address.')
  if (field === 'phone') return wholeOf(findPhones(typed), typed) ?? refuse('Enter a US phone number.')
  const text = Text.safeParse(typed)
  if (!text.success) return refuse(`The value ${text.error.issues[0]?.message ?? 'isn’t valid'}.`)
  if (field === 'apn' && !/\d/.test(text.data)) return refuse('A parcel number has at least one digit.')
  return text.data
}

function dateOf(typed: string): string {
  const date = wholeOf(findDates(typed), typed)
  if (!date || date.slice(0, 4) < FIRST_YEAR || date.slice(0, 4) > LAST_YEAR || !/\d{2}/.test(typed))
    return refuse('Enter a full date, such as 3/31/2026 or March 31, 2026.')
  return date
}

function amountOf(typed: string): string {
  const text = /[$]|USD|dollars/i.test(typed) ? typed : typed.replace(/^\s*([-–−(]?)\s*/, '$1$')
  return wholeOf(findAmounts(text), text) ?? refuse('Enter an amount in US dollars, such as 1,250,000.00.')
}

function periodOf(typed: string): string {
  const [count] = findCounts(typed).filter(({ unclear }) => !unclear)
  return (
    wholeOf(count ? [count] : findDates(typed), typed) ??
    refuse(
      'Enter a period, such as 17 days after acceptance or 5 business days before closing, or a full date.',
    )
  )
}

/** The one value that covers everything typed. */
function wholeOf(found: { value: string; normalized: string }[], typed: string): string | undefined {
  const [only, other] = found
  return only && !other && only.value.trim() === typed.trim() ? only.normalized : undefined
}

function refuse(reason: string): never {
  throw new AppError('invalid', reason, { issues: [{ field: 'value', reason }] })
}
