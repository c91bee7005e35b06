import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { members } from './contract.ts'
import { changeMember } from './members.ts'
import { listMembers } from './queries.ts'

export const memberRoutes: Routes = async (http, infra) =>
  serve(http, infra, members, {
    all: ({ actor, page, read }) => read((tx) => listMembers(tx, actor.organization_id, page)),
    change: ({ actor, params, body, version, act }) =>
      act((tx) => changeMember(tx, infra.permissions, actor, params.id, version, body)),
    permissions: () => ({
      items: infra.permissions.all.map(({ name, label, roles }) => ({ name, label, roles: [...roles] })),
    }),
  })
