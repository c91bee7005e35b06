/** How a call of a contract becomes a request, and its answer a value: for the web application, programs and agents. */
import type { AnswerOf, AnyCall, ArgsOf, GivenBody } from './contract.ts'

export const API = '/api/v1'

export type Issue = { field: string; reason: string }

/** The body of a refusal, as RFC 9457 has it and the API sends it. */
type Problem = {
  title?: string
  code?: string
  detail?: string
  issues?: Issue[]
  details?: Record<string, unknown>
  request_id?: string
}

/** What the API refused, or `offline` when it could not be reached; the message is a sentence for people. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly code: string
  readonly issues: Issue[]
  readonly details: Record<string, unknown>
  readonly request_id: string | undefined

  constructor(status: number, { code, detail, title, issues, details, request_id }: Problem) {
    super(detail ?? title ?? 'Something went wrong. Try again.')
    this.status = status
    this.code = code ?? 'unknown'
    this.issues = issues ?? []
    this.details = details ?? {}
    this.request_id = request_id
  }

  /** What is wrong with each field: `{ email: "is not an email address" }`. */
  get fields(): Record<string, string> {
    return Object.fromEntries(this.issues.map(({ field, reason }) => [field, reason]))
  }
}

/** What goes with a call beside its words. */
export type With = {
  /** Of a change: the version that was seen, sent as If-Match. */
  version?: number
  signal?: AbortSignal
  /** Further headers, as of a link. */
  headers?: Record<string, string>
  /** Makes repeating the call safe; made anew for each when it is not given. */
  idempotency_key?: string
}

/** The address of a call below `/api/v1`: what the path does not name is its query. */
export function pathOf<C extends AnyCall>({ path }: C, args: ArgsOf<C>): string {
  const rest: Record<string, unknown> = { ...(args as object) }
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest[name]))
    delete rest[name]
    return value
  })
  return `${filled}${queryString(rest)}`
}

/** A list is sent with commas between; what is empty is left out. */
function queryString(query: Record<string, unknown>): string {
  const known = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const text = new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

/** Everything of a request but where it goes and who sends it. */
export function requestOf<C extends AnyCall>(
  route: C,
  body?: GivenBody<C> | FormData,
  { version, signal, headers, idempotency_key }: With = {},
): RequestInit & { method: string; headers: Record<string, string> } {
  const form = body instanceof FormData
  return {
    method: route.method,
    signal: signal ?? null,
    headers: {
      ...(body !== undefined && !form && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      ...(route.who !== 'anybody' &&
        route.method === 'POST' && { 'idempotency-key': idempotency_key ?? newKey() }),
      ...headers,
    },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  }
}

/** What the contract promises; the answer itself where that is a file. */
export async function answerOf<C extends AnyCall>(route: C, answer: Response): Promise<AnswerOf<C>> {
  if (typeof route.gives === 'string') return answer as AnswerOf<C>
  return (answer.status === 204 ? null : await answer.json()) as AnswerOf<C>
}

export async function refusalOf(answer: Response): Promise<Refusal> {
  const json = answer.headers.get('content-type')?.includes('json')
  if (json) return new Refusal(answer.status, (await answer.json()) as Problem)
  return new Refusal(answer.status, {
    detail: `The server answered ${answer.status}. Try again in a moment.`,
  })
}

/** An id nobody else makes; also where a page is served without TLS and `crypto.randomUUID` is missing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
