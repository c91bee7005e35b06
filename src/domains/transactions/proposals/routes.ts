import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { valueProposals } from './contract.ts'
import { applyValues, proposeValues, rejectValue, restoreValue } from './proposals.ts'

export const valueProposalRoutes: Routes = async (http, infra) =>
  serve(http, infra, valueProposals, {
    all: ({ actor, params, act }) => act((tx) => proposeValues(tx, actor.organization_id, params.id)),
    apply: ({ actor, params, version, query, body, act, now }) =>
      act((tx) => applyValues(tx, actor, params.id, version, body, query.preview, now)),
    reject: ({ actor, params, body, act }) =>
      act((tx) => rejectValue(tx, actor, params.id, body.extraction_id)),
    restore: ({ actor, params, body, act }) =>
      act((tx) => restoreValue(tx, actor, params.id, body.extraction_id)),
  })
