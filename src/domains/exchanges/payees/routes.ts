import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { payees } from './contract.ts'
import { addPayee, changePayee, freezePayee, verifyPayee, viewNumber } from './payees.ts'
import { getPayee, listPayees, listVerifications } from './queries.ts'

export const payeeRoutes: Routes = async (http, infra) => {
  const secret = infra.config.DEEDLINE_SECRET
  serve(http, infra, payees, {
    all: ({ actor, query, page, read }) => read((tx) => listPayees(tx, actor.organization_id, query, page)),
    one: ({ actor, params, read }) => read((tx) => getPayee(tx, actor.organization_id, params.id)),
    create: ({ actor, body, act, now }) => act((tx) => addPayee(tx, actor, body, secret, now)),
    change: ({ actor, params, version, body, act, now }) =>
      act((tx) => changePayee(tx, actor, params.id, version, body, secret, now)),
    verify: ({ actor, params, body, act, now }) => act((tx) => verifyPayee(tx, actor, params.id, body, now)),
    verifications: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getPayee(tx, organization_id, params.id)
        return listVerifications(tx, organization_id, params.id, page)
      }),
    freeze: ({ actor, params, body, act, now }) =>
      act((tx) => freezePayee(tx, actor, params.id, body.reason, now)),
    accountNumber: ({ actor, params, act }) => act((tx) => viewNumber(tx, actor, params.id, secret)),
  })
}
