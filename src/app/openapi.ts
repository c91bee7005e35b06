import { z } from 'zod'
import { Problem } from '#infra/http/problems.ts'
import type { AnyCall } from '#lib/contract.ts'
import { type ErrorCode, statusOf } from '#lib/errors.ts'
import { codesOf } from '#lib/refusals.ts'
import { exampleOf, type JsonSchema } from './openapi-examples.ts'

type Content = Record<string, { schema: JsonSchema; example?: unknown }>
type Answer = { description: string; content?: Content; headers?: Record<string, unknown> }
type Operation = {
  operationId?: string
  description?: string
  parameters?: {
    name: string
    in: string
    required?: boolean
    schema: JsonSchema
    description?: string
    example?: unknown
  }[]
  requestBody?: { content: Content }
  responses: Record<string, Answer>
  'x-permission'?: string
}
export type OpenApi = {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, unknown> }
}

const PREFIX = '/api/v1'

/**
 * The complete description of the API: beside the schemas, a name for each operation, who may call it, an example of
 * what it takes and gives, and every error it can answer.
 */
export function describeCalls(document: OpenApi, calls: AnyCall[]): OpenApi {
  document.components = {
    ...document.components,
    schemas: { Problem: z.toJSONSchema(Problem, { target: 'draft-2020-12' }) },
  }
  for (const call of calls) {
    const operation =
      document.paths[PREFIX + call.path.replaceAll(/:(\w+)/g, '{$1}')]?.[call.method.toLowerCase()]
    if (operation) describe(operation, call)
  }
  return document
}

function describe(operation: Operation, call: AnyCall): void {
  operation.operationId = operationOf(call)
  const who = permissionOf(call)
  operation.description = [operation.description, who].filter(Boolean).join('\n\n')
  if (call.who?.includes('.')) operation['x-permission'] = call.who
  for (const parameter of operation.parameters ?? [])
    parameter.example ??= exampleOf(parameter.schema, parameter.name)
  operation.parameters = [...(operation.parameters ?? []), ...headersOf(call)]
  if (call.form) operation.requestBody = { content: { 'multipart/form-data': { schema: FORM } } }
  for (const content of Object.values(operation.requestBody?.content ?? {}))
    content.example ??= exampleOf(content.schema)
  const success = operation.responses[call.status] ?? { description: '' }
  success.description =
    call.status === 204 ? 'Success, with no body.' : call.status === 201 ? 'Created' : 'Success'
  if (call.gives === 'file')
    success.content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  for (const content of Object.values(success.content ?? {})) content.example ??= exampleOf(content.schema)
  if (call.versioned)
    success.headers = { ETag: { schema: { type: 'string' }, description: 'The version of the record.' } }
  operation.responses = { [call.status]: success, ...refusalsOf(call) }
}

/** Entries that stand for the whole of their noun; any other is the verb that its path ends with. */
const OF_NOUN = new Set(['all', 'one', 'create', 'change', 'remove'])

/** "documents.versions.all", "document_requests.remind": the nouns of the path, and what the contract calls the call. */
export function operationOf({ path, name }: Pick<AnyCall, 'path' | 'name'>): string {
  const parts = path.split('/').filter(Boolean)
  const nouns = parts.filter((part) => !part.startsWith(':')).map((part) => part.replaceAll('-', '_'))
  const verb = !OF_NOUN.has(name) && !parts.at(-1)?.startsWith(':') && nouns.length > 1
  return [...(verb ? nouns.slice(0, -1) : nouns), name].join('.')
}

function permissionOf({ who, oneOf, confirmed, limit }: AnyCall): string {
  const caller =
    who === 'anybody'
      ? 'No sign-in is needed.'
      : who === 'person'
        ? 'Any signed-in user can call this. API keys can’t.'
        : who === 'member'
          ? 'Any member of the organization can call this.'
          : `Requires the permission \`${who}\`.`
  return [
    caller,
    oneOf && `It also takes ${oneOf.map((name) => `\`${name}\``).join(' or ')}, depending on the record.`,
    confirmed && 'The user must have confirmed their identity within the last 10 minutes.',
    typeof limit === 'number' && `At most ${limit} requests a minute.`,
  ]
    .filter(Boolean)
    .join(' ')
}

const FORM: JsonSchema = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', example: '(the file)' } },
}

function headersOf({ who, method, versioned }: AnyCall): NonNullable<Operation['parameters']> {
  const header = (name: string, description: string, example: string, required = false) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
    example,
  })
  const member = who !== 'anybody' && who !== 'person'
  return [
    ...(member
      ? [
          header(
            'X-Organization-Id',
            'For users who belong to several organizations.',
            '0197f0a0-4c3e-7a51-9c0d-2b6f3e8d1a00',
          ),
        ]
      : []),
    ...(member && method === 'POST'
      ? [header('Idempotency-Key', 'Makes repeating the request safe for 24 hours.', 'b7d0c1de-1')]
      : []),
    ...(versioned && method === 'PATCH'
      ? [header('If-Match', 'The ETag of the version that you are changing.', '"3"', true)]
      : []),
  ]
}

const MEANS: Partial<Record<ErrorCode, string>> = {
  invalid: 'A value is missing or wrong; `issues` names the field.',
  organization_required: 'Name the organization in X-Organization-Id.',
  unauthenticated: 'The token or API key is missing, expired or revoked.',
  forbidden: 'You don’t have permission.',
  second_factor_setup_required: 'The organization requires two-step verification.',
  reauthentication_required: 'Confirm your identity and try again.',
  missing: 'Not found, or not visible to you.',
  conflict: 'It conflicts with something that exists or is happening right now.',
  stale: 'Someone else changed the record. Load it again.',
  precondition_required: 'If-Match is missing.',
  too_large: 'The body is too large.',
  unsupported: 'This content type is not accepted.',
  refused: 'The state of the record does not allow it.',
  too_many: 'Too many requests. Retry after the seconds in Retry-After.',
  unavailable: 'Temporarily unavailable. Try again.',
}

function refusalsOf(call: AnyCall): Record<string, Answer> {
  const byStatus = Map.groupBy(codesOf(call), statusOf)
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${MEANS[code] ?? 'see `detail`.'}`).join('\n\n'),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' } as JsonSchema,
            example: {
              type: `urn:deedline:problem:${codes[0]}`,
              title: 'Problem',
              status,
              code: codes[0],
              detail: MEANS[codes[0] as ErrorCode] ?? 'What happened and what to do.',
            },
          },
        },
      },
    ]),
  )
}
