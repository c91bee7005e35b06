import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { requestImports } from './contract.ts'
import { importRequests, undoImport } from './imports.ts'

export const requestImportRoutes: Routes = async (http, infra) =>
  serve(http, infra, requestImports, {
    run: ({ actor, body, act, now }) =>
      act((tx) => importRequests(tx, actor, body, infra.config.DEEDLINE_SECRET, now)),
    undo: ({ actor, params, act, now }) => act((tx) => undoImport(tx, actor, params.id, now)),
  })
