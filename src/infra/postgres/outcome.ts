import pg from 'pg'
import { AppError } from '#lib/errors.ts'

/** Classes of SQLSTATE with which a server may break off a commit that is already durable: 08 connection, 57 shutdown, 58 system. */
const BROKEN_OFF = /^(08|57|58|XX)/

/**
 * Whether a transaction that failed with this error is certainly rolled back. False when the connection broke at the
 * commit, whose answer nobody has heard: what was written for it must be kept until rows and files are compared.
 */
export function isRolledBack(error: unknown): boolean {
  if (error instanceof AppError) return error.code !== 'unavailable'
  return error instanceof pg.DatabaseError && !BROKEN_OFF.test(error.code ?? '')
}

/** Classes of what was asked, and not of how the server was at that moment: 22 values, 23 constraints, 42 rights. */
const REFUSED = /^(22|23|42)/

/** Whether the same would be refused again, so that there is no use in trying it later. */
export function isRefused(error: unknown): boolean {
  if (error instanceof AppError) return error.code !== 'unavailable'
  return error instanceof pg.DatabaseError && REFUSED.test(error.code ?? '')
}
