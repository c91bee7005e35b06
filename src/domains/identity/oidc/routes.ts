import type { FastifyReply } from 'fastify'
import { methodsOf } from '#domains/identity/factors/codes.ts'
import { asPerson } from '#domains/identity/people/people.ts'
import { getPasswordHash } from '#domains/identity/people/queries.ts'
import { setSessionCookies } from '#domains/identity/sessions/cookies.ts'
import { startSession } from '#domains/identity/sign-in/sign-in.ts'
import { readPending, signChallenge, signPending } from '#domains/identity/tokens.ts'
import { type Asked, serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import { AppError } from '#lib/errors.ts'
import { connections, providers } from './contract.ts'
import { demandMayEnter, disconnectProvider, personOf } from './oidc.ts'
import { finishOidc, getProvider, listProviders, Pending, startOidc } from './providers.ts'
import { listConnections } from './queries.ts'

const COOKIE = 'deedline_oidc'
const PATH = '/api/v1/auth/oidc'

/** Sign-in with Google and Microsoft (OpenID Connect, code flow with PKCE), and connecting them to an account. */
export const oidcRoutes: Routes = async (http, infra) => {
  const { config, db } = infra
  const secret = config.DEEDLINE_SECRET

  /** Doesn't return the reply: a reply is a promise of its own sending, and awaiting it would never end. */
  const remember = async (reply: FastifyReply, pending: Pending): Promise<void> => {
    const value = await signPending(secret, pending, infra.now())
    const secure = config.BASE_URL.startsWith('https:')
    reply.setCookie(COOKIE, value, { httpOnly: true, secure, sameSite: 'lax', path: PATH, maxAge: 600 })
  }

  const pendingOf = async (cookie = ''): Promise<Pending> => {
    const pending = Pending.safeParse(await readPending(secret, cookie, infra.now()))
    if (!pending.success) throw new AppError('unauthenticated', 'This sign-in took too long. Start again.')
    return pending.data
  }

  const finish = async ({ params, origin, request, reply, now }: Asked<typeof providers.finish>) => {
    const provider = getProvider(config, params.provider)
    const back = (path: string) =>
      reply.clearCookie(COOKIE, { path: PATH }).redirect(`${config.BASE_URL}${path}`)
    let door = '/sign-in'
    try {
      const pending = await pendingOf(request.cookies[COOKIE])
      const { user_id: signed_in, next } = pending
      if (signed_in) door = next
      else if (next !== '/') door = `/sign-in?${new URLSearchParams({ next })}`
      const proven = await finishOidc(provider, config.BASE_URL, request.url.split('?')[1] ?? '', pending)
      const entered = await withIdentity(db, origin, async (tx) => {
        const user_id = await personOf(tx, provider, proven, signed_in, now)
        const { mfa_enabled } = await demandMayEnter(tx, user_id)
        if (signed_in) return {}
        if (mfa_enabled)
          return {
            challenge: await signChallenge(secret, user_id, now),
            methods: await methodsOf(tx, user_id),
          }
        return { session: await startSession(tx, user_id, origin, now, provider.name, false) }
      })
      if (entered.challenge) {
        const { challenge, methods } = entered
        return back(`${door}#${new URLSearchParams({ challenge, methods: methods.join(',') })}`)
      }
      if (signed_in) return back(`${next}#connected=${provider.name}`)
      if (entered.session) setSessionCookies(reply, config, entered.session.refresh_token)
      return back(next)
    } catch (error) {
      if (error instanceof AppError) return back(`${door}#error=${encodeURIComponent(error.message)}`)
      throw error
    }
  }

  serve(http, infra, providers, {
    all: () => ({ items: listProviders(config).map(({ name, label }) => ({ provider: name, label })) }),
    start: async ({ params, query: { next }, reply }) => {
      const provider = getProvider(config, params.provider)
      const { url, pending } = await startOidc(provider, config.BASE_URL, { user_id: null, next })
      await remember(reply, pending)
      return reply.redirect(url)
    },
    finish,
  })

  serve(http, infra, connections, {
    all: ({ person }) =>
      asPerson(db, person, async (tx) => ({
        has_password: (await getPasswordHash(tx, person.user_id)) !== null,
        items: await listConnections(tx, person.user_id),
      })),
    connect: async ({ person: { user_id }, params, reply }) => {
      const provider = getProvider(config, params.provider)
      const start = { user_id, next: '/settings/security' }
      const { url, pending } = await startOidc(provider, config.BASE_URL, start)
      await remember(reply, pending)
      return { url }
    },
    disconnect: ({ person, params }) =>
      asPerson(db, person, (tx) => disconnectProvider(tx, person.user_id, params.provider)),
  })
}
