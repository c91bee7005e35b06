import { getExchange } from '#domains/exchanges/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { found } from '#lib/errors.ts'
import { signatureRequests, signatures } from './contract.ts'
import { getRequest, listWaiting, pageOfRequests } from './queries.ts'
import { cancelRequestOf, remindSigners, requestSignatures } from './requests.ts'
import { declineToSign, memberSigner, sign } from './sign.ts'
import { demandSignable } from './signable.ts'

export const signingRoutes: Routes = async (http, infra) => {
  serve(http, infra, signatureRequests, {
    all: ({ actor: { organization_id }, params, page, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return pageOfRequests(tx, organization_id, params.id, page)
      }),
    one: ({ actor: { organization_id }, params, readOne }) =>
      readOne(async (tx) => {
        const request = await getRequest(tx, organization_id, params.signature_request_id)
        return found(request.exchange_id === params.id ? request : undefined, 'signature request')
      }),
    create: async ({ actor, params, body, act, now }) => {
      await demandSignable(infra, actor, body.document_id)
      return act((tx) => requestSignatures(tx, actor, params.id, body, infra.config, now))
    },
    remind: ({ actor, params, act, now }) =>
      act((tx) => remindSigners(tx, actor, params.id, params.signature_request_id, now)),
    cancel: ({ actor, params, body, act, now }) =>
      act((tx) => cancelRequestOf(tx, actor, params.id, params.signature_request_id, body.reason, now)),
  })
  serve(http, infra, signatures, {
    all: async ({ actor: { organization_id, user_id }, read }) => ({
      items: await read((tx) => listWaiting(tx, organization_id, { user_id: user_id ?? '' })),
    }),
    sign: ({ actor, params, body, act, now }) =>
      act((tx) => sign(tx, memberSigner(actor), params.signature_id, body, now)),
    decline: ({ actor, params, body, act, now }) =>
      act((tx) => declineToSign(tx, memberSigner(actor), params.signature_id, body.reason, now)),
  })
}
