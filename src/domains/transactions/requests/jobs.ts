import { documentReceived, documentUnderstood } from '#domains/documents/events.ts'
import { type Job, on } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { attachArrived, checkArrived } from './requests.ts'

export const dealRequestJobs: Job[] = [
  on(documentReceived, 'transactions.attach_received', (infra, { actor, subject_id, payload }) =>
    withActor(infra.db, actor, (tx) =>
      attachArrived(tx, actor.organization_id, subject_id, payload.document_id),
    ),
  ),
  on(documentUnderstood, 'transactions.check_received', (infra, { actor, subject_id }) =>
    withActor(infra.db, actor, (tx) => checkArrived(tx, actor.organization_id, subject_id)),
  ),
]
