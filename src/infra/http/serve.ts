import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { openCursor, sealCursor, sealOfList } from '#infra/http/cursors.ts'
import { etag, expectedVersion, type Person } from '#infra/http/server.ts'
import type { Infra } from '#infra/infra.ts'
import { readAs, readOne, type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Actor, Origin } from '#lib/actor.ts'
import {
  type AnyCall,
  type BodyOf,
  type Calls,
  type ItemOf,
  type PageAfter,
  type ParamsOf,
  paramsOf,
  type QueryOf,
  type SortedAfter,
} from '#lib/contract.ts'

/** The input of a handler. */
export type Asked<C extends AnyCall> = {
  params: ParamsOf<C>
  query: QueryOf<C>
  body: BodyOf<C>
  /** For a change under If-Match: the version that the client has seen. */
  version: number
  /** For a list: where the page begins, and how many rows to read, one more than are shown. */
  page: C extends { sorts: Readonly<Record<infer Sort extends string, readonly string[]>> }
    ? SortedAfter<Sort>
    : PageAfter<KeyOf<C>>
  /** On routes for members. */
  actor: Actor
  /** On routes for signed-in people. */
  person: Person
  origin: Origin
  now: Date
  /** Runs one transaction as the member. */
  act: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Runs one SELECT as the member; `readOne` is for a short one, such as a row by its key. */
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readOne: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  request: FastifyRequest
  reply: FastifyReply
}

/** The values of the sort fields of a list; a single field is not wrapped in a tuple. */
type KeyOf<C extends AnyCall> = C['by'] extends readonly [infer Only extends keyof ItemOf<C>]
  ? ItemOf<C>[Only]
  : ValuesOf<ItemOf<C>, C['by']>
type ValuesOf<Item, By extends readonly string[]> = {
  -readonly [I in keyof By]: By[I] extends keyof Item ? Item[By[I]] : never
}

type Answer<C extends AnyCall> = C['by'] extends readonly [string, ...string[]]
  ? ItemOf<C>[]
  : C['gives'] extends z.ZodNull
    ? unknown
    : C['gives'] extends z.ZodType
      ? z.input<C['gives']>
      : FastifyReply

export type Handlers<C extends Calls> = {
  [Name in keyof C]: (asked: Asked<C[Name]>) => Answer<C[Name]> | Promise<Answer<C[Name]>>
}

/** Connects each route of a contract to its handler. What all routes need is here, once. */
export function serve<C extends Calls>(
  http: FastifyInstance,
  infra: Pick<Infra, 'db' | 'config' | 'now'>,
  calls: C,
  handlers: Handlers<C>,
): void {
  for (const [name, call] of Object.entries(calls)) {
    const handle = handlers[name] as (asked: Asked<AnyCall>) => unknown
    http.route({
      method: call.method,
      url: call.path,
      config: configOf(call),
      ...(call.bytes !== undefined && { bodyLimit: call.bytes }),
      schema: schemaOf(call),
      handler: async (request, reply) => {
        const asked = askedOf(infra, call, request, reply)
        const answer = await handle(asked)
        if (reply.sent || answer === reply) return reply
        return send(infra.config.DEEDLINE_SECRET, call, asked, answer)
      },
    })
  }
}

function configOf(call: AnyCall): FastifyContextConfig {
  const { who, confirmed, personal, secret, limit } = call
  if (!who) throw new Error(`${call.method} ${call.path} does not say who may call it.`)
  if (isWhole(call) && !call.whole)
    throw new Error(
      `${call.path} is a list without pages: use page(), or say in \`whole\` why it stays short.`,
    )
  const access = who === 'anybody' ? 'public' : who === 'person' ? 'person' : 'member'
  return {
    call,
    access,
    ...(who.includes('.') && { permission: who }),
    ...(confirmed && { confirmed }),
    ...(personal && { personal }),
    ...(secret && { secretAnswer: true }),
    ...(limit !== undefined && {
      rateLimit: limit === false ? limit : { max: limit, timeWindow: '1 minute' },
    }),
  }
}

