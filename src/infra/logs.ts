import type { FastifyRequest } from 'fastify'
import { type LoggerOptions, stdSerializers, stdTimeFunctions } from 'pino'

const HIDDEN = '[hidden]'
const SECRET_NAME =
  /^(authorization|cookie|set-cookie|x-api-key|passphrase|otp|pin|ssn|code_verifier)$|(password|secret|token|api_?key|private_?key|backup_codes?)$/i
const SECRET_PARAMETER = /^(code|state|key|sig|signature|ticket)$|(token|password|secret)$/i
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Fields bound to a child logger bypass the formatter. There, pino's own redaction applies, by whole names. */
const BOUND = [
  'password',
  'secret',
  'token',
  'access_token',
  'refresh_token',
  'csrf_token',
  'authorization',
  'cookie',
]

/**
 * Logs one JSON object per line. Fields with secret names are hidden at any depth, share links lose their token, and
 * requests are logged without headers and bodies.
 */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    timestamp: stdTimeFunctions.isoTime,
    base: { pid: process.pid },
    redact: { paths: BOUND, censor: HIDDEN },
    formatters: {
      level: (label) => ({ level: label }),
      log: hideAll,
    },
    serializers: {
      req: ({ id, method, url, ip }: FastifyRequest) => ({ id, method, url: hideInUrl(url), ip }),
      err: errorWithoutData,
      msg: hidePassword,
    },
  }
}

function hideAll(entry: Record<string, unknown>): Record<string, unknown> {
  return hideSecrets(entry, 0) as Record<string, unknown>
}

/** Drops the row data that PostgreSQL adds: `Key (email)=(ana@example.com) already exists`. */
function errorWithoutData(error: Error): Record<string, unknown> {
  const { detail: _, parameters: __, ...rest } = { ...stdSerializers.err(error) } as Record<string, unknown>
  return hideAll(rest)
}

/** The URL without its secrets: long random path segments that are not ids, and secret query parameters. */
export function hideInUrl(url: string): string {
  const [path = '', query] = url.split('?', 2)
  const segments = path.split('/').map((segment) => (isToken(segment) ? HIDDEN : segment))
  if (query === undefined) return segments.join('/')
  const parameters = query.split('&').map((parameter) => {
    const [name = '', value] = parameter.split('=', 2)
    return value !== undefined && (SECRET_PARAMETER.test(name) || isToken(value))
      ? `${name}=${HIDDEN}`
      : parameter
  })
  return `${segments.join('/')}?${parameters.join('&')}`
}

function isToken(text: string): boolean {
  return /^[A-Za-z0-9_.~-]{20,}$/.test(text) && /[0-9A-Z]/.test(text) && !UUID.test(text)
}

/** Looks only into plain objects and lists; the serializers handle the rest. */
function hideSecrets(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return hidePassword(value)
  if (typeof value !== 'object' || value === null || value instanceof Error) return value
  if (depth > 6) return '[too deep]'
  if (Array.isArray(value)) return value.map((item) => hideSecrets(item, depth + 1))
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value))) return value
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    SECRET_NAME.test(name) ? HIDDEN : hideSecrets(inner, depth + 1),
  ])
  return Object.fromEntries(entries)
}

/** `postgres://user:password@host` and similar URLs, which drivers include in their messages. */
function hidePassword(text: string): string {
  return text.replace(/(:\/\/[^\s:/@]*:)[^\s@]+@/g, `$1${HIDDEN}@`)
}
