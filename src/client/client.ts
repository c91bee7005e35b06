import type { AnswerOf, AnyCall, ArgsOf, GivenBody, ItemOf, Paging } from '#lib/contract.ts'
import { API, answerOf, pathOf, Refusal, refusalOf, requestOf, type With } from '#lib/requests.ts'

export { Refusal } from '#lib/requests.ts'

export type Connection = {
  /** Where the product is, such as `https://deedline.example`. */
  url: string
  /** An API key or an access token; none for what anybody may call. */
  api_key?: string
  /** Needed where the key's owner belongs to several organizations. */
  organization_id?: string
  /** How often a call is made again that could not be answered at the moment. */
  retries?: number
  /** For proxies and tests. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
}

export type Deedline = {
  /** Makes a call of a contract; a file is sent as a form. Throws a Refusal with `code`, `message` and `fields`. */
  <C extends AnyCall>(
    route: C,
    args: ArgsOf<C>,
    body?: GivenBody<C> | FormData,
    given?: With,
  ): Promise<AnswerOf<C>>
  /** Every item of a list, page after page as they are needed. */
  each: <C extends AnyCall>(route: C, args: ArgsOf<C>) => AsyncGenerator<ItemOf<C>, void>
}

const RETRIES = 3
const FIRST_WAIT_MS = 500

/** A client of the API, typed by its contracts: `const deedline = connect({ url, api_key })`. */
export function connect(connection: Connection): Deedline {
  async function call<C extends AnyCall>(
    route: C,
    args: ArgsOf<C>,
    body?: GivenBody<C> | FormData,
    given?: With,
  ): Promise<AnswerOf<C>> {
    return answerOf(route, await send(connection, pathOf(route, args), requestOf(route, body, given)))
  }
  async function* each<C extends AnyCall>(route: C, args: ArgsOf<C>): AsyncGenerator<ItemOf<C>, void> {
    let cursor: string | null = ''
    do {
      const page = (await call<C>(route, { ...args, cursor })) as Paging<ItemOf<C>>
      yield* page.items
      cursor = page.next_cursor
    } while (cursor)
  }
  return Object.assign(call, { each })
}

type Request = ReturnType<typeof requestOf>

/**
 * Tries again what was not done (429, 503), and what can be repeated when nothing came back: the same request with the
 * same Idempotency-Key, so that what was done already is not done again.
 */
async function send(connection: Connection, path: string, request: Request): Promise<Response> {
  const { url, api_key, organization_id, retries = RETRIES, fetch = globalThis.fetch } = connection
  const init = {
    ...request,
    headers: {
      ...(api_key && { authorization: `Bearer ${api_key}` }),
      ...(organization_id && { 'x-organization-id': organization_id }),
      ...request.headers,
    },
  }
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${url.replace(/\/$/, '')}${API}${path}`, init).catch(unreachedOf(request))
    if (answer instanceof Response && answer.ok) return answer
    const refusal = answer instanceof Response ? await refusalOf(answer) : answer
    const wait = tries < retries ? waitAfter(refusal, answer, request, tries) : undefined
    if (wait === undefined) throw refusal
    await new Promise((resolve) => setTimeout(resolve, wait))
    request.signal?.throwIfAborted()
  }
}

function unreachedOf({ signal }: Request) {
  return (error: unknown): Refusal => {
    if (signal?.aborted) throw error
    return new Refusal(0, { code: 'offline', detail: 'Deedline can’t be reached. Check the address.' })
  }
}

/** How long to wait before the next try; undefined: none, the refusal is the answer. */
function waitAfter(
  { status, code }: Refusal,
  answer: Response | Refusal,
  { method, headers }: Request,
  tries: number,
): number | undefined {
  const repeatable = method !== 'POST' || 'idempotency-key' in headers
  if (status !== 429 && !(repeatable && (status === 503 || code === 'offline'))) return undefined
  const seconds = answer instanceof Response ? Number(answer.headers.get('retry-after')) : 0
  return seconds > 0 ? seconds * 1000 : FIRST_WAIT_MS * 2 ** tries
}
