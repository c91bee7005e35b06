import { getExchange } from '#domains/exchanges/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { attachDocument, detachDocument } from './attachments.ts'
import { exchangeDocuments } from './contract.ts'
import { pageOfDocuments } from './queries.ts'

export const exchangeDocumentRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeDocuments, {
    all: ({ actor: { organization_id }, params, page, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return pageOfDocuments(tx, organization_id, params.id, page)
      }),
    attach: ({ actor, params, body, act, now }) =>
      act((tx) => attachDocument(tx, actor, params.id, body, now)),
    detach: ({ actor, params, act, now }) =>
      act((tx) => detachDocument(tx, actor, params.id, params.document_id, now)),
  })
