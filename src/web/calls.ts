import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AnswerOf, AnyCall, ArgsOf, GivenBody, ItemOf, Paging } from '#lib/contract.ts'
import { callAsMember } from './caller.ts'
import { newKey, queryString, readJson, send } from './http.ts'

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { about?: readonly string[] }
  }
}

/** What goes with a call beside its words: the version that was seen, a signal to stop, a header of a link. */
export type With = { version?: number; signal?: AbortSignal; headers?: Record<string, string> }

/** Makes a call of the contract once. Throws a Refusal. */
export async function call<C extends AnyCall>(
  route: C,
  args: ArgsOf<C>,
  body?: GivenBody<C>,
  { version, signal, headers }: With = {},
): Promise<AnswerOf<C>> {
  const member = route.who !== 'anybody'
  const init: RequestInit = {
    method: route.method,
    signal: signal ?? null,
    headers: {
      ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      ...(member && route.method === 'POST' && { 'idempotency-key': newKey() }),
      ...headers,
    },
  }
  if (body !== undefined) init.body = body instanceof FormData ? body : JSON.stringify(body)
  const answer = await (member ? callAsMember : send)(pathOf(route, args), init)
  return typeof route.gives === 'string' ? (answer as AnswerOf<C>) : readJson<AnswerOf<C>>(answer)
}

/** The address of a call below `/api/v1`: what the path does not name is its query. */
export function pathOf<C extends AnyCall>({ path }: C, args: ArgsOf<C>): string {
  const rest: Record<string, string | number | boolean | null | undefined> = { ...(args as object) }
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest[name]))
    delete rest[name]
    return value
  })
  return `${filled}${queryString(rest)}`
}

/** One answer, kept under the call and what it was asked with until a fact makes it old. */
export function answerTo<C extends AnyCall>(route: C, args: ArgsOf<C>, given: With = {}) {
  return queryOptions({
    queryKey: [route.path, args] as const,
    meta: { about: route.about },
    queryFn: ({ signal }) => call(route, args, undefined, { ...given, signal }),
  })
}

/** A list, page by page, as far as somebody has asked for it. */
export function pagesOf<C extends AnyCall>(route: C, args: ArgsOf<C>) {
  return infiniteQueryOptions({
    queryKey: [route.path, 'pages', args] as const,
    meta: { about: route.about },
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(route, { ...args, cursor: pageParam }, undefined, { signal }) as Promise<
        AnswerOf<C> & Paging<ItemOf<C>>
      >,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })
}

/** All pages of a list that is short as a rule. */
export function everyOf<C extends AnyCall>(route: C, args: ArgsOf<C>, given: With = {}) {
  return queryOptions({
    queryKey: [route.path, 'all', args] as const,
    meta: { about: route.about },
    queryFn: async ({ signal }) => {
      const all: ItemOf<C>[] = []
      let cursor: string | null = ''
      do {
        const page = (await call(route, { ...args, limit: 200, cursor }, undefined, {
          ...given,
          signal,
        })) as Paging<ItemOf<C>>
        all.push(...page.items)
        cursor = page.next_cursor
      } while (cursor)
      return all
    },
  })
}

/** A file that is shown, and never changes. */
export function fileOf<C extends AnyCall & { gives: 'file' }>(route: C, args: ArgsOf<C>, given: With = {}) {
  return queryOptions({
    queryKey: [route.path, 'file', args] as const,
    meta: { about: route.about },
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const answer = (await call(route, args, undefined, { ...given, signal })) as Response
      return answer.blob()
    },
  })
}

/** What is about one of these is asked for again. */
export function outdate(
  queries: Pick<QueryClient, 'invalidateQueries'>,
  subjects: readonly string[],
): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ meta }) => subjects.some((subject) => meta?.about?.includes(subject)),
  })
}
