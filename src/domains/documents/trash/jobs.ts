import { z } from 'zod'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { cron, type Job, task } from '#infra/jobs/jobs.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { listExpiredTrash, listOrganizationsWithExpiredTrash } from './queries.ts'
import { destroyDocument, removeFiles } from './trash.ts'

const BATCH = 100
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Deletes expired trash permanently: one job per organization, one transaction per document. */
export const trashJobs: Job[] = [
  cron('documents.purge_trash', '11 * * * *', (infra, now) =>
    withWorker(infra.worker, async (tx) => {
      for (const organization_id of await listOrganizationsWithExpiredTrash(tx, now))
        await enqueue(
          tx,
          'documents.purge_organization',
          { organization_id },
          { key: `documents.purge_organization:${organization_id}`, max_attempts: 1 },
        )
    }),
  ),

  task(
    'documents.purge_organization',
    z.object({ organization_id: z.uuid() }),
    (infra, { organization_id }) => purgeExpired(infra, organization_id),
  ),
]

/** A document that can't be purged doesn't block the others; it is retried within the hour. */
async function purgeExpired(infra: Infra, organization_id: string): Promise<void> {
  const actor = systemActor(organization_id)
  let after = FIRST
  for (;;) {
    const page = { after, limit: BATCH }
    const documents = await withActor(infra.db, actor, (tx) =>
      listExpiredTrash(tx, organization_id, infra.now(), page),
    )
    for (const document of documents) {
      try {
        const keys = await withActor(infra.db, actor, (tx) => destroyDocument(tx, organization_id, document))
        await removeFiles(infra, keys)
      } catch (err) {
        infra.log.error({ err, organization_id, document: document.id }, 'a document could not be purged')
      }
    }
    if (documents.length < BATCH) return
    after = documents.at(-1)?.id ?? after
  }
}
