import { z } from 'zod'
import {
  contactChanged,
  contactCreated,
  contactsImported,
  contactTrashed,
  importUndone,
} from '#domains/contacts/events.ts'
import { lockContacts, saveContact } from '#domains/contacts/queries.ts'
import { restoredFields } from '#domains/contacts/rules/merging.ts'
import { identifyMember } from '#domains/identity/identify.ts'
import { publish, publishMany } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { cron, inSlots, type Job, task } from '#infra/jobs/jobs.ts'
import { type Tx, withActor, withWorker } from '#infra/postgres/transactions.ts'
import { type Actor, may, NOWHERE } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { fillContacts, type Met, openPlaces, type Places, planBatch, rowOf } from './batch.ts'
import { type Known, openKnown } from './duplicates.ts'
import {
  addTally,
  forgetFile,
  insertContacts,
  listForgotten,
  lockImport,
  type StoredImport,
  saveBegun,
  saveFailure,
  saveState,
} from './queries.ts'
import { type Batch, batchesOf } from './rows.ts'
import { addRemoved, countLiving, takeFills, trashUntouched } from './undo/queries.ts'

const BATCH = 500
const Asked = z.object({ organization_id: z.uuid(), import_id: z.uuid(), user_id: z.uuid() })

/** Checks, imports or takes back, as the state of the import says, from where an earlier attempt ended. */
async function workOn(infra: Infra, asked: z.output<typeof Asked>): Promise<void> {
  const { organization_id, import_id } = asked
  const actor = await identifyImporter(infra, asked)
  if (!actor) return
  const work = { infra, actor, import_id }
  const stored = await withActor(infra.db, actor, (tx) => lockImport(tx, organization_id, import_id))
  if (stored.state === 'checking') await check(work, stored)
  if (stored.state === 'running') await run(work, stored)
  if (stored.state === 'undoing') await undo(work, stored)
}

/** Undefined: they may not import anymore, which the import says. */
async function identifyImporter(infra: Infra, asked: z.output<typeof Asked>): Promise<Actor | undefined> {
  const { organization_id, import_id, user_id } = asked
  try {
    const actor = await identifyMember(infra, organization_id, user_id, NOWHERE)
    demand(may(actor, 'contacts.import'), 'import contacts')
    return actor
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await withWorker(infra.worker, (tx) => saveFailure(tx, organization_id, import_id, error.message))
    return undefined
  }
}

type Work = { infra: Infra; actor: Actor; import_id: string }

/** A check writes nothing but its findings, so that it begins anew after an interruption. */
async function check({ infra, actor, import_id }: Work, { storage_path }: StoredImport): Promise<void> {
  const { organization_id } = actor
  await withActor(infra.db, actor, (tx) => saveBegun(tx, organization_id, import_id, 'checking'))
  const earlier = openKnown<Met>()
  for await (const batch of batchesOf(infra.files, storage_path ?? '', 0, BATCH))
    await withActor(infra.db, actor, async (tx) => {
      const stored = await lockAt(tx, actor, import_id, 'checking', batch.from)
      const { tally } = await planBatch(tx, actor, stored, batch, earlier)
      await addTally(tx, organization_id, import_id, tally)
    })
  await withActor(infra.db, actor, (tx) => saveState(tx, organization_id, import_id, { state: 'checked' }))
}

/** The contacts of a batch and the position after it commit together: no row is imported twice. */
async function run(
  { infra, actor, import_id }: Work,
  { storage_path, done_count }: StoredImport,
): Promise<void> {
  const { organization_id } = actor
  const key = storage_path ?? ''
  const places = openPlaces()
  for await (const batch of batchesOf(infra.files, key, done_count, BATCH))
    await withActor(infra.db, actor, (tx) => importBatch(tx, actor, import_id, batch, places))
  await withActor(infra.db, actor, async (tx) => {
    const stored = await lockAt(tx, actor, import_id, 'running', undefined)
    await saveState(tx, organization_id, import_id, { state: 'done', storage_path: null })
    await publish(tx, organization_id, contactsImported, import_id, {
      ...{ filename: stored.filename, created: stored.created_count, filled: stored.filled_count },
      ...{ skipped: stored.skipped_count, errors: stored.error_count },
    })
  })
  await infra.files.remove(key)
}

