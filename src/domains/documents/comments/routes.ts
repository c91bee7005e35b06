import { getDocument } from '#domains/documents/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { commentDocument } from './comments.ts'
import { comments } from './contract.ts'
import { listComments } from './queries.ts'

export const commentRoutes: Routes = async (http, infra) => {
  serve(http, infra, comments, {
    all: ({ actor, params, page, act }) =>
      act(async (tx) => {
        await getDocument(tx, actor.organization_id, params.id)
        return listComments(tx, actor.organization_id, params.id, page)
      }),
    create: ({ actor, params, body, act }) => act((tx) => commentDocument(tx, actor, params.id, body)),
  })
}
