import { confirmed } from './confirmation.ts'
import { isRefusal, newKey, type Query, queryString, readJson, send } from './http.ts'

/** Who is signed in, as far as a request tells. */
type Caller = {
  accessToken: () => string | null
  current: () => { membership: { organization_id: string } | null } | null
  refresh: () => Promise<boolean>
}
const NOBODY: Caller = { accessToken: () => null, current: () => null, refresh: async () => false }
let caller = NOBODY

/** Whose requests these are. Said once, where the application starts. */
export function callAs(keeper: Caller): void {
  caller = keeper
}

/** A new token for what does not go through here. False: the session has ended. */
export function refresh(): Promise<boolean> {
  return caller.refresh()
}

/**
 * The API as a signed-in member calls it. Types come from the domains' schemas, at the call: `get<Member>('/members')`.
 * A token that has run out is renewed once, and a person who has to confirm that it is them is asked; a POST carries a
 * key, so sending it again has one effect.
 */
export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return callAsMember(`${path}${queryString(query)}`, { method: 'GET', signal: signal ?? null }).then(
    (answer) => readJson<T>(answer),
  )
}

/** All pages of a list that is short as a rule. */
export async function getAll<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  do {
    const page = await get<{ items: T[]; next_cursor?: string | null }>(path, { limit: 200, cursor }, signal)
    all.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return all
}

export function post<T = null>(path: string, body?: unknown): Promise<T> {
  return write<T>('POST', path, body, { 'idempotency-key': newKey() })
}

/** `version` is the state that the person saw: the change is refused as `stale` when the record has moved on. */
export function patch<T>(path: string, body: unknown, version?: number): Promise<T> {
  return write<T>('PATCH', path, body, version === undefined ? {} : { 'if-match': `"${version}"` })
}

export function remove(path: string): Promise<null> {
  return write<null>('DELETE', path)
}

export async function getBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  return (await callAsMember(path, { method: 'GET', signal: signal ?? null })).blob()
}

function write<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const init: RequestInit = { method, headers }
  if (body instanceof FormData) init.body = body
  else if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { ...headers, 'content-type': 'application/json' }
  }
  return callAsMember(path, init).then((answer) => readJson<T>(answer))
}

/** A request of the member; a token that has run out is renewed once. */
export async function callAsMember(path: string, init: RequestInit): Promise<Response> {
  const used = caller.accessToken()
  const sendNow = () => send(path, { ...init, headers: { ...init.headers, ...memberHeaders() } })
  try {
    return await sendNow()
  } catch (error) {
    if (isRefusal(error, 'reauthentication_required') && (await confirmed())) return sendNow()
    const expired = isRefusal(error, 'unauthenticated') && used !== null
    if (!expired || !(await refresh())) throw error
    return sendNow()
  }
}

/** Also for what does not go through here: uploads that report their progress. */
export function memberHeaders(): Record<string, string> {
  const organization_id = caller.current()?.membership?.organization_id
  return {
    authorization: `Bearer ${caller.accessToken() ?? ''}`,
    ...(organization_id ? { 'x-organization-id': organization_id } : {}),
  }
}
