import { filenameOf, sendContent, sendStream } from '#domains/documents/content/send.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { today } from '#lib/dates.ts'
import { downloadPage, downloads } from './contract.ts'
import { openDownload, promiseDownload } from './downloads.ts'
import { zipFiles } from './zip.ts'

export const downloadRoutes: Routes = async (http, infra) => {
  const { files } = infra
  serve(http, infra, downloads, {
    create: async ({ actor, body, act, now }) => ({
      url: `/api/v1/downloads/${await act((tx) => promiseDownload(tx, actor, body, now))}`,
    }),
  })
  serve(http, infra, downloadPage, {
    content: async ({ params, origin, request, reply }) => {
      const { actor, versions } = await openDownload(infra, params.ticket, origin)
      const [only] = versions
      if (only && versions.length === 1) return sendContent(request, reply, files, only, 'attachment')
      const name = filenameOf(`documents-${today(infra.now(), actor)}.zip`)
      reply.type('application/zip').header('content-disposition', `attachment; ${name}`)
      return sendStream(reply, zipFiles(files, versions))
    },
  })
}
