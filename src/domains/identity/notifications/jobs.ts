import { cron, type Job } from '#infra/jobs/jobs.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { deleteOldNotifications } from './queries.ts'

const KEPT_DAYS = 90

export const notificationJobs: Job[] = [
  cron('identity.forget_notifications', '40 4 * * *', (infra, now) =>
    withWorker(infra.worker, (tx) =>
      deleteOldNotifications(tx, new Date(now.getTime() - KEPT_DAYS * 86_400_000)),
    ),
  ),
]
