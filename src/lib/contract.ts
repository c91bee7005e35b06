/**
 * Routes as data, written once: the server serves them (`infra/http/serve.ts`), the web application and the client
 * call them, and the OpenAPI document is made from them.
 */
import { z } from 'zod'
import type { ErrorCode } from './errors.ts'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call a route: `anybody`, a `person` who is signed in, any `member` of the organization of the request, or
 * the members who have a permission ("documents.read").
 */
export type Who = 'anybody' | 'person' | 'member' | `${string}.${string}`

/** An answer that no schema describes: the bytes of a file, a redirect, or headers alone. */
export type Opaque = 'file' | 'redirect' | 'headers'
type Fields = Readonly<Record<string, z.ZodType>>

/** `id` from "/documents/:id/shares/:share_id", and `share_id`. */
type NameIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NameIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

export type Call<
  Path extends string = string,
  Params extends Fields = Fields,
  Query extends z.ZodObject = z.ZodObject,
  Takes extends z.ZodType = z.ZodType,
  Gives extends z.ZodType | Opaque = z.ZodType | Opaque,
  By extends readonly string[] = readonly string[],
  Sort extends string = string,
> = {
  method: Method
  path: Path
  /** Its name in its contract. */
  name: string
  /** One line for the API's readers. */
  summary: string
  /** The heading under which they find it. */
  tag: string
  /**
   * Kinds of subjects: a fact about one of them outdates the answer, and a call that changes something outdates what
   * is about the first.
   */
  about: readonly string[]
  /** Serving refuses a route that leaves it undefined. */
  who: Who | undefined
  /** Without any of these permissions the call changes nothing; with one, the record decides. */
  oneOf?: readonly string[]
  /** Of path parameters that are not ids. */
  params: Params
  query: Query
  takes: Takes
  gives: Gives
  /** The status of success. */
  status: number
  /** Of a list: the fields of an item by which it is sorted. The cursor is made of their values in the last of a page. */
  by: By
  /** Of a list that is sorted as the client chooses: the fields of each order by its name, the list's own first. */
  sorts?: Readonly<Record<Sort, readonly string[]>>
  /** Of a list that does not come in pages: why it stays short. */
  whole?: string
  /**
   * The answer carries its `version` as an ETag, and a PATCH names in If-Match the version that it changes.
   */
  versioned: boolean
  /** A form with one file, in the field `file`. */
  form: boolean
  /** The user must have confirmed their identity within the last minutes. */
  confirmed: boolean
  /** About the member themselves, such as their notifications: API keys and connected apps may not call it. */
  personal?: boolean
  /** The answer contains a secret that is shown once: a repeated answer must not have it. */
  secret: boolean
  /** Not offered to AI agents: it can't be undone, is about who has access, or is of no use to them. */
  agents?: false
  /** The largest body in bytes, where it differs from what all routes take. */
  bytes?: number
  /** Requests a minute, by address where anyone may call, otherwise by session; false: not counted. */
  limit?: number | false
  /** Errors that not every call of its kind can answer. */
  errors?: readonly ErrorCode[]
}

export type AnyCall = Call
type None = z.ZodObject<Record<never, never>>
const NONE = z.object({})

export type ParamsOf<C extends AnyCall> = {
  [Name in NameIn<C['path']>]: Name extends keyof C['params'] ? z.output<C['params'][Name]> : string
}
export type QueryOf<C extends AnyCall> = z.output<C['query']>
export type BodyOf<C extends AnyCall> = z.output<C['takes']>
/** As a client writes it: what has a default can be left out. */
export type GivenBody<C extends AnyCall> = z.input<C['takes']>
export type AnswerOf<C extends AnyCall> = C['gives'] extends z.ZodType ? z.output<C['gives']> : Response
/** Of a list: one of its items. */
export type ItemOf<C extends AnyCall> = AnswerOf<C> extends { items: (infer Item)[] } ? Item : never
/** A page of a list as it is answered. */
export type Paging<Item> = { items: Item[]; next_cursor: string | null }
/** What a client passes beside the body: all in one, since no path and no query use the same name. */
export type ArgsOf<C extends AnyCall> = ParamsOf<C> & {
  [Name in keyof C['query']['shape']]?: z.output<C['query']['shape'][Name]> | undefined
}

type Options<
  Params extends Fields,
  Query extends z.ZodObject,
  Takes extends z.ZodType,
  Gives extends z.ZodType | Opaque,
> = {
  summary: string
  who?: Who
  oneOf?: readonly string[]
  params?: Params
  query?: Query
  takes?: Takes
  gives?: Gives
  status?: 200 | 201 | 202
  whole?: string
  versioned?: boolean
  form?: boolean
  confirmed?: boolean
  secret?: boolean
  personal?: boolean
  agents?: false
  bytes?: number
  limit?: number | false
  errors?: readonly ErrorCode[]
}