/** A list without pages that returns many records, unlike a record with a few items of its own. */
function isWhole({ method, gives }: AnyCall): boolean {
  if (method !== 'GET' || !(gives instanceof z.ZodObject)) return false
  const { items, next_cursor, id } = gives.shape
  return items instanceof z.ZodArray && !next_cursor && !id
}

function schemaOf(call: AnyCall) {
  const { gives, takes, query, form } = call
  return {
    tags: [call.tag],
    summary: call.summary,
    ...(call.who === 'anybody' && { security: [] }),
    ...(call.path.includes(':') && { params: paramsOf(call) }),
    ...(Object.keys(query.shape).length > 0 && { querystring: query }),
    ...(form ? { consumes: ['multipart/form-data'] } : !(takes instanceof z.ZodUndefined) && { body: takes }),
    ...(typeof gives !== 'string' && { response: { [call.status]: gives } }),
  }
}

function askedOf(
  { db, config, now }: Pick<Infra, 'db' | 'config' | 'now'>,
  call: AnyCall,
  request: FastifyRequest,
  reply: FastifyReply,
): Asked<AnyCall> {
  const { actor, person, origin } = request
  const query = request.query as Asked<AnyCall>['query']
  return {
    params: request.params as Asked<AnyCall>['params'],
    query,
    body: request.body,
    version: call.versioned && call.method === 'PATCH' ? expectedVersion(request) : 0,
    page: call.by.length > 0 ? pageOf(config.DEEDLINE_SECRET, call, request) : { after: undefined, limit: 0 },
    actor,
    person,
    origin,
    now: now(),
    act: (work) => withActor(db, actor, work),
    read: (work) => readAs(db, actor, work),
    readOne: (work) => readOne(db, actor, work),
    request,
    reply,
  }
}

/** Reads one row more than is shown: if it exists, there is a next page. */
function pageOf(secret: string, call: AnyCall, request: FastifyRequest): Asked<AnyCall>['page'] {
  const { limit, cursor, sort } = request.query as { limit: number; cursor?: string; sort?: string }
  return {
    after: cursor ? openCursor(secret, cursor, keySchemaOf(call), listOf(call, request)) : undefined,
    limit: limit + 1,
    ...(call.sorts && { sort }),
  } as Asked<AnyCall>['page']
}

/** The fields of an item whose values say where the next page begins. */
function keyOf({ sorts, by }: AnyCall, request: FastifyRequest): readonly string[] {
  return sorts?.[(request.query as { sort: string }).sort] ?? by
}

const SortedKey = z.array(z.union([z.string(), z.number(), z.null()]))

/** Whose list it is, and how it is narrowed down. */
function listOf({ path }: AnyCall, { actor, person, params, query }: FastifyRequest): string {
  const { limit: _, cursor: __, ...filters } = query as Record<string, unknown>
  return sealOfList(path, actor?.organization_id ?? person?.user_id ?? null, params, filters)
}

const KEYS = new WeakMap<AnyCall, z.ZodType>()

function keySchemaOf(call: AnyCall): z.ZodType {
  if (call.sorts) return SortedKey
  const known = KEYS.get(call)
  if (known) return known
  const list = call.gives as unknown as z.ZodObject<{ items: z.ZodArray<z.ZodObject> }>
  const fields = call.by.map((field) => list.shape.items.element.shape[field] as z.ZodType)
  const key = fields.length === 1 ? (fields[0] as z.ZodType) : z.tuple(fields as [z.ZodType, ...z.ZodType[]])
  KEYS.set(call, key)
  return key
}

function send(
  secret: string,
  call: AnyCall,
  { reply, request, page }: Asked<AnyCall>,
  answer: unknown,
): unknown {
  reply.code(call.status)
  if (call.gives instanceof z.ZodNull) return reply.send(null)
  if (call.versioned) reply.header('etag', etag((answer as { version: number }).version))
  if (call.by.length === 0) return answer
  const rows = answer as Record<string, unknown>[]
  const items = rows.slice(0, page.limit - 1)
  const last = rows.length >= page.limit ? items.at(-1) : undefined
  const key = keyOf(call, request).map((field) => last?.[field])
  if (!last) return { items, next_cursor: null }
  const values = key.length === 1 && !call.sorts ? key[0] : key
  return { items, next_cursor: sealCursor(secret, values, listOf(call, request)) }
}
