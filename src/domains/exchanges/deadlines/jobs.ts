import { lockExchange } from '#domains/exchanges/queries.ts'
import { cron, type Job } from '#infra/jobs/jobs.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { deriveDeadlines } from './derive.ts'
import { listOverdue } from './queries.ts'

const BATCH = 200

/** A period ends at the midnight of its own time zone, so this is looked at shortly after every quarter of an hour. */
export const deadlineJobs: Job[] = [
  cron('exchanges.midnight', '1,16,31,46 * * * *', async (infra, now) => {
    for (;;) {
      const overdue = await withWorker(infra.worker, (tx) => listOverdue(tx, now, BATCH))
      for (const { organization_id, id } of overdue)
        await withActor(infra.db, systemActor(organization_id), async (tx) => {
          const exchange = await lockExchange(tx, organization_id, id, now)
          await deriveDeadlines(tx, organization_id, exchange, 'midnight', { now, created_by: null })
        })
      if (overdue.length < BATCH) return
    }
  }),
]
