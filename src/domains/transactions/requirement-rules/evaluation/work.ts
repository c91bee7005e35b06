import { z } from 'zod'
import { EVALUATE } from '#domains/transactions/requirement-rules/requirement-rules.ts'
import { evaluateDeals } from '#domains/transactions/requirements/evaluation/evaluate.ts'
import type { Infra } from '#infra/infra.ts'
import { inSlots, type Job, task } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { addProgress, countDeals, endEvaluation, listOpenDeals } from './queries.ts'

const BATCH = 100
const Asked = z.object({ organization_id: z.uuid(), revision: z.int() })

/**
 * All open deals, in short transactions, so that people who work on a deal wait for one batch at most. It ends when the rules have
 * changed again, since another follows. A second run changes nothing that the first did.
 */
async function followRules(
  infra: Infra,
  { organization_id, revision }: z.output<typeof Asked>,
): Promise<void> {
  const actor = systemActor(organization_id)
  await withActor(infra.db, actor, (tx) => countDeals(tx, organization_id, revision))
  let after: string | null = null
  do {
    const last: string | null = after
    const step = await withActor(infra.db, actor, async (tx) => {
      const ids = await listOpenDeals(tx, organization_id, last, BATCH)
      const changed = await evaluateDeals(tx, organization_id, ids)
      const current = await addProgress(tx, organization_id, revision, { done: ids.length, changed })
      return { current, next: ids.length < BATCH ? null : (ids.at(-1) ?? null) }
    })
    if (!step.current) return
    after = step.next
  } while (after)
  await withActor(infra.db, actor, (tx) => endEvaluation(tx, organization_id, revision, 'done'))
}

export const evaluationJob: Job = inSlots(
  2,
  task(EVALUATE, Asked, followRules, (infra, { organization_id, revision }) =>
    withActor(infra.db, systemActor(organization_id), (tx) =>
      endEvaluation(tx, organization_id, revision, 'failed'),
    ),
  ),
)
