import pg from 'pg'
import { AppError } from '#lib/errors.ts'

/**
 * Classes of SQLSTATE with which a server may end a commit that is already durable: 08 connection, 57 shutdown, 58
 * system.
 */
const BROKEN_OFF = /^(08|57|58|XX)/

/**
 * Whether a transaction that failed with this error was certainly rolled back. False when the connection broke during
 * the commit, whose response was lost: what was written for it must be kept until rows and files are compared.
 */
export function isRolledBack(error: unknown): boolean {
  if (error instanceof AppError) return error.code !== 'unavailable'
  return error instanceof pg.DatabaseError && !BROKEN_OFF.test(error.code ?? '')
}

/**
 * Error classes caused by the request, not by the state of the server at that moment: 22 values, 23 constraints, 42
 * privileges.
 */
const REFUSED = /^(22|23|42)/

/** Whether the same request would be refused again, so a later retry is pointless. */
export function isRefused(error: unknown): boolean {
  if (error instanceof AppError) return error.code !== 'unavailable'
  return error instanceof pg.DatabaseError && REFUSED.test(error.code ?? '')
}
