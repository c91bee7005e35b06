import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { imports } from './contract.ts'
import { checkImport, runImport, startImport, undoImport } from './imports.ts'
import { getImport, listImports } from './queries.ts'
import { acceptFile, receiveFile } from './receive-file.ts'

export const importRoutes: Routes = async (http, infra) => {
  await acceptFile(http)
  serve(http, infra, imports, {
    all: ({ actor, page, read }) => read((tx) => listImports(tx, actor.organization_id, page)),
    upload: async ({ actor, request, reply }) => {
      const started = await startImport(infra, actor, await receiveFile(request))
      reply.header('location', `/api/v1/contacts/imports/${started.id}`)
      return started
    },
    one: ({ actor, params, readOne }) => readOne((tx) => getImport(tx, actor.organization_id, params.id)),
    check: ({ actor, params, body, act }) => act((tx) => checkImport(tx, actor, params.id, body)),
    run: ({ actor, params, act }) => act((tx) => runImport(tx, actor, params.id)),
    undo: ({ actor, params, act }) => act((tx) => undoImport(tx, actor, params.id)),
  })
}
