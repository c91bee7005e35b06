import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import pg from 'pg'
import { z } from 'zod'
import { AppError, type Duplicates } from '#lib/errors.ts'

/** RFC 9457, with a stable `code` for programs and `issues` for forms. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  request_id: z.string().optional(),
  issues: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof Problem>

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in, or wrong credentials',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed by someone else',
  413: 'Too large',
  415: 'Unsupported type',
  408: 'Request timed out',
  416: 'Range not satisfiable',
  422: 'Can’t be processed',
  423: 'Locked',
  428: 'Precondition required',
  429: 'Too many requests',
  431: 'Too many headers',
  500: 'Something went wrong',
  503: 'Not available',
}

export function problem(status: number, code: string, detail: string, more: Partial<Problem> = {}): Problem {
  return {
    type: `urn:deedline:problem:${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    code,
    detail,
    ...more,
  }
}

/** Database errors by SQLSTATE; of a duplicate, a domain may have a better sentence for its constraint. */
const SQLSTATES: Record<string, [number, string, string]> = {
  '23505': [409, 'conflict', 'One with this name or number already exists.'],
  '23503': [404, 'missing', 'A related record was not found.'],
  '23514': [422, 'refused', 'A value is outside the allowed range.'],
  '23502': [422, 'refused', 'A required value is missing.'],
  '22001': [422, 'refused', 'A text value is too long.'],
  '22003': [422, 'refused', 'A number is too large.'],
  '22007': [400, 'invalid', 'A date isn’t valid.'],
  '22009': [400, 'invalid', 'A date isn’t valid.'],
  '22008': [400, 'invalid', 'A date isn’t valid.'],
  '22021': [400, 'invalid', 'A text value contains a character that can’t be stored.'],
  '22P02': [400, 'invalid', 'A value has the wrong format.'],
  '22P05': [400, 'invalid', 'A text value contains a character that can’t be stored.'],
  '42501': [403, 'forbidden', 'You don’t have permission to do this.'],
  '40001': [409, 'conflict', 'Someone else changed the same record at the same time. Try again.'],
  '40P01': [409, 'conflict', 'Someone else changed the same record at the same time. Try again.'],
  '55P03': [409, 'conflict', 'Someone else is editing this. Try again in a moment.'],
  '57014': [503, 'unavailable', 'This took too long and was stopped. Narrow it down and try again.'],
  '53100': [503, 'unavailable', 'The database is out of disk space. Nothing was changed.'],
  '53300': [503, 'unavailable', 'The database is busy. Nothing was changed; try again in a moment.'],
  '57P01': [503, 'unavailable', 'The database is restarting. Nothing was changed; try again in a moment.'],
  '57P03': [503, 'unavailable', 'The database is starting. Try again in a moment.'],
  '25006': [503, 'unavailable', 'The database is read-only right now. Nothing was changed.'],
}

/** 23503 on a delete: the target isn't missing, other rows still refer to it. */
const IN_USE: (typeof SQLSTATES)[string] = [
  409,
  'in_use',
  "This is still in use, so it can't be deleted. Change what uses it first.",
]

/** Our codes for what the framework rejects before a route runs. */
const OF_STATUS: Record<number, string> = {
  404: 'missing',
  413: 'too_large',
  415: 'unsupported',
  429: 'too_many',
}

/** The one place that turns an exception into a response. Undefined: a bug. */
function toProblem(error: unknown, removing: boolean, duplicates: Duplicates): Problem | undefined {
  if (error instanceof AppError) return ofAppError(error)
  if (hasZodFastifySchemaValidationErrors(error)) return ofValidation(error as FastifyError)
  if (error instanceof pg.DatabaseError) {
    const duplicate = error.code === '23505' && duplicates[error.constraint ?? '']
    if (duplicate) return ofDuplicate(duplicate)
    const [status, code, detail] =
      (removing && error.code === '23503' && IN_USE) || SQLSTATES[error.code ?? ''] || []
    return status && code && detail ? problem(status, code, detail) : undefined
  }
  const { statusCode, message } = error as FastifyError
  if (statusCode && statusCode < 500) return problem(statusCode, OF_STATUS[statusCode] ?? 'invalid', message)
  return undefined
}

function ofDuplicate({ sentence, field }: Duplicates[string]): Problem {
  return problem(409, 'conflict', sentence, field ? { issues: [{ field, reason: sentence }] } : {})
}

function ofAppError(error: AppError): Problem {
  const { issues, cause: _, ...details } = error.details
  return problem(error.status, error.code, error.message, {
    ...(issues ? { issues: issues as { field: string; reason: string }[] } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  })
}

/** An address with an id that is none leads nowhere, as one with an id that doesn't exist. */
function ofValidation(error: FastifyError): Problem {
  if (error.validationContext === 'params')
    return problem(404, 'missing', 'Not found. Check that you have the whole address.')
  const issues = (error.validation ?? []).map(({ instancePath, message }) => ({
    field: fieldOf(instancePath, error.validationContext ?? 'body'),
    reason: message ?? 'is wrong',
  }))
  const detail = issues.map(({ field, reason }) => `${field}: ${reason}`).join('. ')
  return problem(400, 'invalid', detail, { issues })
}

/** Of a list in an address, the whole of it: people write it as one text. */
function fieldOf(path: string, context: string): string {
  const field = path.replace(/^\//, '').replaceAll('/', '.')
  return (context === 'querystring' ? field.replace(/\.\d+$/, '') : field) || context
}

/**
 * The sender disconnected before the whole request arrived. It isn't our fault, and no one is there to read the
 * response.
 */
function brokenOff({ raw }: FastifyRequest): Problem | undefined {
  if (raw.complete || !raw.destroyed) return undefined
  return problem(400, 'broken_off', 'The connection closed before the upload finished. Nothing was saved.')
}

export function answerErrors(duplicates: Duplicates) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = brokenOff(request) ?? toProblem(error, request.method === 'DELETE', duplicates)
    if (!known) request.log.error({ err: error }, 'unexpected error')
    const body =
      known ?? problem(500, 'bug', 'Something went wrong on our end and was logged. Please try again.')
    if (body.status === 503) reply.header('retry-after', String(body.details?.retry_after ?? 5))
    if (body.status === 429 && body.details?.retry_after)
      reply.header('retry-after', String(body.details.retry_after))
    return send(reply, { ...body, request_id: request.id })
  }
}

export function answerMissing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return send(reply, {
    ...problem(
      404,
      'missing',
      `${request.method} ${request.url} was not found. Check the address against /docs.`,
    ),
    request_id: request.id,
  })
}

const UNREADABLE: Record<string, [number, string, string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'timeout', 'The request timed out. Send it again.'],
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large', 'The request headers are too large.'],
}

/** A request that can't be parsed gets its response on the raw connection, which is then closed. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, code, detail] = UNREADABLE[error.code ?? ''] ?? [
    400,
    'invalid',
    'This isn’t a valid HTTP request.',
  ]
  const body = JSON.stringify(problem(status, code, detail))
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`,
    )
  socket.destroySoon()
}

function send(reply: FastifyReply, body: Problem): FastifyReply {
  return reply.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body)
}
