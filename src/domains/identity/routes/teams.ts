import { z } from 'zod'
import { listTeams } from '#domains/identity/teams/queries.ts'
import { NewTeam, Team, TeamChange } from '#domains/identity/teams/schema.ts'
import {
  addTeamMember,
  changeTeam,
  createTeam,
  dissolveTeam,
  removeTeamMember,
} from '#domains/identity/teams/teams.ts'
import { etag, expectedVersion, type Routes } from '#infra/http.ts'
import { PageQuery, pageOf, readPage } from '#infra/paging.ts'
import { readAs, withActor } from '#infra/postgres.ts'

const Id = z.object({ id: z.uuid() })
const tags = ['teams']

export const teamRoutes: Routes = async (http, { config, db }) => {
  const manage = { access: 'member', permission: 'teams.manage' } as const

  http.get(
    '/teams',
    {
      config: { access: 'member', permission: 'members.read' },
      schema: {
        tags,
        summary: 'Teams and who is in them',
        querystring: PageQuery,
        response: { 200: pageOf(Team) },
      },
    },
    ({ actor, query }) =>
      readPage(
        config.DEEDLINE_SECRET,
        query,
        z.string(),
        (page) => readAs(db, actor, (tx) => listTeams(tx, actor.organization_id, page)),
        ({ name }) => name,
      ),
  )

  http.post(
    '/teams',
    { config: manage, schema: { tags, summary: 'Make a team', body: NewTeam, response: { 201: Team } } },
    async ({ actor, body }, reply) => {
      reply.code(201)
      return withActor(db, actor, (tx) => createTeam(tx, actor, body))
    },
  )

  http.patch(
    '/teams/:id',
    {
      config: manage,
      schema: { tags, summary: 'Rename a team', params: Id, body: TeamChange, response: { 200: Team } },
    },
    async (request, reply) => {
      const version = expectedVersion(request)
      const { actor, params, body } = request
      const team = await withActor(db, actor, (tx) => changeTeam(tx, actor, params.id, version, body))
      reply.header('etag', etag(team.version))
      return team
    },
  )

  http.delete(
    '/teams/:id',
    { config: manage, schema: { tags, summary: 'Dissolve a team', params: Id, response: { 204: z.null() } } },
    async ({ actor, params }, reply) => {
      await withActor(db, actor, (tx) => dissolveTeam(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )

  http.put(
    '/teams/:id/members/:user_id',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Put a member into a team',
        params: Id.extend({ user_id: z.uuid() }),
        body: z.object({ role: z.enum(['lead', 'member']).default('member') }),
        response: { 200: Team },
      },
    },
    ({ actor, params, body }) =>
      withActor(db, actor, (tx) =>
        addTeamMember(tx, actor, params.id, { user_id: params.user_id, role: body.role }),
      ),
  )

  http.delete(
    '/teams/:id/members/:user_id',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Take a member out of a team',
        params: Id.extend({ user_id: z.uuid() }),
        response: { 200: Team },
      },
    },
    ({ actor, params }) =>
      withActor(db, actor, (tx) => removeTeamMember(tx, actor, params.id, params.user_id)),
  )
}
