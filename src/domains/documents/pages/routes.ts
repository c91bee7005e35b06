import { showPage, showPages } from '#domains/documents/content/content.ts'
import { sendPicture } from '#domains/documents/content/send.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { pages } from './contract.ts'

export const pageRoutes: Routes = async (http, infra) => {
  serve(http, infra, pages, {
    all: async ({ actor, params, query, act }) => ({
      items: await act((tx) => showPages(tx, actor, params.id, query.version_number)),
    }),
    one: async ({ actor, params: { id, page_number }, query, act }) => {
      const page = await act((tx) => showPage(tx, actor, id, page_number, query.version_number))
      return { ...page, has_image: page.image_path !== null }
    },
    picture: async ({ actor, params: { id, page_number }, query, act, request, reply }) => {
      const page = await act((tx) => showPage(tx, actor, id, page_number, query.version_number))
      const key = query.size === 'thumbnail' ? page.thumbnail_path : page.image_path
      return sendPicture(request, reply, infra.files, key)
    },
  })
}