function callOf(method: Method) {
  return <
    const Path extends string,
    Params extends Fields = Record<never, never>,
    Query extends z.ZodObject = None,
    Takes extends z.ZodType = z.ZodUndefined,
    Gives extends z.ZodType | Opaque = z.ZodNull,
  >(
    path: Path,
    options: Options<Params, Query, Takes, Gives>,
  ): Call<Path, Params, Query, Takes, Gives, []> => ({
    params: {} as Params,
    query: NONE as unknown as Query,
    takes: z.undefined() as unknown as Takes,
    gives: z.null() as unknown as Gives,
    status: options.gives === undefined ? 204 : options.gives === 'redirect' ? 302 : 200,
    versioned: false,
    form: false,
    confirmed: false,
    secret: false,
    name: '',
    tag: '',
    about: [],
    who: undefined,
    ...options,
    method,
    path,
    by: [],
  })
}

export const get = callOf('GET')
export const head = callOf('HEAD')
export const post = callOf('POST')
export const put = callOf('PUT')
export const patch = callOf('PATCH')
export const remove = callOf('DELETE')

/** Where a page of a list begins, and how many rows to read for it. */
export type PageAfter<K> = { after: K | undefined; limit: number }
/** The same of a list in the order that the client chose; `after` has the values of the fields of that order. */
export type SortedAfter<Sort extends string> = PageAfter<readonly (string | number | null)[]> & { sort: Sort }

/** How every list is requested: so many at a time, and what follows by the cursor of the page before. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().max(500).optional(),
})
const PAGE = PageQuery.shape

export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}

/** A list of `item`s, page by page, in the order of the fields in `by`. A `limit` in its query says how many come at a time. */
export function page<
  const Path extends string,
  Item extends z.ZodObject,
  const By extends readonly [string, ...string[]],
  Params extends Fields = Record<never, never>,
  Query extends z.ZodObject = None,
>(
  path: Path,
  {
    item,
    by,
    ...options
  }: Omit<Options<Params, Query, z.ZodUndefined, never>, 'takes' | 'gives'> & { item: Item; by: By },
) {
  // What the query demands of several filters together, such as an order of days, stays with them.
  const asked = options.query ?? NONE
  const paging = Object.entries(PAGE).filter(([name]) => !(name in asked.shape))
  const query = asked.safeExtend(Object.fromEntries(paging)) as unknown as z.ZodObject<
    Query['shape'] & typeof PAGE
  >
  const call = get(path, { ...options, query, gives: pageOf(item) })
  return { ...call, by } as Call<Path, Params, typeof query, z.ZodUndefined, typeof call.gives, By>
}

/** A list of `item`s in the order that `sort` names, page by page. The last field of each order is unique. */
export function sortedPage<
  const Path extends string,
  Item extends z.ZodObject,
  const Sorts extends Readonly<Record<string, readonly [string, ...string[]]>>,
  Params extends Fields = Record<never, never>,
  Query extends z.ZodObject = None,
>(
  path: Path,
  {
    sorts,
    ...options
  }: Omit<Options<Params, Query, z.ZodUndefined, never>, 'takes' | 'gives'> & { item: Item; sorts: Sorts },
) {
  const names = Object.keys(sorts) as [keyof Sorts & string, ...(keyof Sorts & string)[]]
  const sort = z.enum(names).default(names[0])
  const query = (options.query ?? NONE).safeExtend({ sort }) as unknown as z.ZodObject<
    Query['shape'] & { sort: typeof sort }
  >
  const call = page(path, { ...options, query, by: sorts[names[0]] as readonly [string, ...string[]] })
  return { ...call, sorts } as unknown as Call<
    Path,
    Params,
    (typeof call)['query'],
    z.ZodUndefined,
    (typeof call)['gives'],
    readonly [string, ...string[]],
    keyof Sorts & string
  > & { sorts: Sorts }
}

export type Calls = Readonly<Record<string, AnyCall>>

type Common = {
  tag: string
  about: readonly string[]
  who?: Who
  personal?: boolean
  agents?: false
  errors?: readonly ErrorCode[]
}

/** The routes of one noun, with what they have in common: `tag`, `about`, `agents`, `errors` and, where a route says nothing else, `who`. */
export function contract<C extends Readonly<Record<string, unknown>>>(
  { who, errors = [], ...common }: Common,
  calls: C,
): C {
  return Object.fromEntries(
    Object.entries(calls as Calls).map(([name, call]) => [
      name,
      { ...call, ...common, name, who: call.who ?? who, errors: [...errors, ...(call.errors ?? [])] },
    ]),
  ) as C
}

/** The schema of all path parameters; what is not described is an id. */
export function paramsOf({ path, params }: AnyCall): z.ZodObject {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return z.object(Object.fromEntries(names.map((name) => [name, params[name] ?? z.uuid()])))
}
