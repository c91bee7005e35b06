import { organizationCache } from '#domains/identity/caches.ts'
import { changeLogo } from '#domains/identity/organizations/organizations.ts'
import { asPerson, changePhoto } from '#domains/identity/people/people.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { images } from './contract.ts'
import { mimeTypeOf, readImage, removeImage, replaceImage } from './images.ts'

export const imageRoutes: Routes = async (http, infra) => {
  const { db, files, cache } = infra
  const forget = (organization_id: string) => cache.invalidate([organizationCache.key({ organization_id })])
  serve(http, infra, images, {
    one: async ({ params: { name }, reply }) => {
      const stream = await readImage(files, name)
      return reply
        .header('content-type', mimeTypeOf(name))
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(stream)
    },
    setPhoto: ({ person, body }) =>
      replaceImage(files, person.user_id, body.data, (url) =>
        asPerson(db, person, (tx) => changePhoto(tx, person.user_id, url)),
      ),
    removePhoto: async ({ person }) => {
      const { before, saved } = await asPerson(db, person, (tx) => changePhoto(tx, person.user_id, null))
      await removeImage(files, before)
      return saved
    },
    setLogo: async ({ actor, body, act }) => {
      const saved = await replaceImage(files, actor.organization_id, body.data, (url) =>
        act((tx) => changeLogo(tx, actor, url)),
      )
      await forget(actor.organization_id)
      return saved
    },
    removeLogo: async ({ actor, act }) => {
      const { before, saved } = await act((tx) => changeLogo(tx, actor, null))
      await removeImage(files, before)
      await forget(actor.organization_id)
      return saved
    },
  })
}
