import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { dealProposals } from './contract.ts'
import { decideProposal } from './decisions.ts'
import { listProposals } from './queries.ts'

export const dealProposalRoutes: Routes = async (http, infra) =>
  serve(http, infra, dealProposals, {
    all: ({ actor: { organization_id, user_id }, query, page, read }) =>
      read((tx) => listProposals(tx, organization_id, query, user_id, page)),
    decide: ({ actor, params, body, act }) =>
      act((tx) => decideProposal(tx, actor, params.proposal_id, body.state)),
  })
