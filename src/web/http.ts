import { onlineManager } from '@tanstack/react-query'

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

  constructor(status: number, { code, detail, title, issues, details }: Problem) {
    super(detail ?? title ?? 'Something went wrong. Try again.')
    this.status = status
    this.code = code ?? 'unknown'
    this.issues = issues ?? []
    this.details = details ?? {}
  }
}

export const API = '/api/v1'

export function isRefusal(error: unknown, ...codes: string[]): error is Refusal {
  return error instanceof Refusal && (codes.length === 0 || codes.includes(error.code))
}

/** Each browser has its own sentence for a file of the application that did not come. */
const NO_FILE = /dynamically imported module|Importing a module script failed|preload CSS/

/** A page's own code did not come. It is not asked for again before the page is loaded anew. */
export function isFileMissing(error: unknown): boolean {
  return error instanceof Error && NO_FILE.test(error.message)
}

/** Whether something failed because nothing came from the server, and not because of what came. */
export function isUnreached(error: unknown): boolean {
  if (!isRefusal(error)) return isFileMissing(error)
  return error.code === 'offline' || error.status === 502 || error.status === 504
}

/** One request. Throws a Refusal for every answer that is not a success. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(`${API}${path}`, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    onlineManager.setOnline(false)
    throw new Refusal(0, {
      code: 'offline',
      detail: "Deedline can't be reached. Check your connection and try again.",
    })
  }
  if (answer.ok) return answer
  if (answer.status === 502 || answer.status === 504) onlineManager.setOnline(false)
  throw await refusalOf(answer)
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const json = answer.headers.get('content-type')?.includes('json')
  if (json) return new Refusal(answer.status, (await answer.json()) as Problem)
  return new Refusal(answer.status, {
    detail: `The server answered ${answer.status}. Try again in a moment.`,
  })
}

export async function readJson<T>(answer: Response): Promise<T> {
  return (answer.status === 204 ? null : await answer.json()) as T
}

export type Query = Record<string, string | number | boolean | null | undefined>

export function queryString(query: Query = {}): string {
  const known = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const text = new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

/** An id nobody else makes; also where the page is served without TLS and `crypto.randomUUID` is missing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
