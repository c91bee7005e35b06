import { confirmed } from './confirmation.ts'
import { isRefusal, send } from './http.ts'

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
 * A request of the member. A token that has run out is renewed once, and a person who has to confirm that it is them is
 * asked.
 */
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
