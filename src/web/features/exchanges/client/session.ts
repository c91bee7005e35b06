import type { With } from '#web/calls.ts'

const keyOf = (token: string) => `exchange-session:${token}`

/** The session that a code opened, for as long as the browser's tab lasts. */
export function keptSession(token: string): string | null {
  return sessionStorage.getItem(keyOf(token))
}

export function keepSession(token: string, session: string | null): void {
  if (session) sessionStorage.setItem(keyOf(token), session)
  else sessionStorage.removeItem(keyOf(token))
}

export function withSession(session: string): With {
  return { headers: { 'x-guest-session': session } }
}
