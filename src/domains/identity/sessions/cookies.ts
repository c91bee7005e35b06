import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Place } from '#domains/identity/sign-in/sign-in.ts'
import { REFRESH_DAYS } from '#domains/identity/tokens.ts'
import type { Config } from '#infra/config.ts'
import { newToken } from '#infra/secrets.ts'
import { AppError } from '#lib/errors.ts'

const REFRESH = 'deedline_refresh'
const CSRF = 'deedline_csrf'
const DEVICE = 'deedline_device'
/** The longest that browsers keep a cookie (RFC 6265bis). */
export const DEVICE_DAYS = 400
const PATH = '/api/v1/auth'

/**
 * The refresh token is in a cookie that scripts can't read. Beside it goes a token that scripts on our own pages read
 * and return as x-csrf-token: another site's page can do neither.
 */
export function setSessionCookies(reply: FastifyReply, config: Config, refresh_token: string): void {
  const secure = config.BASE_URL.startsWith('https:')
  const shared = { secure, sameSite: 'lax', maxAge: REFRESH_DAYS * 86_400 } as const
  reply.setCookie(REFRESH, refresh_token, { ...shared, httpOnly: true, path: PATH })
  reply.setCookie(CSRF, newToken(), { ...shared, httpOnly: false, path: '/' })
}

/** Marks the browser as one that someone has signed in on, without saying who. */
export function setDeviceCookie(reply: FastifyReply, config: Config, device_token: string): void {
  const secure = config.BASE_URL.startsWith('https:')
  reply.setCookie(DEVICE, device_token, {
    secure,
    sameSite: 'lax',
    httpOnly: true,
    path: PATH,
    maxAge: DEVICE_DAYS * 86_400,
  })
}

/** The origin of a sign-in: the request, and the device if someone has signed in on it before. */
export function placeOf({ origin, cookies }: FastifyRequest): Place {
  return { origin, device_token: cookies[DEVICE]?.match(/^[\w-]{20,100}$/)?.[0] ?? null }
}

export function clearSessionCookies(reply: FastifyReply): void {
  reply.clearCookie(REFRESH, { path: PATH })
  reply.clearCookie(CSRF, { path: '/' })
}

/** The refresh token of a request that proves that it comes from our own page. */
export function readRefreshCookie(request: FastifyRequest): string {
  const token = request.cookies[REFRESH]
  if (!token) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
  const csrf = request.cookies[CSRF]
  if (!csrf || request.headers['x-csrf-token'] !== csrf)
    throw new AppError('forbidden', 'X-CSRF-Token is missing or wrong. Reload the page and try again.')
  return token
}
