import { type Calculation, calculate, type Kind } from '#domains/exchanges/rules/calculate.ts'
import { AppError } from '#lib/errors.ts'

export type Issue = { field: string; reason: string }
export type Asked<K extends Kind> = { answer: Calculation<K> | null; issues: Issue[] }

/** The answer, or what stands against it, field by field. */
export function ask<K extends Kind>(kind: K, inputs: unknown): Asked<K> {
  try {
    return { answer: calculate({ kind, inputs }), issues: [] }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { answer: null, issues: error.details.issues as Issue[] }
  }
}

/** What to say beside a field: "must not be negative" becomes "Must not be negative". */
export function issueAt(issues: Issue[], field: string): string | null {
  const reason = issues.find((issue) => issue.field === field)?.reason
  return reason ? reason.charAt(0).toUpperCase() + reason.slice(1) : null
}
