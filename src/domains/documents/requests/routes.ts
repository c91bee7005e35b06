import { z } from 'zod'
import { acceptForms, takeForm } from '#domains/documents/uploads/receive.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withActor, withIdentity } from '#infra/postgres/transactions.ts'
import { hashToken } from '#infra/secrets.ts'
import type { Origin } from '#lib/actor.ts'
import { found } from '#lib/errors.ts'
import { requestPage, requests } from './contract.ts'
import { findRequestLink, type RequestLink } from './queries.ts'
import {
  changeItem,
  closeRequest,
  extendRequest,
  listRequestsOf,
  remindOfRequest,
  requestDocument,
  revokeRequest,
} from './requests.ts'
import { demandOpen, finishSending, senderActor, sendFile, showAsked } from './sending.ts'

export const requestRoutes: Routes = async (http, infra) => {
  const { config } = infra
  serve(http, infra, requests, {
    all: ({ actor, query, page, read, now }) => read((tx) => listRequestsOf(tx, actor, query, page, now)),
    create: ({ actor, body, act, now }) =>
      act((tx) => requestDocument(tx, actor, body, config.DEEDLINE_SECRET, now)),
    remind: ({ actor, params, act, now }) => act((tx) => remindOfRequest(tx, actor, params.id, now)),
    extend: ({ actor, params, body, act, now }) =>
      act((tx) => extendRequest(tx, actor, params.id, body.expires_in_days, now)),
    changeItem: ({ actor, params, body, act, now }) =>
      act((tx) => changeItem(tx, actor, params.id, params.item_id, body.state, now)),
    complete: ({ actor, params, act, now }) => act((tx) => closeRequest(tx, actor, params.id, now)),
    revoke: ({ actor, params, act, now }) => act((tx) => revokeRequest(tx, actor, params.id, now)),
  })
}

/** What the holder of a request's link may call: they send files, and see what they have sent. */
export const requestPageRoutes: Routes = async (http, infra) => {
  const { db, config } = infra
  await acceptForms(http, config.MAX_UPLOAD_BYTES)
  const linkOf = async (token: string, origin: Origin): Promise<RequestLink> =>
    found(await withIdentity(db, origin, (tx) => findRequestLink(tx, hashToken(token))), 'link')

  serve(http, infra, requestPage, {
    one: async ({ origin, params, now }) => {
      const link = await linkOf(params.token, origin)
      return withActor(db, senderActor(link, origin), (tx) => showAsked(tx, link, now))
    },
    send: async ({ origin, params, query, request, now }) => {
      const link = await linkOf(params.token, origin)
      const actor = senderActor(link, origin)
      await withActor(db, actor, (tx) => demandOpen(tx, link, now))
      const { filename, file_size } = await takeForm(infra, request, actor, z.object({}), (tx, file) =>
        sendFile(tx, infra, actor, link, { ...file, item: query.item }, infra.now()),
      )
      return { filename, file_size }
    },
    submit: async ({ origin, params, body, now }) => {
      const link = await linkOf(params.token, origin)
      await withActor(db, senderActor(link, origin), (tx) => finishSending(tx, link, body.note, now))
    },
  })
}
