import { demandKeepers } from '#domains/contacts/contacts.ts'
import { guessMapping, type ImportFieldId, type Mapping } from '#domains/contacts/rules/import-fields.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { isRolledBack } from '#infra/postgres/outcome.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  findRememberedMapping,
  getImport,
  insertImport,
  lockImport,
  type StoredImport,
  saveBegun,
  saveChecking,
  saveState,
} from './queries.ts'
import { readTable } from './reading/read-table.ts'
import { saveRows } from './rows.ts'
import type { ContactImport, ImportCheck } from './schema.ts'

/** Reads a file once and stores its rows, so that nothing half read is ever imported. */
export async function startImport(
  { db, files, scratch }: Pick<Infra, 'db' | 'files' | 'scratch'>,
  actor: Actor,
  { filename, bytes }: { filename: string; bytes: Buffer },
): Promise<ContactImport> {
  const { organization_id, user_id: created_by } = actor
  const id = newId()
  const storage_path = `contact-imports/${organization_id}/${id}`
  const table = readTable(bytes, scratch)
  const saved = await saveRows(files, storage_path, table)
  try {
    return await withActor(db, actor, async (tx) => {
      const mapping = (await findRememberedMapping(tx, saved.headers)) ?? guessMapping(saved.headers)
      const file = { filename, storage_path, file_size: bytes.length, format: table.format }
      await insertImport(tx, organization_id, { ...saved, ...file, id, mapping, created_by })
      return getImport(tx, organization_id, id)
    })
  } catch (error) {
    if (isRolledBack(error)) await files.remove(storage_path)
    throw error
  }
}

export async function checkImport(
  tx: Tx,
  actor: Actor,
  id: string,
  { mapping, settings }: ImportCheck,
): Promise<ContactImport> {
  const stored = await lockImport(tx, actor.organization_id, id)
  demandNothingDone(stored)
  demandColumns(stored.headers, mapping)
  await demandKeepers(tx, actor, { ...settings, owner_id: actor.user_id })
  await saveChecking(tx, actor.organization_id, id, { mapping, settings })
  return queueWork(tx, actor, id)
}

export async function runImport(tx: Tx, actor: Actor, id: string): Promise<ContactImport> {
  const stored = await lockImport(tx, actor.organization_id, id)
  if (stored.state !== 'checked')
    throw new AppError('conflict', 'Check the file first. An import that was checked can be run once.')
  const { settings, error_count, created_count, filled_count } = stored
  if (settings.on_error === 'stop' && error_count > 0)
    throw new AppError(
      'refused',
      'Some rows have errors. Correct them in your file, or choose to leave them out.',
    )
  if (created_count + filled_count === 0)
    throw new AppError(
      'refused',
      'There is nothing to import: every row has an error or is a contact already.',
    )
  await saveBegun(tx, actor.organization_id, id, 'running')
  return queueWork(tx, actor, id)
}

export async function undoImport(tx: Tx, actor: Actor, id: string): Promise<ContactImport> {
  const { state, created_count, filled_count } = await lockImport(tx, actor.organization_id, id)
  const partly = state === 'failed' && created_count + filled_count > 0
  if (state !== 'done' && !partly)
    throw new AppError('conflict', 'Only an import that has finished can be undone, and only once.')
  await saveState(tx, actor.organization_id, id, { state: 'undoing', done_count: 0, failure: null })
  return queueWork(tx, actor, id)
}

async function queueWork(
  tx: Tx,
  { organization_id, user_id }: Actor,
  import_id: string,
): Promise<ContactImport> {
  await enqueue(
    tx,
    'contacts.import',
    { organization_id, import_id, user_id },
    { key: `contacts.import:${import_id}` },
  )
  return getImport(tx, organization_id, import_id)
}

function demandNothingDone({ state, storage_path, done_count }: StoredImport): void {
  const idle = state === 'uploaded' || state === 'checked' || (state === 'failed' && done_count === 0)
  if (!idle || !storage_path)
    throw new AppError(
      'conflict',
      'This file has been imported already, or is being worked on. Upload it again.',
    )
}

/** Without one of these a contact has no name. */
const NAMING: ImportFieldId[] = [
  ...(['full_name', 'first_name', 'last_name', 'company', 'email', 'email_2', 'email_3'] as const),
  ...(['phone_mobile', 'phone_home', 'phone_work', 'phone_other'] as const),
]

function demandColumns(headers: string[], mapping: Mapping): void {
  const beyond = Object.entries(mapping).find(([, at]) => at >= headers.length)
  if (beyond)
    throw new AppError('invalid', 'A column that the file doesn’t have was chosen.', {
      issues: [{ field: `mapping.${beyond[0]}`, reason: 'is not a column of the file' }],
    })
  if (!NAMING.some((field) => mapping[field] !== undefined))
    throw new AppError(
      'invalid',
      'Choose the column of a name, a company, an email address or a phone number.',
      {
        issues: [{ field: 'mapping', reason: 'has no column that names a contact' }],
      },
    )
}
