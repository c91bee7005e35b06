import type { z } from 'zod'
import type { FactType } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { cron, type Job, on } from '#infra/jobs/jobs.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import {
  contactChanged,
  contactMerged,
  contactRelated,
  contactUnrelated,
  interactionLogged,
  interactionRemoved,
  mergeUndone,
} from './events.ts'
import { listIdsAfter, listOrganizationsWithContacts } from './strength/queries.ts'
import { refreshScores } from './strength/strength.ts'

const BATCH = 500
/** What of a contact itself says how important it is. */
const WEIGHED = ['contact_type', 'next_followup_date']

/** What was done long ago counts less every day, so that all are computed once a night, in short transactions. */
async function refreshEveryScore(infra: Infra, now: Date): Promise<void> {
  for (const organization_id of await withWorker(infra.worker, listOrganizationsWithContacts)) {
    let after: string | null = null
    do {
      const last = after
      after = await withActor(infra.db, systemActor(organization_id), async (tx) => {
        const ids = await listIdsAfter(tx, organization_id, last, BATCH)
        if (ids.length > 0) await refreshScores(tx, organization_id, ids, infra.involvements, now)
        return ids.length < BATCH ? null : (ids.at(-1) ?? null)
      })
    } while (after)
  }
}

/** What was logged, related, merged or changed counts at once; `counts` says what doesn't. */
function weigh<P extends z.ZodType>(
  type: FactType<P>,
  othersOf: (payload: z.output<P>) => string[] = () => [],
  counts: (payload: z.output<P>) => boolean = () => true,
): Job {
  const name = `contacts.weigh_${type.name.split('.')[1]}`
  return on(type, name, async (infra, { actor, subject_id, payload }) => {
    if (!counts(payload)) return
    await withActor(infra.db, actor, (tx) => {
      const ids = [subject_id, ...othersOf(payload)]
      return refreshScores(tx, actor.organization_id, ids, infra.involvements, infra.now())
    })
  })
}

export const contactJobs: Job[] = [
  cron('contacts.refresh_strength', '20 3 * * *', refreshEveryScore),
  weigh(interactionLogged),
  weigh(interactionRemoved),
  weigh(contactRelated, ({ other_contact_id }) => [other_contact_id]),
  weigh(contactUnrelated, ({ other_contact_id }) => [other_contact_id]),
  weigh(contactChanged, undefined, (changes) => WEIGHED.some((field) => field in changes)),
  weigh(contactMerged),
  weigh(mergeUndone, ({ loser_id }) => [loser_id]),
]
