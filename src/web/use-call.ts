import { type keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnswerOf, AnyCall, ArgsOf, GivenBody } from '#lib/contract.ts'
import { answerTo, call, outdate, pagesOf, type With } from './calls.ts'
import { notify, notifyRefusal } from './kit/notify.tsx'

export type Options = { enabled?: boolean; staleTime?: number; retry?: boolean; refetchInterval?: number }
/** With `placeholderData: keepPreviousData`, the rows stay while others are on their way. */
type PageOptions = Options & { placeholderData?: typeof keepPreviousData }

export function useCall<C extends AnyCall>(route: C, args: ArgsOf<C>, options: Options = {}) {
  return useQuery({ ...answerTo(route, args), ...options })
}

export function usePages<C extends AnyCall>(route: C, args: ArgsOf<C>, options: PageOptions = {}) {
  const query = useInfiniteQuery({ ...pagesOf(route, args), ...options })
  return { ...query, items: query.data?.pages.flatMap(({ items }) => items) }
}

/**
 * Makes a call that changes something, and has everything that is about the same asked for again. `make` throws a
 * Refusal, for forms that show it beside its field; `run` says in words what came of it, and whether it was done.
 */
export function useChange<C extends AnyCall>(route: C) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function make(args: ArgsOf<C>, body?: GivenBody<C>, given?: With): Promise<AnswerOf<C>> {
    setBusy(true)
    try {
      const answer = await call(route, args, body, given)
      await outdate(queries, route.about.slice(0, 1))
      return answer
    } finally {
      setBusy(false)
    }
  }
  const run = (said: string | null, ...given: Parameters<typeof make>): Promise<boolean> =>
    make(...given).then(
      () => {
        if (said) notify(said)
        return true
      },
      (error) => {
        notifyRefusal(error)
        return false
      },
    )
  return { make, run, busy }
}
