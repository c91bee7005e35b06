import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { deliveries, webhooks } from './contract.ts'
import { getDeliveryDetail, resendDelivery, resendSince, sendTest } from './deliveries/deliveries.ts'
import { listDeliveries } from './deliveries/queries.ts'
import { getWebhook, listWebhooks } from './queries.ts'
import { changeWebhook, createWebhook, removeWebhook, rotateSecret } from './webhooks.ts'

export const webhookRoutes: Routes = async (http, infra) => {
  const { facts } = infra
  const secret = infra.config.DEEDLINE_SECRET
  const known = { facts: facts.map(({ name }) => name), refusalOf: infra.webhooks.refusalOf }
  serve(http, infra, webhooks, {
    all: ({ actor, page, read }) => read((tx) => listWebhooks(tx, actor.organization_id, page)),
    one: ({ actor, params, readOne }) => readOne((tx) => getWebhook(tx, actor.organization_id, params.id)),
    create: ({ actor, body, act }) => act((tx) => createWebhook(tx, actor, secret, body, known)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeWebhook(tx, actor, params.id, version, body, known)),
    remove: ({ actor, params, act }) => act((tx) => removeWebhook(tx, actor, params.id)),
    rotateSecret: ({ actor, params, act, now }) =>
      act((tx) => rotateSecret(tx, actor, secret, params.id, now)),
    test: ({ actor, params, act }) =>
      act(async (tx) => sendTest(tx, actor, await getWebhook(tx, actor.organization_id, params.id))),
    resend: ({ actor, params, body, act, now }) =>
      act(async (tx) => {
        const webhook = await getWebhook(tx, actor.organization_id, params.id)
        return resendSince(tx, actor, webhook, new Date(body.since), now)
      }),
  })

  serve(http, infra, deliveries, {
    all: ({ actor: { organization_id }, params, query, page, act }) =>
      act(async (tx) => {
        const { id } = await getWebhook(tx, organization_id, params.id)
        return listDeliveries(tx, { organization_id, endpoint_id: id }, query.state, page)
      }),
    one: ({ actor: { organization_id }, params, act }) =>
      act((tx) => getDeliveryDetail(tx, { organization_id, endpoint_id: params.id }, params.delivery_id)),
    resend: ({ actor, params, act }) =>
      act(async (tx) => {
        const webhook = await getWebhook(tx, actor.organization_id, params.id)
        return resendDelivery(tx, actor, webhook, params.delivery_id)
      }),
  })
}
