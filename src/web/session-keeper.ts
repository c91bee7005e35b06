import type { Membership, SignedIn, User } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from './calls.ts'
import { isRefusal } from './http.ts'
import { forgetDrafts, keepDraftsOf } from './kit/kept-draft.ts'

export type Session = { user: User; organizations: Membership[]; membership: Membership | null }

type Held = { signed: SignedIn; expires_at: number }
type News = { held: Held } | { ended: true }

const MARGIN = 60_000
const CHOICE = 'deedline.organization'

/**
 * Keeps who is signed in. The access token lives in memory only; the refresh token in a cookie that no script reads.
 * Tabs tell each other of new tokens and of the end, and one at a time asks for a new one.
 */
export class SessionKeeper {
  #tabs = new BroadcastChannel('deedline.session')
  #listeners = new Set<() => void>()
  #ends = new Set<() => void>()
  #held: Held | null = null
  #session: Session | null = null
  #timer: number | undefined
  #first: Promise<void> | undefined

  constructor() {
    this.#tabs.onmessage = ({ data }: MessageEvent<News>) =>
      'held' in data ? this.#hold(data.held) : this.#leave()
  }

  close(): void {
    this.#tabs.close()
    window.clearTimeout(this.#timer)
  }

  readonly current = (): Session | null => this.#session

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  accessToken(): string | null {
    return this.#held?.signed.access_token ?? null
  }

  /** Resolves when it is known whether somebody is signed in: a new tab has the cookie, but no token yet. */
  known(): Promise<void> {
    this.#first ??= this.#held ? Promise.resolve() : this.#ask()
    return this.#first
  }

  onEnd(run: () => void): () => void {
    this.#ends.add(run)
    return () => this.#ends.delete(run)
  }

  start(signed: SignedIn): void {
    const now = { signed, expires_at: Date.now() + signed.expires_in * 1000 }
    this.#first = Promise.resolve()
    this.#hold(now)
    this.#tabs.postMessage({ held: now } satisfies News)
  }

  /** A new access token by the cookie, whoever of the tabs gets it. False: the session has ended. */
  refresh(): Promise<boolean> {
    const before = this.#held
    return oneAtATime(async () => {
      if (this.#held !== before && this.#held) return true
      if (!csrfToken()) {
        this.#forget()
        return false
      }
      try {
        this.start(await call(auth.refresh, {}, undefined, fromOurPage()))
        return true
      } catch (error) {
        if (!isRefusal(error, 'unauthenticated', 'forbidden')) throw error
        this.#forget()
        return false
      }
    })
  }

  /** Ends the session here, on the server and in every other tab. */
  readonly signOut = async (): Promise<void> => {
    await call(auth.signOut, {}, undefined, fromOurPage()).catch((error) => {
      if (!isRefusal(error, 'unauthenticated', 'forbidden')) throw error
    })
    this.#leave()
    this.#tabs.postMessage({ ended: true } satisfies News)
  }

  /** The organization of this tab; the next tab begins with it. */
  chooseOrganization(organization_id: string): void {
    sessionStorage.setItem(CHOICE, organization_id)
    localStorage.setItem(CHOICE, organization_id)
    if (this.#held) this.#hold(this.#held)
  }

  updateUser(user: User): void {
    if (this.#held) this.#hold({ ...this.#held, signed: { ...this.#held.signed, user } })
  }

  /** Whoever could not be asked is asked again by the next who wants to know. */
  async #ask(): Promise<void> {
    try {
      await this.refresh()
    } catch (error) {
      this.#first = undefined
      throw error
    }
  }

  #hold(next: Held): void {
    this.#held = next
    const { user, organizations } = next.signed
    keepDraftsOf(user.id)
    const chosen = sessionStorage.getItem(CHOICE) ?? localStorage.getItem(CHOICE)
    const membership = organizations.find((o) => o.organization_id === chosen) ?? organizations[0] ?? null
    this.#session = { user, organizations, membership }
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(
      () => this.#refreshQuietly(),
      Math.max(0, next.expires_at - Date.now() - MARGIN),
    )
    this.#announce()
  }

  /** Ahead of time, so a failure is no news: the request that needs the token tries again and says so. */
  #refreshQuietly(): void {
    this.refresh().catch(() => {
      this.#timer = window.setTimeout(() => this.#refreshQuietly(), MARGIN / 2)
    })
  }

  /** Signed out by the person, unlike a session that ran out: what they had begun goes too. */
  #leave(): void {
    this.#forget()
    forgetDrafts()
  }

  #forget(): void {
    const was = this.#session !== null
    window.clearTimeout(this.#timer)
    this.#held = null
    this.#session = null
    if (was) for (const run of this.#ends) run()
    this.#announce()
  }

  #announce(): void {
    for (const listener of this.#listeners) listener()
  }
}

function csrfToken(): string {
  return /(?:^|; )deedline_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? ''
}

function fromOurPage() {
  return { headers: { 'x-csrf-token': csrfToken() } }
}

/** Across tabs where the browser has locks, which it has wherever the page came over TLS or from this machine. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('deedline.refresh', work) : work()
}
