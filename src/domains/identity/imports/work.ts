import { z } from 'zod'
import { identifyMember } from '#domains/identity/identify.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { cron, inSlots, type Job, task } from '#infra/jobs/jobs.ts'
import { type Tx, withActor, withWorker } from '#infra/postgres/transactions.ts'
import { type Actor, may, NOWHERE } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import type { ImportKind, Shape, StoredImport } from './kind.ts'
import {
  addRemoved,
  addTally,
  forgetFile,
  listForgotten,
  lockImport,
  saveBegun,
  saveFailure,
  saveState,
} from './queries.ts'
import { batchesOf } from './rows.ts'

const BATCH = 500
const Asked = z.object({ organization_id: z.uuid(), import_id: z.uuid(), user_id: z.uuid() })

type Work<K extends Shape> = {
  infra: Infra
  actor: Actor
  kind: ImportKind<K>
  import_id: string
}

/** Checks, imports or undoes, as the state of the import says, from where an earlier attempt ended. */
async function workOn<K extends Shape>(
  infra: Infra,
  kind: ImportKind<K>,
  asked: z.output<typeof Asked>,
): Promise<void> {
  const { organization_id, import_id } = asked
  const actor = await identifyImporter(infra, kind, asked)
  if (!actor) return
  const work = { infra, actor, kind, import_id }
  const stored = await withActor(infra.db, actor, (tx) =>
    lockImport<K['settings']>(tx, organization_id, kind.subject, import_id),
  )
  if (stored.state === 'checking') await check(work, stored)
  if (stored.state === 'running') await run(work, stored)
  if (stored.state === 'undoing') await undo(work, stored)
}

/** Undefined: they may not import anymore, which the import says. */
async function identifyImporter<K extends Shape>(
  infra: Infra,
  kind: ImportKind<K>,
  asked: z.output<typeof Asked>,
): Promise<Actor | undefined> {
  try {
    const actor = await identifyMember(infra, asked.organization_id, asked.user_id, NOWHERE)
    demand(may(actor, kind.permission), `import ${kind.files.things}`)
    return actor
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await fail(infra, kind, asked, error.message)
    return undefined
  }
}

/** An import that stops says why, and so does the notice to the person who began it. */
async function fail<K extends Shape>(
  { worker }: Infra,
  { facts }: ImportKind<K>,
  { organization_id, import_id }: z.output<typeof Asked>,
  reason: string,
): Promise<void> {
  await withWorker(worker, async (tx) => {
    const failed = await saveFailure(tx, organization_id, import_id, reason)
    if (failed) await publish(tx, organization_id, facts.failed, import_id, { ...failed, reason })
  })
}

/** A check writes nothing but its findings, so that it begins anew after an interruption. */
async function check<K extends Shape>(
  { infra, actor, kind, import_id }: Work<K>,
  { storage_path, mapping }: StoredImport<K['settings']>,
): Promise<void> {
  const work = { infra, actor, kind, import_id }
  const { organization_id } = actor
  const key = storage_path ?? ''
  await withActor(infra.db, actor, (tx) => saveBegun(tx, organization_id, import_id, 'checking'))
  const { check: step, connect } = kind.begin(mapping)
  await eachBatch(work, key, { state: 'checking', from: 0, step })
  if (connect) await eachBatch(work, key, { state: 'checking', step: connect.check })
  await withActor(infra.db, actor, (tx) => saveState(tx, organization_id, import_id, { state: 'checked' }))
}

/** What a batch writes and the position after it commit together: no row is imported twice. */
async function run<K extends Shape>(
  { infra, actor, kind, import_id }: Work<K>,
  { storage_path, done_count, mapping }: StoredImport<K['settings']>,
): Promise<void> {
  const { organization_id } = actor
  const key = storage_path ?? ''
  const work = { infra, actor, kind, import_id }
  const { write: step, connect } = kind.begin(mapping)
  await eachBatch(work, key, { state: 'running', from: done_count, step })
  if (connect) await eachBatch(work, key, { state: 'running', step: connect.write })
  await withActor(infra.db, actor, async (tx) => {
    const stored = await lockAt(tx, actor, kind, import_id, 'running', undefined)
    await saveState(tx, organization_id, import_id, { state: 'done', storage_path: null })
    await publish(tx, organization_id, kind.facts.imported, import_id, {
      ...{ filename: stored.filename, created: stored.created_count, filled: stored.filled_count },
      ...{ skipped: stored.skipped_count, errors: stored.error_count },
    })
  })
  await infra.files.remove(key)
}

