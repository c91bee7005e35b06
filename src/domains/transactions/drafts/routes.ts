import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { dealDrafts } from './contract.ts'
import { draftDeal, draftsAt } from './drafts.ts'
import { listDraftSources } from './queries.ts'

export const dealDraftRoutes: Routes = async (http, infra) =>
  serve(http, infra, dealDrafts, {
    all: ({ actor: { organization_id, user_id }, page, read, now }) =>
      read((tx) => listDraftSources(tx, organization_id, user_id, draftsAt(now), page)),
    one: ({ actor, params, act }) => act((tx) => draftDeal(tx, actor, params.document_id)),
  })
