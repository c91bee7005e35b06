import { z } from 'zod'
import { acceptInvitation } from '#domains/identity/invitations/invitations.ts'
import { asPerson, changePassword, changeProfile } from '#domains/identity/people/people.ts'
import { getUser, listMemberships } from '#domains/identity/people/queries.ts'
import { Confirmation, ConfirmationMethods, Me, Profile, Session, User } from '#domains/identity/schema.ts'
import {
  confirmationMethodsOf,
  confirmPerson,
  sendConfirmationCode,
} from '#domains/identity/sessions/confirm.ts'
import { listLiveSessions } from '#domains/identity/sessions/queries.ts'
import { signOut } from '#domains/identity/sessions/sessions.ts'
import { etag, expectedVersion, type Routes } from '#infra/http.ts'
import { PageQuery, pageOf, readPage } from '#infra/paging.ts'
import { withIdentity } from '#infra/postgres.ts'

const Nothing = z.null()
const config = { access: 'person' } as const
const tags = ['me']

/** What a signed-in person does with their own account; no organization is needed. */
export const meRoutes: Routes = async (http, infra) => {
  const { DEEDLINE_SECRET: secret } = infra.config

  http.get(
    '/me',
    { config, schema: { tags, summary: 'Who I am and where I belong', response: { 200: Me } } },
    async ({ person, headers }, reply) => {
      const me = await asPerson(infra.db, person, async (tx) => ({
        user: await getUser(tx, person.user_id),
        organizations: await listMemberships(tx, person.user_id),
      }))
      const asked = headers['x-organization-id']
      const chosen = asked ? me.organizations.find((o) => o.organization_id === asked) : me.organizations[0]
      reply.header('etag', etag(me.user.version))
      return {
        ...me,
        organization_id: (me.organizations.length === 1 || asked ? chosen?.organization_id : null) ?? null,
      }
    },
  )

  http.patch(
    '/me',
    { config, schema: { tags, summary: 'Change my profile', body: Profile, response: { 200: User } } },
    async (request, reply) => {
      const version = expectedVersion(request)
      const user = await asPerson(infra.db, request.person, (tx) =>
        changeProfile(tx, request.person.user_id, version, request.body),
      )
      reply.header('etag', etag(user.version))
      return user
    },
  )

  http.post(
    '/me/password',
    {
      config: { ...config, rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Change my password',
        body: z.object({ current_password: z.string().max(1000), password: z.string().max(1000) }),
        response: { 204: Nothing },
      },
    },
    async ({ person, body }, reply) => {
      await changePassword(infra.db, person, body, infra.now())
      return reply.code(204).send(null)
    },
  )

  http.get(
    '/me/confirm',
    {
      config,
      schema: { tags, summary: 'How I can confirm that it is me', response: { 200: ConfirmationMethods } },
    },
    ({ person }) => withIdentity(infra.db, person.origin, (tx) => confirmationMethodsOf(tx, person.user_id)),
  )

  http.post(
    '/me/confirm',
    {
      config: { ...config, rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Confirm that it is me, by password or code',
        description:
          'Routes that could weaken an account answer 403 with the code reauthentication_required unless the session was confirmed within the last 10 minutes. Signing in confirms it too.',
        body: Confirmation,
        response: { 204: Nothing },
      },
    },
    async ({ person, body }, reply) => {
      const refusal = await confirmPerson(infra.db, secret, person, body, infra.now())
      if (refusal) throw refusal
      return reply.code(204).send(null)
    },
  )

  http.post(
    '/me/confirm/send',
    {
      config: { ...config, rateLimit: { max: 5, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Have a code sent to confirm that it is me',
        body: z.object({ method: z.enum(['email', 'sms']) }),
        response: { 202: Nothing },
      },
    },
    async ({ person, body }, reply) => {
      await withIdentity(infra.db, person.origin, (tx) =>
        sendConfirmationCode(tx, person.user_id, body.method),
      )
      return reply.code(202).send(null)
    },
  )

  http.get(
    '/me/sessions',
    {
      config,
      schema: {
        tags,
        summary: 'Where I am signed in',
        querystring: PageQuery,
        response: { 200: pageOf(Session) },
      },
    },
    async ({ person, query }) => {
      const { items, next_cursor } = await readPage(
        secret,
        query,
        z.tuple([z.iso.datetime(), z.uuid()]),
        (page) => asPerson(infra.db, person, (tx) => listLiveSessions(tx, person.user_id, page)),
        ({ last_used_at, id }): [string, string] => [last_used_at, id],
      )
      return { items: items.map((one) => ({ ...one, current: one.id === person.session_id })), next_cursor }
    },
  )

  http.delete(
    '/me/sessions',
    { config, schema: { tags, summary: 'Sign out everywhere', response: { 204: Nothing } } },
    async ({ person }, reply) => {
      await asPerson(infra.db, person, (tx) => signOut(tx, person, infra.now()))
      return reply.code(204).send(null)
    },
  )

  http.delete(
    '/me/sessions/:id',
    {
      config,
      schema: {
        tags,
        summary: 'End one of my sessions',
        params: z.object({ id: z.uuid() }),
        response: { 204: Nothing },
      },
    },
    async ({ person, params }, reply) => {
      await asPerson(infra.db, person, (tx) => signOut(tx, person, infra.now(), params.id))
      return reply.code(204).send(null)
    },
  )

  http.post(
    '/me/invitations/accept',
    {
      config,
      schema: {
        tags,
        summary: 'Join the organization that invited me',
        body: z.object({ token: z.string().min(20).max(200) }),
        response: { 204: Nothing },
      },
    },
    async ({ person, body }, reply) => {
      await asPerson(infra.db, person, async (tx) => {
        const user = await getUser(tx, person.user_id)
        await acceptInvitation(tx, user.id, user.email, body.token, infra.now())
      })
      return reply.code(204).send(null)
    },
  )
}