async function importBatch(
  tx: Tx,
  actor: Actor,
  import_id: string,
  batch: Batch,
  places: Places,
): Promise<void> {
  const { organization_id } = actor
  const stored = await lockAt(tx, actor, import_id, 'running', batch.from)
  // Earlier batches are found among the contacts, where they are now.
  const within: Known<Met> = openKnown()
  const { add, fill, tally } = await planBatch(tx, actor, stored, batch, within)
  const rows = add.map((draft) => rowOf(actor, stored, draft, places))
  await insertContacts(tx, organization_id, rows)
  const created = rows.map(({ id, display_name = '' }) => ({
    subject_id: id,
    payload: { name: display_name },
  }))
  await publishMany(tx, organization_id, contactCreated, created)
  await fillContacts(tx, actor, import_id, fill)
  await addTally(tx, organization_id, import_id, tally)
}

async function undo({ infra, actor, import_id }: Work, stored: StoredImport): Promise<void> {
  const { organization_id } = actor
  while (await withActor(infra.db, actor, (tx) => trashBatch(tx, actor, import_id, infra.now()))) {}
  while (await withActor(infra.db, actor, (tx) => unfillBatch(tx, actor, import_id))) {}
  await withActor(infra.db, actor, async (tx) => {
    const { removed_count } = await lockAt(tx, actor, import_id, 'undoing', undefined)
    const kept_count = await countLiving(tx, organization_id, import_id)
    await saveState(tx, organization_id, import_id, { state: 'undone', kept_count })
    const payload = { filename: stored.filename, removed: removed_count, kept: kept_count }
    await publish(tx, organization_id, importUndone, import_id, payload)
  })
}

/** False: there are none left. */
async function trashBatch(tx: Tx, actor: Actor, import_id: string, now: Date): Promise<boolean> {
  const { organization_id, user_id } = actor
  await lockAt(tx, actor, import_id, 'undoing', undefined)
  const trashed = await trashUntouched(tx, organization_id, import_id, { user_id, now, limit: BATCH })
  const facts = trashed.map(({ id, display_name }) => ({ subject_id: id, payload: { name: display_name } }))
  await publishMany(tx, organization_id, contactTrashed, facts)
  await addRemoved(tx, organization_id, import_id, trashed.length, trashed.length)
  return trashed.length > 0
}

/** Takes back what was filled in, where it is as the import left it. */
async function unfillBatch(tx: Tx, actor: Actor, import_id: string): Promise<boolean> {
  const { organization_id } = actor
  await lockAt(tx, actor, import_id, 'undoing', undefined)
  const fills = await takeFills(tx, organization_id, import_id, BATCH)
  for (const { contact_id, before, after } of fills) {
    const [contact] = await lockContacts(tx, organization_id, [contact_id])
    if (!contact || contact.deleted_at) continue
    const restored = restoredFields(contact, before, after)
    if (Object.keys(restored).length === 0) continue
    await saveContact(tx, organization_id, contact_id, undefined, { ...restored, updated_by: actor.user_id })
    const changes = Object.fromEntries(
      Object.entries(restored).map(([field, to]) => [
        field,
        { from: after[field as keyof typeof after] ?? null, to },
      ]),
    )
    await publish(tx, organization_id, contactChanged, contact_id, changes)
  }
  return fills.length > 0
}

/** The import, if it is where this attempt thinks it is: another may have gone on with it. */
async function lockAt(
  tx: Tx,
  { organization_id }: Actor,
  id: string,
  state: StoredImport['state'],
  position: number | undefined,
): Promise<StoredImport> {
  const stored = await lockImport(tx, organization_id, id)
  if (stored.state !== state || (position !== undefined && stored.done_count !== position))
    throw new AppError('conflict', 'Another worker went on with this import.')
  return stored
}

const FAILED = 'This stopped before it was finished. Try again; if it happens again, contact support.'

const KEPT_MS = 7 * 24 * 3_600_000

/** What was uploaded and not imported within a week is removed: it is other people's data. */
async function removeForgotten({ worker, files }: Infra, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS)
  for (const { organization_id, id, storage_path } of await withWorker(worker, (tx) =>
    listForgotten(tx, before),
  )) {
    await withWorker(worker, (tx) => forgetFile(tx, organization_id, id))
    await files.remove(storage_path)
  }
}

export const importJobs: Job[] = [
  cron('contacts.remove_forgotten_imports', '40 3 * * *', removeForgotten),
  inSlots(
    2,
    task('contacts.import', Asked, workOn, async (infra, { organization_id, import_id }, error) => {
      const sentence = error instanceof AppError ? error.message : FAILED
      await withWorker(infra.worker, (tx) => saveFailure(tx, organization_id, import_id, sentence))
    }),
  ),
]
