import { acceptInvitation } from '#domains/identity/invitations/invitations.ts'
import { serve } from '#infra/http/serve.ts'
import { etag, type Routes } from '#infra/http/server.ts'
import { me } from './contract.ts'
import { asPerson, changePassword, changeProfile } from './people.ts'
import { getUser, listMemberships } from './queries.ts'

/** What signed-in people do with their own account; no organization is needed. */
export const meRoutes: Routes = async (http, infra) => {
  const { db } = infra
  serve(http, infra, me, {
    one: async ({ person: { user_id }, person, request, reply }) => {
      const [user, organizations] = await asPerson(db, person, async (tx) => [
        await getUser(tx, user_id),
        await listMemberships(tx, user_id, infra.permissions),
      ])
      const asked = request.headers['x-organization-id']
      const chosen = asked ? organizations.find((o) => o.organization_id === asked) : organizations[0]
      const known = asked || organizations.length === 1
      reply.header('etag', etag(user.version))
      return { user, organizations, organization_id: (known && chosen?.organization_id) || null }
    },
    change: ({ person, body, version }) =>
      asPerson(db, person, (tx) => changeProfile(tx, person.user_id, version, body)),
    changePassword: ({ person, body, now }) => changePassword(db, person, body, now),
    accept: ({ person, body, now }) =>
      asPerson(db, person, async (tx) => {
        const user = await getUser(tx, person.user_id)
        await acceptInvitation(tx, user.id, user.email, body.token, now)
      }),
  })
}