type Pass<K extends Shape> = {
  state: 'checking' | 'running'
  step: ReturnType<ImportKind<K>['begin']>['check']
  /** Where it begins. The import moves on with each batch; without it, the import stays where it is. */
  from?: number
}

async function eachBatch<K extends Shape>(
  { infra, actor, kind, import_id }: Work<K>,
  key: string,
  { state, step, from }: Pass<K>,
): Promise<void> {
  for await (const batch of batchesOf(infra.files, key, from ?? 0, BATCH))
    await withActor(infra.db, actor, async (tx) => {
      const position = from === undefined ? undefined : batch.from
      const stored = await lockAt(tx, actor, kind, import_id, state, position)
      await addTally(tx, actor.organization_id, import_id, await step(tx, actor, stored, batch, infra.now()))
    })
}

async function undo<K extends Shape>(
  { infra, actor, kind, import_id }: Work<K>,
  { filename }: StoredImport<K['settings']>,
): Promise<void> {
  const { organization_id } = actor
  const some = (step: ImportKind<K>['undo'][number]) =>
    withActor(infra.db, actor, async (tx) => {
      await lockAt(tx, actor, kind, import_id, 'undoing', undefined)
      const { found, removed } = await step(tx, actor, import_id, infra.now())
      await addRemoved(tx, organization_id, import_id, removed, removed)
      return found > 0
    })
  for (const step of kind.undo) while (await some(step)) {}
  await withActor(infra.db, actor, async (tx) => {
    const { removed_count } = await lockAt(tx, actor, kind, import_id, 'undoing', undefined)
    const kept_count = await kind.countKept(tx, organization_id, import_id)
    await saveState(tx, organization_id, import_id, { state: 'undone', kept_count })
    const payload = { filename, removed: removed_count, kept: kept_count }
    await publish(tx, organization_id, kind.facts.undone, import_id, payload)
  })
}

/** The import, if it is where this attempt thinks it is: another may have gone on with it. */
async function lockAt<K extends Shape>(
  tx: Tx,
  { organization_id }: Actor,
  { subject }: ImportKind<K>,
  id: string,
  state: StoredImport['state'],
  position: number | undefined,
): Promise<StoredImport<K['settings']>> {
  const stored = await lockImport<K['settings']>(tx, organization_id, subject, id)
  if (stored.state !== state || (position !== undefined && stored.done_count !== position))
    throw new AppError('conflict', 'Another worker went on with this import.')
  return stored
}

const FAILED = 'This stopped before it was finished. Try again; if it happens again, contact support.'

const KEPT_MS = 7 * 24 * 3_600_000

/** What was uploaded and not imported within a week is removed: it is other people's data. */
async function removeForgotten<K extends Shape>(
  { worker, files }: Infra,
  { subject }: ImportKind<K>,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS)
  for (const { organization_id, id, storage_path } of await withWorker(worker, (tx) =>
    listForgotten(tx, subject, before),
  )) {
    await withWorker(worker, (tx) => forgetFile(tx, organization_id, id))
    await files.remove(storage_path)
  }
}

/** The jobs of a kind of import: its work, and the removal of files that were never imported. */
export function importJobsOf<K extends Shape>(kind: ImportKind<K>): Job[] {
  return [
    cron(kind.sweep, '40 3 * * *', (infra, now) => removeForgotten(infra, kind, now)),
    inSlots(
      2,
      task(
        kind.job,
        Asked,
        (infra, asked) => workOn(infra, kind, asked),
        (infra, asked, error) => fail(infra, kind, asked, error instanceof AppError ? error.message : FAILED),
      ),
    ),
  ]
}
