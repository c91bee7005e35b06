import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { requirements } from './contract.ts'
import { listReview } from './queries.ts'
import {
  addRequirement,
  approveDocument,
  readRequirements,
  rejectDocument,
  removeRequirement,
  reopenRequirement,
  submitDocument,
  waiveRequirement,
} from './requirements.ts'

export const requirementRoutes: Routes = async (http, infra) =>
  serve(http, infra, requirements, {
    review: ({ actor, query, page, read }) =>
      read((tx) => listReview(tx, actor.organization_id, query, page)),
    of_deal: ({ actor, params, act }) => act((tx) => readRequirements(tx, actor.organization_id, params.id)),
    add: ({ actor, params, body, act }) => act((tx) => addRequirement(tx, actor, params.id, body)),
    remove: ({ actor, params, act }) =>
      act((tx) => removeRequirement(tx, actor, params.id, params.requirement_id)),
    submit: ({ actor, params, body, act }) =>
      act((tx) => submitDocument(tx, actor, params.id, params.requirement_id, body)),
    approve: ({ actor, params, body, act }) =>
      act((tx) => approveDocument(tx, actor, params.id, params.requirement_id, body)),
    reject: ({ actor, params, body, act }) =>
      act((tx) => rejectDocument(tx, actor, params.id, params.requirement_id, body)),
    waive: ({ actor, params, body, act }) =>
      act((tx) => waiveRequirement(tx, actor, params.id, params.requirement_id, body)),
    reopen: ({ actor, params, act }) =>
      act((tx) => reopenRequirement(tx, actor, params.id, params.requirement_id)),
  })
