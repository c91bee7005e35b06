import { z } from 'zod'
import { documentRestored, documentUnderstood, extractionDecided } from '#domains/documents/events.ts'
import { identifyMember } from '#domains/identity/identify.ts'
import {
  dealsImported,
  documentDetached,
  partyAdded,
  partyRemoved,
  propertyChanged,
  transactionChanged,
  transactionCreated,
} from '#domains/transactions/events.ts'
import { enqueue, type FactType } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Job, on, task } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { type Actor, NOWHERE, systemActor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { findMatch, proposeDeal } from './matching.ts'
import { findUploader, listAllLooseDocuments, listDealsOf, listLooseDocuments } from './queries.ts'

const MATCH_DEAL = 'transactions.match_deal'
/** The newest documents without a deal: a deal that is created waits for no archive. */
const MOST_LOOSE = 100
/** Once for all deals of an import, instead of for each. */
const MOST_LOOSE_OF_IMPORT = 2_000
const Deal = z.object({ organization_id: z.uuid(), transaction_id: z.uuid() })

/** A document is looked at when it was read, a deal when it was created or is about something else. */
export const matchingJobs: Job[] = [
  on(documentUnderstood, 'transactions.match_document', (infra, { actor, subject_id }) =>
    matchAsUploader(infra, actor, subject_id),
  ),
  on(documentRestored, 'transactions.match_restored_document', (infra, { actor, subject_id }) =>
    matchAsUploader(infra, actor, subject_id),
  ),
  on(extractionDecided, 'transactions.match_decided_value', async (infra, { actor, subject_id, payload }) => {
    if (['property_address', 'address', 'apn'].includes(payload.field))
      await matchAsUploader(infra, actor, subject_id)
  }),
  on(propertyChanged, 'transactions.match_property', async (infra, { actor, subject_id }) => {
    const deals = await withActor(infra.db, actor, (tx) => listDealsOf(tx, actor.organization_id, subject_id))
    for (const id of deals) await queueDeal(infra, actor, id)
  }),
  ...[transactionCreated, transactionChanged, partyAdded, partyRemoved, documentDetached].map(whenDeal),
  on(dealsImported, 'transactions.match_imported', async (infra, { actor }) => {
    const { organization_id } = actor
    const system = systemActor(organization_id)
    const loose = await withActor(infra.db, system, (tx) =>
      listAllLooseDocuments(tx, organization_id, MOST_LOOSE_OF_IMPORT),
    )
    for (const id of loose) await matchAsUploader(infra, system, id)
  }),
  task(MATCH_DEAL, Deal, async (infra, { organization_id, transaction_id }) => {
    const actor = systemActor(organization_id)
    const loose = await withActor(infra.db, actor, (tx) =>
      listLooseDocuments(tx, organization_id, transaction_id, MOST_LOOSE),
    )
    for (const id of loose) await matchAsUploader(infra, actor, id)
  }),
]

function whenDeal(type: FactType): Job {
  return on(type, `transactions.match_${type.name.split('.')[1]}`, (infra, { actor, subject_id }) =>
    queueDeal(infra, actor, subject_id),
  )
}

/** Once for all that happens to a deal at the same time. */
async function queueDeal(infra: Infra, actor: Actor, transaction_id: string): Promise<void> {
  const { organization_id } = actor
  await withActor(infra.db, actor, (tx) =>
    enqueue(tx, MATCH_DEAL, { organization_id, transaction_id }, { key: `${MATCH_DEAL}:${transaction_id}` }),
  )
}

/** A document is matched with the deals that the person who uploaded it sees; it is the product that proposes one. */
async function matchAsUploader(infra: Infra, { organization_id }: Actor, document_id: string): Promise<void> {
  const system = systemActor(organization_id)
  const user_id = await withActor(infra.db, system, (tx) => findUploader(tx, organization_id, document_id))
  const uploader = user_id && (await memberOf(infra, organization_id, user_id))
  if (!uploader) return
  const match = await withActor(infra.db, uploader, (tx) => findMatch(tx, organization_id, document_id))
  if (match === undefined) return
  await withActor(infra.db, system, (tx) => proposeDeal(tx, organization_id, document_id, match))
}

/** Nothing is proposed for a document whose person has left. */
async function memberOf(infra: Infra, organization_id: string, user_id: string): Promise<Actor | undefined> {
  try {
    return await identifyMember(infra, organization_id, user_id, NOWHERE)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
