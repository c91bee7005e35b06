import {
  checkImport,
  getImport,
  listImports,
  runImport,
  startImport,
  undoImport,
} from '#domains/identity/imports/imports.ts'
import { acceptFile, receiveFile } from '#domains/identity/imports/receive-file.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { imports } from './contract.ts'
import { contactImports as kind } from './kind.ts'

export const importRoutes: Routes = async (http, infra) => {
  await acceptFile(http)
  serve(http, infra, imports, {
    all: ({ actor, page, read }) => read((tx) => listImports(tx, actor, kind, page)),
    upload: async ({ actor, request, reply }) => {
      const started = await startImport(infra, actor, kind, await receiveFile(request))
      reply.header('location', `/api/v1/contacts/imports/${started.id}`)
      return started
    },
    one: ({ actor, params, readOne }) => readOne((tx) => getImport(tx, actor, kind, params.id)),
    check: ({ actor, params, body, act }) => act((tx) => checkImport(tx, actor, kind, params.id, body)),
    run: ({ actor, params, act }) => act((tx) => runImport(tx, actor, kind, params.id)),
    undo: ({ actor, params, act }) => act((tx) => undoImport(tx, actor, kind, params.id)),
  })
}
