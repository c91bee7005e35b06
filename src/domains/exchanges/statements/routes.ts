import { getAccount } from '#domains/exchanges/accounts/queries.ts'
import { acceptFile, receiveFile } from '#domains/identity/imports/receive-file.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { statements } from './contract.ts'
import { listLines, listStatements } from './queries.ts'
import { lockMonth, readReconciliation } from './reconciliation/reconcile.ts'
import { importStatement, matchLines, unmatchLines } from './statements.ts'

export const statementRoutes: Routes = async (http, infra) => {
  await acceptFile(http)
  serve(http, infra, statements, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getAccount(tx, organization_id, params.id)
        return listStatements(tx, organization_id, params.id, page)
      }),
    upload: async ({ actor, params, query, request, act }) => {
      const file = await receiveFile(request)
      return act((tx) => importStatement(tx, actor, params.id, file, query))
    },
    lines: ({ actor: { organization_id }, params, query, page, act }) =>
      act(async (tx) => {
        await getAccount(tx, organization_id, params.id)
        return listLines(tx, organization_id, params.id, query, page)
      }),
    match: ({ actor, params, body, act, now }) => act((tx) => matchLines(tx, actor, params.id, body, now)),
    unmatch: ({ actor, params, body, act }) => act((tx) => unmatchLines(tx, actor, params.id, body.line_ids)),
    reconciliation: ({ actor, params, query, act }) =>
      act((tx) => readReconciliation(tx, actor.organization_id, params.id, query.day)),
    lock: ({ actor, params, body, act, now }) =>
      act((tx) => lockMonth(tx, actor, params.id, body.through, now)),
  })
}
