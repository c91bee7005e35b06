import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { dealRequests } from './contract.ts'
import { listRequestsOfDeal, requestFromParty } from './requests.ts'

export const dealRequestRoutes: Routes = async (http, infra) =>
  serve(http, infra, dealRequests, {
    all: async ({ actor, params, act, now }) => ({
      items: await act((tx) => listRequestsOfDeal(tx, actor, params.id, now)),
    }),
    create: ({ actor, params, body, act, now }) =>
      act((tx) => requestFromParty(tx, actor, params.id, body, infra.config.DEEDLINE_SECRET, now)),
  })
