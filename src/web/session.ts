import { useSyncExternalStore } from 'react'
import type { Membership, SignedIn, User } from '#domains/identity/schema.ts'
import { isRefusal, readJson, send } from './http.ts'

/**
 * Who is signed in. The access token lives in this module's memory only; the refresh token in a cookie that no script
 * reads. Tabs tell each other of new tokens and of the end, and one at a time asks for a new one.
 */
export type Session = { user: User; organizations: Membership[]; membership: Membership | null }

type Held = { signed: SignedIn; expires_at: number }
type News = { held: Held } | { ended: true }

const MARGIN = 60_000
const CHOICE = 'deedline.organization'
const tabs = new BroadcastChannel('deedline.session')
const listeners = new Set<() => void>()
const ends = new Set<() => void>()
let held: Held | null = null
let session: Session | null = null
let timer: number | undefined
let first: Promise<void> | undefined

tabs.onmessage = ({ data }: MessageEvent<News>) => ('held' in data ? hold(data.held) : forget())

export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, () => session)
}

/** For pages inside the frame, which nobody reaches signed out. */
export function useMembership(): Membership {
  const membership = useSession()?.membership
  if (!membership) throw new Error('This page needs a signed-in member.')
  return membership
}

export function useMay(permission: string): boolean {
  return useSession()?.membership?.permissions.includes(permission) ?? false
}

export function currentSession(): Session | null {
  return session
}

export function accessToken(): string | null {
  return held?.signed.access_token ?? null
}

/** Resolves when it is known whether somebody is signed in: a new tab has the cookie, but no token yet. */
export function sessionKnown(): Promise<void> {
  first ??= held ? Promise.resolve() : refresh().then(() => {})
  return first
}

export function onSessionEnd(run: () => void): () => void {
  ends.add(run)
  return () => ends.delete(run)
}

export function startSession(signed: SignedIn): void {
  const now = { signed, expires_at: Date.now() + signed.expires_in * 1000 }
  first = Promise.resolve()
  hold(now)
  tabs.postMessage({ held: now } satisfies News)
}

/** A new access token by the cookie, whoever of the tabs gets it. False: the session has ended. */
export function refresh(): Promise<boolean> {
  const before = held
  return oneAtATime(async () => {
    if (held !== before && held) return true
    if (!csrfToken()) {
      forget()
      return false
    }
    try {
      const answer = await send('/auth/refresh', { method: 'POST', headers: { 'x-csrf-token': csrfToken() } })
      startSession(await readJson<SignedIn>(answer))
      return true
    } catch (error) {
      if (!isRefusal(error, 'unauthenticated', 'forbidden')) throw error
      forget()
      return false
    }
  })
}

/** Ends the session here, on the server and in every other tab. */
export async function signOut(): Promise<void> {
  const headers = { 'x-csrf-token': csrfToken() }
  await send('/auth/sign-out', { method: 'POST', headers }).catch((error) => {
    if (!isRefusal(error, 'unauthenticated', 'forbidden')) throw error
  })
  forget()
  tabs.postMessage({ ended: true } satisfies News)
}

/** The organization of this tab; the next tab begins with it. */
export function chooseOrganization(organization_id: string): void {
  sessionStorage.setItem(CHOICE, organization_id)
  localStorage.setItem(CHOICE, organization_id)
  if (held) hold(held)
}

export function updateUser(user: User): void {
  if (held) hold({ ...held, signed: { ...held.signed, user } })
}

function hold(next: Held): void {
  held = next
  const { user, organizations } = next.signed
  const chosen = sessionStorage.getItem(CHOICE) ?? localStorage.getItem(CHOICE)
  const membership = organizations.find((o) => o.organization_id === chosen) ?? organizations[0] ?? null
  session = { user, organizations, membership }
  window.clearTimeout(timer)
  timer = window.setTimeout(refreshQuietly, Math.max(0, next.expires_at - Date.now() - MARGIN))
  announce()
}

/** Ahead of time, so a failure is no news: the request that needs the token tries again and says so. */
function refreshQuietly(): void {
  refresh().catch(() => {
    timer = window.setTimeout(refreshQuietly, MARGIN / 2)
  })
}

function forget(): void {
  const was = session !== null
  window.clearTimeout(timer)
  held = null
  session = null
  if (was) for (const run of ends) run()
  announce()
}

function announce(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function csrfToken(): string {
  return /(?:^|; )deedline_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? ''
}

/** Across tabs where the browser has locks, which it has wherever the page came over TLS or from this machine. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('deedline.refresh', work) : work()
}
