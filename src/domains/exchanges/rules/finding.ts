import { AppError } from '#lib/errors.ts'
import { type Money, toDollars } from '#lib/money.ts'

/**
 * One step of the answer: the rule that bound it, where it is written, what it meant here, and what it looked
 * at.
 */
export type Reason = { rule: string; citation: string; text: string; inputs_used: string[] }

/** A fact that was not given, and what was done without it. */
export type Missing = { field: string; text: string }

/**
 * What a rule answers. Flags are sentences for counsel or the CPA: a matter that no rule of ours may decide.
 */
export type Finding<Outcome> = { outcome: Outcome; reasons: Reason[]; missing: Missing[]; flags: string[] }

/** The outcome as JSON: money as dollars. */
export type Wire<T> = T extends Money ? number : T extends object ? { [Key in keyof T]: Wire<T[Key]> } : T

export function because(rule: string, citation: string, text: string, inputs_used: string[]): Reason {
  return { rule, citation, text, inputs_used }
}

/** Refuses facts that each read well but cannot be true together. */
export function refuse(field: string, reason: string): never {
  throw new AppError('invalid', `${field}: ${reason}`, { issues: [{ field, reason }] })
}

export function toWire<T>(value: T): Wire<T> {
  return wire(value) as Wire<T>
}

function wire(value: unknown): unknown {
  if (typeof value === 'bigint') return toDollars(value)
  if (Array.isArray(value)) return value.map(wire)
  if (typeof value !== 'object' || value === null) return value
  const fields: Record<string, unknown> = {}
  for (const [key, held] of Object.entries(value)) fields[key] = wire(held)
  return fields
}

/** The words whose condition holds, in their order: `{ 'A sentence for counsel.': condition }`. */
export function whichHold<Words extends string>(conditions: Record<Words, unknown>): Words[] {
  return (Object.keys(conditions) as Words[]).filter((words) => Boolean(conditions[words]))
}

/** Of the facts named, those that were not given, each with what was done without it. */
export function notGiven<Facts extends object>(
  facts: Facts,
  texts: { [Field in keyof Facts & string]?: string },
): Missing[] {
  const fields = Object.keys(texts) as (keyof Facts & string)[]
  return fields
    .filter((field) => facts[field] === undefined || facts[field] === null)
    .map((field) => ({ field, text: texts[field] ?? '' }))
}
