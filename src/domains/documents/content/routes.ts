import { detailOf } from '#domains/documents/documents.ts'
import { UploadOptions } from '#domains/documents/schema.ts'
import { acceptForms, takeForm } from '#domains/documents/uploads/receive.ts'
import { addDocument } from '#domains/documents/uploads/uploads.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { openFile } from './content.ts'
import { files } from './contract.ts'
import { sendContent } from './send.ts'

export const fileRoutes: Routes = async (http, infra) => {
  await acceptForms(http, infra.config.MAX_UPLOAD_BYTES)
  serve(http, infra, files, {
    upload: async ({ actor, request, reply }) => {
      const added = await takeForm(infra, request, actor, UploadOptions, (tx, file, options) =>
        addDocument(tx, infra, actor, file, options),
      )
      reply.header('location', `/api/v1/documents/${added.document.id}`)
      return detailOf(actor, added, infra.now())
    },
    content: async ({ actor, params, query, act, request, reply }) => {
      const purpose = query.disposition === 'inline' ? 'view' : 'download'
      const version = await act((tx) => openFile(tx, actor, params.id, query.version_number, purpose))
      return sendContent(request, reply, infra.files, version, query.disposition)
    },
  })
}
