import type { z } from 'zod'
import { hashToken, keyedHash, sameText } from '#infra/secrets.ts'
import { AppError } from '#lib/errors.ts'

/**
 * Page cursors are opaque and signed: a client can only return what we issued. The same goes for other state that a
 * client stores for us. A value sealed for one use can't be opened for another.
 */
export function sealCursor(secret: string, values: unknown, use: string): string {
  const body = Buffer.from(JSON.stringify(values)).toString('base64url')
  return `${body}.${sign(secret, use, body)}`
}

export function openCursor<S extends z.ZodType>(
  secret: string,
  cursor: string,
  schema: S,
  use: string,
): z.output<S> {
  const [body = '', signature = ''] = cursor.split('.')
  const genuine = sameText(signature, sign(secret, use, body))
  const values = genuine ? schema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())) : undefined
  if (!values?.success) throw new AppError('invalid', 'Invalid cursor. Request the first page again.')
  return values.data
}

/** The use of a list's cursors: it continues that list with the same filters. Anywhere else it would skip records. */
export function sealOfList(...list: unknown[]): string {
  return `cursor:${hashToken(JSON.stringify(list))}`
}

function sign(secret: string, use: string, body: string): string {
  return keyedHash(secret, `${use}${body}`).toString('base64url').slice(0, 22)
}
