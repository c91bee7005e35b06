import { getExchange } from '#domains/exchanges/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { identifications } from './contract.ts'
import { readIdentification, tryIdentification } from './identification.ts'
import { changeNotice, discardNotice, draftNotice, draftRevocation } from './notices.ts'
import { noticePdf } from './pdf.ts'
import { pageOfNotices } from './queries.ts'
import { recordInk, sendNotice, sheetOf } from './send.ts'

export const identificationRoutes: Routes = async (http, infra) =>
  serve(http, infra, identifications, {
    one: ({ actor: { organization_id }, params, act, now }) =>
      act((tx) => readIdentification(tx, organization_id, params.id, now)),
    check: ({ actor: { organization_id }, params, body, act, now }) =>
      act((tx) => tryIdentification(tx, organization_id, params.id, body, now)),
    all: ({ actor: { organization_id }, params, page, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return pageOfNotices(tx, organization_id, params.id, page)
      }),
    create: ({ actor, params, body, act, now }) => act((tx) => draftNotice(tx, actor, params.id, body, now)),
    change: ({ actor, params, version, body, act, now }) =>
      act((tx) => changeNotice(tx, actor, params.id, params.notice_id, version, body, now)),
    discard: ({ actor, params, act, now }) =>
      act((tx) => discardNotice(tx, actor, params.id, params.notice_id, now)),
    preview: async ({ actor: { organization_id }, params, act, now, reply }) => {
      const sheet = await act((tx) => sheetOf(tx, organization_id, params.id, params.notice_id, now))
      return reply.type('application/pdf').send(Buffer.from(await noticePdf(sheet)))
    },
    send: ({ actor, params, body, now }) =>
      sendNotice(infra, actor, params.id, params.notice_id, body, actor.user_id ?? '', now),
    sign: ({ actor, params, body, act, now }) =>
      act((tx) => recordInk(tx, actor, params.id, params.notice_id, body, now)),
    revoke: ({ actor, params, act, now }) =>
      act((tx) => draftRevocation(tx, actor, params.id, params.notice_id, now)),
  })
