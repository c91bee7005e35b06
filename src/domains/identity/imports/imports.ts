import { type Columns, matchColumns } from '#domains/identity/rules/import-columns.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { isRolledBack } from '#infra/postgres/outcome.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import type { PageAfter } from '#lib/contract.ts'
import { AppError, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import type { ImportKind, Said, Shape, StoredImport } from './kind.ts'
import {
  findImport,
  findRememberedMapping,
  insertImport,
  listImportsOf,
  lockImport,
  saveBegun,
  saveChecking,
  saveState,
} from './queries.ts'
import { readTable } from './reading/read-table.ts'
import { saveRows } from './rows.ts'
import type { ImportedFile, ImportRow } from './schema.ts'

/** An import of a kind, as people see it. */
export type Imported<K extends Shape> = Omit<ImportedFile, 'duplicates'> & {
  mapping: Columns
  settings: Partial<K['settings']>
  duplicates: K['duplicate'][]
}

export async function getImport<K extends Shape>(
  tx: Tx,
  { organization_id }: Actor,
  { subject }: ImportKind<K>,
  id: string,
): Promise<Imported<K>> {
  return found(await findImport(tx, organization_id, subject, id), 'import')
}

export function listImports<K extends Shape>(
  tx: Tx,
  { organization_id }: Actor,
  { subject }: ImportKind<K>,
  page: PageAfter<string>,
): Promise<ImportRow[]> {
  return listImportsOf(tx, organization_id, subject, page)
}

/** Reads a file once and stores its rows, so that nothing half read is ever imported. */
export async function startImport<K extends Shape>(
  { db, files, scratch }: Pick<Infra, 'db' | 'files' | 'scratch'>,
  actor: Actor,
  kind: ImportKind<K>,
  { filename, bytes }: { filename: string; bytes: Buffer },
): Promise<Imported<K>> {
  const { organization_id, user_id } = actor
  const id = newId()
  const storage_path = `${kind.folder}/${organization_id}/${id}`
  const table = readTable(bytes, scratch, kind.files)
  const saved = await saveRows(files, storage_path, table)
  try {
    return await withActor(db, actor, async (tx) => {
      const remembered = await findRememberedMapping(tx, kind.subject, saved.headers)
      const mapping = remembered ?? matchColumns(kind.fields, saved.headers)
      const file = { filename, storage_path, file_size: bytes.length, format: table.format }
      const created_by = found(user_id, 'member')
      await insertImport(tx, organization_id, {
        ...{ ...saved, ...file, id, mapping, created_by, subject: kind.subject },
      })
      return getImport(tx, actor, kind, id)
    })
  } catch (error) {
    if (isRolledBack(error)) await files.remove(storage_path)
    throw error
  }
}

export async function checkImport<K extends Shape>(
  tx: Tx,
  actor: Actor,
  kind: ImportKind<K>,
  id: string,
  said: Said<K['settings']>,
): Promise<Imported<K>> {
  const stored = await lockImport(tx, actor.organization_id, kind.subject, id)
  demandNothingDone(stored)
  demandColumnsOf(stored.headers, said.mapping)
  await kind.demand(tx, actor, said)
  await saveChecking(tx, actor.organization_id, id, said)
  return queueWork(tx, actor, kind, id)
}

export async function runImport<K extends Shape>(
  tx: Tx,
  actor: Actor,
  kind: ImportKind<K>,
  id: string,
): Promise<Imported<K>> {
  const stored = await lockImport(tx, actor.organization_id, kind.subject, id)
  if (stored.state !== 'checked')
    throw new AppError('conflict', 'Check the file first. An import that was checked can be run once.')
  const { settings, error_count, created_count, filled_count } = stored
  if (settings.on_error === 'stop' && error_count > 0)
    throw new AppError(
      'refused',
      'Some rows have errors. Correct them in your file, or choose to leave them out.',
    )
  if (created_count + filled_count === 0) throw new AppError('refused', kind.nothing)
  await saveBegun(tx, actor.organization_id, id, 'running')
  return queueWork(tx, actor, kind, id)
}

export async function undoImport<K extends Shape>(
  tx: Tx,
  actor: Actor,
  kind: ImportKind<K>,
  id: string,
): Promise<Imported<K>> {
  const stored = await lockImport(tx, actor.organization_id, kind.subject, id)
  const { state, created_count, filled_count } = stored
  const partly = state === 'failed' && created_count + filled_count > 0
  if (state !== 'done' && !partly)
    throw new AppError('conflict', 'Only an import that has finished can be undone, and only once.')
  await saveState(tx, actor.organization_id, id, { state: 'undoing', done_count: 0, failure: null })
  return queueWork(tx, actor, kind, id)
}

async function queueWork<K extends Shape>(
  tx: Tx,
  actor: Actor,
  kind: ImportKind<K>,
  import_id: string,
): Promise<Imported<K>> {
  const { organization_id, user_id } = actor
  const key = `${kind.job}:${import_id}`
  await enqueue(tx, kind.job, { organization_id, import_id, user_id }, { key })
  return getImport(tx, actor, kind, import_id)
}

function demandNothingDone({ state, storage_path, done_count }: StoredImport): void {
  const idle = state === 'uploaded' || state === 'checked' || (state === 'failed' && done_count === 0)
  if (!idle || !storage_path)
    throw new AppError(
      'conflict',
      'This file has been imported already, or is being worked on. Upload it again.',
    )
}

function demandColumnsOf(headers: string[], mapping: Said<unknown>['mapping']): void {
  const beyond = Object.entries(mapping).find(([, at]) => at !== undefined && at >= headers.length)
  if (beyond)
    throw new AppError('invalid', 'A column that the file doesn’t have was chosen.', {
      issues: [{ field: `mapping.${beyond[0]}`, reason: 'is not a column of the file' }],
    })
}
