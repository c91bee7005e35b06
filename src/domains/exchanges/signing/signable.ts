import { buffer } from 'node:stream/consumers'
import { openFile } from '#domains/documents/content/content.ts'
import type { Infra } from '#infra/infra.ts'
import { isSealable } from '#infra/pdf/seal.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'

/** Before anyone is asked to sign: a file that could not be sealed afterwards is refused now. */
export async function demandSignable(
  { db, files }: Pick<Infra, 'db' | 'files'>,
  actor: Actor,
  document_id: string,
): Promise<void> {
  const { storage_path, mime_type } = await withActor(db, actor, (tx) =>
    openFile(tx, actor, document_id, undefined, 'view'),
  )
  if (mime_type !== 'application/pdf')
    throw new AppError('refused', 'Only a PDF can be signed. Save the document as a PDF first.')
  if (!(await isSealable(await buffer(await files.read(storage_path)))))
    throw new AppError('refused', 'This PDF can’t be signed: it is damaged, or protected by a password.')
}
