import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { methodsOf } from '#domains/identity/factors/codes.ts'
import { demandMayEnter, disconnectProvider, personOf } from '#domains/identity/oidc/oidc.ts'
import {
  describeProviders,
  finishOidc,
  getProvider,
  listProviders,
  Pending,
  startOidc,
} from '#domains/identity/oidc/providers.ts'
import { listConnections } from '#domains/identity/oidc/queries.ts'
import { asPerson } from '#domains/identity/people/people.ts'
import { getPasswordHash } from '#domains/identity/people/queries.ts'
import { ProviderConnection, ProviderName, ProviderState, SignedIn } from '#domains/identity/schema.ts'
import { placeOf, setDeviceCookie, setSessionCookies } from '#domains/identity/sessions/cookies.ts'
import { describeSession, finishSignIn, startSession } from '#domains/identity/sign-in/sign-in.ts'
import { readChallenge, readPending, signChallenge, signPending } from '#domains/identity/tokens.ts'
import type { Routes } from '#infra/http.ts'
import { withIdentity } from '#infra/postgres.ts'
import { AppError } from '#lib/errors.ts'

const COOKIE = 'deedline_oidc'
const PATH = '/api/v1/auth/oidc'
const Named = z.object({ provider: ProviderName })
/** A page of ours: what is put before it is our own address, so it leads nowhere else. */
const Wanted = z.object({ next: z.string().max(2000).startsWith('/').default('/') })
const tags = ['auth']

/** Signing in by Google and Microsoft (OpenID Connect, code flow with PKCE), and connecting them to an account. */
export const oidcRoutes: Routes = async (http, infra) => {
  const { config, db } = infra
  const secret = config.DEEDLINE_SECRET
  const guarded = { access: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } } as const
  const person = { access: 'person' } as const

  /** Nothing is answered: a reply is a promise of its own sending, and waiting for it would never end. */
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

  http.get(
    '/auth/providers',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Where one can sign in beside a password',
        response: {
          200: z.object({ items: z.array(z.object({ provider: ProviderName, label: z.string() })) }),
        },
      },
    },
    () => ({ items: listProviders(config).map(({ name, label }) => ({ provider: name, label })) }),
  )

  http.get(
    '/auth/oidc/:provider/start',
    { config: guarded, schema: { tags, summary: 'Go to a provider', params: Named, querystring: Wanted } },
    async ({ params, query: { next } }, reply) => {
      const provider = getProvider(config, params.provider)
      const { url, pending } = await startOidc(provider, config.BASE_URL, { user_id: null, next })
      await remember(reply, pending)
      return reply.redirect(url)
    },
  )

  http.get(
    '/auth/oidc/:provider/callback',
    { config: guarded, schema: { tags, summary: 'Come back from a provider', params: Named } },
    async (request, reply) => {
      const provider = getProvider(config, request.params.provider)
      const back = (path: string) =>
        reply.clearCookie(COOKIE, { path: PATH }).redirect(`${config.BASE_URL}${path}`)
      let door = '/sign-in'
      try {
        const pending = await pendingOf(request.cookies[COOKIE])
        const { user_id: signed_in, next } = pending
        if (signed_in) door = next
        else if (next !== '/') door = `/sign-in?${new URLSearchParams({ next })}`
        const proven = await finishOidc(provider, config.BASE_URL, request.url.split('?')[1] ?? '', pending)
        const entered = await withIdentity(db, request.origin, async (tx) => {
          const user_id = await personOf(tx, provider, proven, signed_in, infra.now())
          const { mfa_enabled } = await demandMayEnter(tx, user_id)
          if (signed_in) return {}
          if (mfa_enabled)
            return {
              challenge: await signChallenge(secret, user_id, infra.now()),
              methods: await methodsOf(tx, user_id),
            }
          return {
            session: await startSession(tx, user_id, request.origin, infra.now(), provider.name, false),
          }
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
    },
  )

  http.post(
    '/auth/second-factor/confirm',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'The second factor after a provider',
        body: z.object({ challenge: z.string().max(2000), totp_code: z.string().trim().min(6).max(32) }),
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      const { challenge, totp_code } = request.body
      const user_id = await readChallenge(secret, challenge, infra.now())
      const attempted = await withIdentity(db, request.origin, async (tx) => {
        await demandMayEnter(tx, user_id)
        return finishSignIn(tx, secret, user_id, totp_code, placeOf(request), infra.now())
      })
      if ('refusal' in attempted) throw attempted.refusal
      const { session, device_token } = attempted
      setSessionCookies(reply, config, session.refresh_token)
      setDeviceCookie(reply, config, device_token)
      return withIdentity(db, request.origin, (tx) => describeSession(tx, secret, session, infra.now()))
    },
  )

  http.get(
    '/me/providers',
    {
      config: person,
      schema: {
        tags: ['me'],
        summary: 'My connected providers',
        description: 'Without a password the last of them cannot be disconnected.',
        response: { 200: z.object({ items: z.array(ProviderConnection), has_password: z.boolean() }) },
      },
    },
    ({ person }) =>
      asPerson(db, person, async (tx) => {
        const has_password = (await getPasswordHash(tx, person.user_id)) !== null
        return { items: await listConnections(tx, person.user_id), has_password }
      }),
  )

  http.post(
    '/me/providers/:provider',
    {
      config: { ...person, confirmed: true },
      schema: {
        tags: ['me'],
        summary: 'Connect a provider: answers where to go',
        params: Named,
        response: { 200: z.object({ url: z.string() }) },
      },
    },
    async ({ person: { user_id }, params }, reply) => {
      const provider = getProvider(config, params.provider)
      const start = { user_id, next: '/settings/security' }
      const { url, pending } = await startOidc(provider, config.BASE_URL, start)
      await remember(reply, pending)
      return { url }
    },
  )

  http.delete(
    '/me/providers/:provider',
    {
      config: { ...person, confirmed: true },
      schema: { tags: ['me'], summary: 'Disconnect a provider', params: Named, response: { 204: z.null() } },
    },
    async ({ person, params }, reply) => {
      await asPerson(db, person, (tx) => disconnectProvider(tx, person.user_id, params.provider))
      return reply.code(204).send(null)
    },
  )

  http.get(
    '/organization/providers',
    {
      config: { access: 'member', permission: 'organization.manage' },
      schema: {
        tags: ['organization'],
        summary: 'Which sign-in providers are on, and what turns the others on',
        response: { 200: z.object({ items: z.array(ProviderState) }) },
      },
    },
    () => ({ items: describeProviders(config) }),
  )
}
