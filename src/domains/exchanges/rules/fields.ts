import { z } from 'zod'
import { isInstant, isZone } from '#lib/dates.ts'
import { parseMoney } from '#lib/money.ts'

/**
 * The vocabulary of inputs. A field that a kind does not know is refused, never dropped: it might be a
 * misspelling.
 */
export const facts = z.strictObject

export const flag = z.boolean('must be true or false')

/** Years of four digits, and far from their ends: outside them dates would no longer sort as text. */
const inOurTime = (text: string) => text >= '1900-01-01' && text < '2200-01-01'

export const date = z.iso
  .date('must be a day of the calendar, written 2026-02-28')
  .refine(inOurTime, 'must lie between 1900 and 2199')

export const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant with its offset, written 2026-02-28T23:59:58-08:00' })
  .refine(
    (text) => inOurTime(text) && isInstant(text),
    'must lie between 1900 and 2199, to the nanosecond at most',
  )

/** Dollars with at most two decimals; cents inside. One step, for a second check costs as much as the first. */
function dollars(negative: 'allowed' | 'refused') {
  return z.union([z.number(), z.string()], 'must be an amount of dollars').transform((amount, context) => {
    const cents = parseMoney(amount)
    if (cents !== undefined && (cents >= 0n || negative === 'allowed')) return cents
    const message = cents === undefined ? NOT_DOLLARS : 'must not be negative'
    context.issues.push({ code: 'custom', message, input: amount })
    return z.NEVER
  })
}

const NOT_DOLLARS = 'must be dollars with at most two decimals, no more than ten billion'

export const money = dollars('refused')

/** An amount that may be negative, such as a loss. */
export const signedMoney = dollars('allowed')

/** An omitted amount is zero: a closing without a loan has no line for the loan. */
export const amount = money.prefault(0)

export const percent = z
  .number('must be a percentage')
  .min(0, 'must not be negative')
  .max(100, 'must not exceed 100')

export const name = z
  .string('must be text')
  .min(1, 'must not be empty')
  .max(200, 'must not exceed 200 characters')

export const state = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be the two capital letters of a state, or of a country')

export const zone = z.string().refine(isZone, 'must be a time zone such as America/Los_Angeles')

export const taxYear = z.int('must be a year').min(1900).max(2199)

/** Lists are bounded, so that no request costs more than a moment. */
export function list<Item extends z.ZodType>(item: Item, least = 0) {
  return z
    .array(item)
    .min(least, least === 1 ? 'must name at least one' : `must name at least ${least}`)
    .max(500)
}

/** Two entries of one id would be counted as two properties. */
export function distinctIds(list: readonly { id: string }[]): boolean {
  return new Set(list.map(({ id }) => id)).size === list.length
}
