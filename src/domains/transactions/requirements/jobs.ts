import {
  documentRestored,
  documentTrashed,
  documentUnderstood,
  typeCorrected,
  versionAdded,
} from '#domains/documents/events.ts'
import { propertyChanged } from '#domains/transactions/events.ts'
import { listOpenDealsOf } from '#domains/transactions/requirement-rules/evaluation/queries.ts'
import { evaluationJob } from '#domains/transactions/requirement-rules/evaluation/work.ts'
import type { FactType } from '#infra/facts/events.ts'
import { type Job, on } from '#infra/jobs/jobs.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import { evaluateDeals } from './evaluation/evaluate.ts'
import { emptyAll, fillWith, reviewAgain } from './filling/fill.ts'

/** What a fact about a document or a property changes on the lists of deals, also of those that its author doesn't see. */
function follow(
  type: FactType,
  name: string,
  change: (tx: Tx, organization_id: string, subject_id: string) => Promise<unknown>,
): Job {
  return on(type, `transactions.${name}`, async (infra, { actor, subject_id }) => {
    await withActor(infra.db, actor, (tx) => change(tx, actor.organization_id, subject_id))
  })
}

export const requirementJobs: Job[] = [
  evaluationJob,
  follow(documentUnderstood, 'fill_with_understood', fillWith),
  follow(typeCorrected, 'fill_with_corrected', fillWith),
  follow(documentRestored, 'fill_with_restored', fillWith),
  follow(versionAdded, 'review_new_version', reviewAgain),
  follow(documentTrashed, 'empty_of_trashed', emptyAll),
  follow(propertyChanged, 'evaluate_property', async (tx, organization_id, property_id) =>
    evaluateDeals(tx, organization_id, await listOpenDealsOf(tx, organization_id, property_id)),
  ),
]
