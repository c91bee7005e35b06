import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AnswerOf, AnyCall, ArgsOf, GivenBody, ItemOf, Paging } from '#lib/contract.ts'
import { answerOf, pathOf, requestOf, type With } from '#lib/requests.ts'
import { callAsMember } from './caller.ts'
import { send } from './http.ts'
import { once } from './once.ts'

export { pathOf, type With } from '#lib/requests.ts'

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { about?: readonly string[] }
  }
}

/** Makes a call of the contract; what creates something does it once, however often it is pressed. Throws a Refusal. */
export async function call<C extends AnyCall>(
  route: C,
  args: ArgsOf<C>,
  body?: GivenBody<C>,
  given: With = {},
): Promise<AnswerOf<C>> {
  const request = route.who === 'anybody' ? send : callAsMember
  const path = pathOf(route, args)
  const sendWith = async (more: With) =>
    answerOf(route, await request(path, requestOf(route, body, { ...given, ...more })))
  if (route.method !== 'POST' || given.signal || given.idempotency_key) return sendWith({})
  return once(JSON.stringify([path, body, given.headers]), (idempotency_key) => sendWith({ idempotency_key }))
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
