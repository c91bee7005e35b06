import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { discrepancies } from './contract.ts'
import { listDiscrepancies, settleDiscrepancy } from './discrepancies.ts'

export const discrepancyRoutes: Routes = async (http, infra) =>
  serve(http, infra, discrepancies, {
    all: ({ actor, params, act }) =>
      act(async (tx) => ({ items: await listDiscrepancies(tx, actor.organization_id, params.id) })),
    settle: ({ actor, params, body, act }) => act((tx) => settleDiscrepancy(tx, actor, params.id, body)),
  })
