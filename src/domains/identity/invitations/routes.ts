import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { invitations } from './contract.ts'
import { inviteMember, resendInvitation, revokeInvitation } from './invitations.ts'
import { listInvitations } from './queries.ts'

export const invitationRoutes: Routes = async (http, infra) =>
  serve(http, infra, invitations, {
    all: ({ actor, page, read, now }) => read((tx) => listInvitations(tx, actor.organization_id, page, now)),
    create: ({ actor, body, act, now }) => act((tx) => inviteMember(tx, actor, body, now)),
    resend: ({ actor, params, act, now }) => act((tx) => resendInvitation(tx, actor, params.id, now)),
    revoke: ({ actor, params, act, now }) => act((tx) => revokeInvitation(tx, actor, params.id, now)),
  })
