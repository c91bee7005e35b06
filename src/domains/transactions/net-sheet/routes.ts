import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { netSheets } from './contract.ts'
import { readNetSheet } from './net-sheet.ts'

export const netSheetRoutes: Routes = async (http, infra) =>
  serve(http, infra, netSheets, {
    one: ({ actor, params, query, act }) =>
      act((tx) => readNetSheet(tx, actor.organization_id, params.id, query)),
  })
