import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { franchiseFees, plans } from './contract.ts'
import { changePlan, createPlan, setFranchiseFee } from './plans.ts'
import { readProgress } from './progress.ts'
import { getPlan, listFranchiseFees, listPlans } from './queries.ts'

export const planRoutes: Routes = async (http, infra) => {
  serve(http, infra, plans, {
    all: ({ actor, query, page, read }) => read((tx) => listPlans(tx, actor.organization_id, query, page)),
    progress: ({ actor, page, act, now }) => act((tx) => readProgress(tx, actor, page, now)),
    one: ({ actor, params, readOne }) => readOne((tx) => getPlan(tx, actor.organization_id, params.id)),
    create: ({ actor, body, act, now }) => act((tx) => createPlan(tx, actor, body, now)),
    change: ({ actor, params, version, body, act, now }) =>
      act((tx) => changePlan(tx, actor, params.id, version, body, now)),
  })
  serve(http, infra, franchiseFees, {
    all: ({ actor, page, read }) => read((tx) => listFranchiseFees(tx, actor.organization_id, page)),
    create: ({ actor, body, act, now }) => act((tx) => setFranchiseFee(tx, actor, body, now)),
  })
}
