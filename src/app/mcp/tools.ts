import { z } from 'zod'
import { operationOf } from '#app/openapi.ts'
import { type Actor, may } from '#lib/actor.ts'
import { type AnyCall, paramsOf } from '#lib/contract.ts'

/** A call of the API as an agent sees it. */
export type AgentTool = {
  name: string
  description: string
  inputSchema: ObjectSchema
  annotations: {
    title: string
    readOnlyHint: boolean
    destructiveHint: boolean
    idempotentHint: boolean
  }
  call: AnyCall
}
type JsonSchema = Record<string, unknown>
type ObjectSchema = { type: 'object'; properties: Record<string, JsonSchema>; required: string[] }

/**
 * One tool for each call that a member may make with JSON in and out. Left out: what anybody may call, what only a person
 * at the keyboard may do, what shows a secret, and what its contract keeps from agents.
 */
export function toolsOf(calls: AnyCall[]): AgentTool[] {
  // A GET route and the HEAD route beside it share one call.
  return [...new Set(calls)]
    .filter(isForAgents)
    .map(toolOf)
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Whether the caller can use the tool at all; for some records it may still be refused. */
export function isUsableBy(actor: Actor, { call: { who, oneOf, method } }: AgentTool): boolean {
  if (actor.reads_only && method !== 'GET') return false
  const permitted = who === 'member' || may(actor, String(who))
  return permitted && (!oneOf || oneOf.some((permission) => may(actor, permission)))
}

function isForAgents({ who, form, confirmed, secret, gives, agents, method }: AnyCall): boolean {
  const member = who !== undefined && who !== 'anybody' && who !== 'person'
  const json = typeof gives !== 'string' && !form && method !== 'HEAD'
  return member && json && !confirmed && !secret && agents !== false
}

function toolOf(call: AnyCall): AgentTool {
  const { method, summary, versioned } = call
  const read = method === 'GET'
  return {
    name: operationOf(call).replaceAll('.', '_'),
    description:
      versioned && method === 'PATCH' ? `${summary}. Pass the version that you have read.` : summary,
    inputSchema: inputOf(call),
    annotations: {
      title: summary,
      readOnlyHint: read,
      destructiveHint: method === 'DELETE' || method === 'PATCH' || method === 'PUT',
      idempotentHint: method !== 'POST',
    },
    call,
  }
}

/** What the path and the query name stands at the top; the body has a name of its own. */
function inputOf(call: AnyCall): ObjectSchema {
  const [path, query] = [schemaOf(paramsOf(call)), schemaOf(call.query)]
  const body = call.takes instanceof z.ZodUndefined ? undefined : z.toJSONSchema(call.takes, AS_INPUT)
  const isNeeded = body && !call.takes.safeParse(undefined).success
  const changes = call.versioned && call.method === 'PATCH'
  return {
    type: 'object',
    properties: {
      ...path.properties,
      ...query.properties,
      ...(body && { body: withoutDialect(body) }),
      ...(changes && {
        version: { type: 'integer', description: 'The `version` of the record as you read it.' },
      }),
    },
    required: [
      ...(path.required ?? []),
      ...(query.required ?? []),
      ...(isNeeded ? ['body'] : []),
      ...(changes ? ['version'] : []),
    ],
  }
}

const AS_INPUT = { io: 'input', unrepresentable: 'any' } as const

function schemaOf(schema: z.ZodObject): { properties?: Record<string, JsonSchema>; required?: string[] } {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, AS_INPUT)
  return { properties: properties as Record<string, JsonSchema>, required }
}

function withoutDialect({ $schema: _, ...schema }: JsonSchema): JsonSchema {
  return schema
}
