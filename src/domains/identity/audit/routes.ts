import { findAnchor } from '#infra/anchors.ts'
import type { Routes } from '#infra/http.ts'
import { withWorker } from '#infra/postgres.ts'
import { verifyChain } from '#infra/seals.ts'
import { serve } from '#infra/serve.ts'
import { facts } from './contract.ts'
import { listFacts } from './queries.ts'

export const auditRoutes: Routes = async (http, infra) => {
  const { config, files, worker } = infra
  const secret = config.DEEDLINE_SECRET
  serve(http, infra, facts, {
    all: ({ actor, query, page, read }) =>
      read((tx) => listFacts(tx, actor.organization_id, { ...query, ...page })),
    verify: async ({ actor: { organization_id } }) => {
      const anchor = await findAnchor(files, secret, organization_id)
      return withWorker(worker, (tx) => verifyChain(tx, secret, organization_id, anchor))
    },
  })
}
