import { requestDocument, revokeRequest } from '#domains/documents/requests/requests.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { today } from '#lib/dates.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { listOfImport, listOpenAlike, lockImports } from './queries.ts'
import { type ReadRow, readRows } from './read-rows.ts'
import type { ImportResult, RequestImport } from './schema.ts'

/** Asks many clients at once, all in one transaction. A dry run goes the same way as far as the first request. */
export async function importRequests(
  tx: Tx,
  actor: Actor,
  { rows, dry_run, ...common }: RequestImport,
  secret: string,
  now: Date,
): Promise<ImportResult> {
  const read = readRows(rows, common, today(now, actor))
  await lockImports(tx, actor.organization_id)
  await markAskedAlready(tx, actor, read, now)
  const shown = read.map((row) => row.shown)
  if (dry_run || shown.some(({ errors }) => errors.length > 0))
    return { import_id: null, created: 0, rows: shown }
  const import_id = newId()
  for (const { request } of read)
    if (request) await requestDocument(tx, actor, request, secret, now, import_id)
  return { import_id, created: read.length, rows: shown }
}

/** A file that is imported twice by mistake asks no client twice. */
async function markAskedAlready(tx: Tx, actor: Actor, read: ReadRow[], now: Date): Promise<void> {
  const open = await listOpenAlike(
    tx,
    actor.organization_id,
    read.map(({ shown }) => shown),
    now,
  )
  const asked = new Set(open.map(({ email, title }) => `${email} ${title.toLowerCase()}`))
  for (const { shown } of read)
    if (asked.has(`${shown.email} ${shown.title.toLowerCase()}`))
      shown.errors.push({ field: 'email', reason: 'An open request to this client has the same title.' })
}

/** The links of what was imported stop working; what clients have sent stays, and so do requests that were closed. */
export async function undoImport(
  tx: Tx,
  actor: Actor,
  import_id: string,
  now: Date,
): Promise<{ revoked: number }> {
  await lockImports(tx, actor.organization_id)
  const requests = await listOfImport(tx, actor.organization_id, import_id)
  if (requests.length === 0) throw new AppError('missing', 'Import not found.')
  const open = requests.filter((request) => request.open)
  for (const { id } of open) await revokeRequest(tx, actor, id, now)
  return { revoked: open.length }
}
