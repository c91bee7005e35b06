import { findAnchor } from '#infra/facts/anchors.ts'
import { verifyChain } from '#infra/facts/seals.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { periodOf } from '#lib/dates.ts'
import { facts } from './contract.ts'
import { listFacts } from './queries.ts'

export const auditRoutes: Routes = async (http, infra) => {
  const { config, files, worker } = infra
  const secret = config.DEEDLINE_SECRET
  serve(http, infra, facts, {
    all: ({ actor, query: { created_from: from, created_to: to, ...query }, page, read }) =>
      read((tx) => {
        const filter = { ...query, ...periodOf({ from, to }, actor.timezone) }
        return listFacts(tx, actor.organization_id, filter, page)
      }),
    kinds: () => ({
      items: infra.facts.map(({ name, label, group, subject_type }) => ({
        name,
        label,
        group,
        subject_type,
      })),
    }),
    verify: async ({ actor: { organization_id } }) => {
      const anchor = await findAnchor(files, secret, organization_id)
      return withWorker(worker, (tx) => verifyChain(tx, secret, organization_id, anchor))
    },
  })
}
