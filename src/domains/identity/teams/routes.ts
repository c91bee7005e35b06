import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { teams } from './contract.ts'
import { listTeams } from './queries.ts'
import { addTeamMember, changeTeam, createTeam, removeTeam, removeTeamMember } from './teams.ts'

export const teamRoutes: Routes = async (http, infra) =>
  serve(http, infra, teams, {
    all: ({ actor, page, read }) => read((tx) => listTeams(tx, actor.organization_id, page)),
    create: ({ actor, body, act }) => act((tx) => createTeam(tx, actor, body)),
    change: ({ actor, params, body, version, act }) =>
      act((tx) => changeTeam(tx, actor, params.id, version, body)),
    remove: ({ actor, params, act }) => act((tx) => removeTeam(tx, actor, params.id)),
    addMember: ({ actor, params: { id, user_id }, body, act }) =>
      act((tx) => addTeamMember(tx, actor, id, { user_id, ...body })),
    removeMember: ({ actor, params: { id, user_id }, act }) =>
      act((tx) => removeTeamMember(tx, actor, id, user_id)),
  })
