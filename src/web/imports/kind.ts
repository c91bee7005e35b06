import type { ComponentType } from 'react'
import type { ImportedFile, ImportRow, RowDuplicate } from '#domains/identity/imports/schema.ts'
import type { AnswerOf, AnyCall, ArgsOf } from '#lib/contract.ts'
import { answerOf, pathOf, requestOf } from '#lib/requests.ts'
import { callAsMember } from '#web/caller.ts'

/** An import as its steps show it, whatever its rows become. */
export type Found = ImportedFile & {
  settings: { on_error?: 'skip' | 'stop' | undefined }
  duplicates: RowDuplicate[]
}
type Asked = { refetchInterval?: number }
type Act = { busy: boolean; run: (said: string | null) => Promise<boolean> }

export type ColumnsProps = { id: string; back: () => void; onChecking: () => void }

/** What a domain gives so that its records are imported by the same steps. */
export type ImportKind = {
  /** "contact" and "contacts" */
  one: string
  many: string
  permission: string
  /** The page of past imports, and the page that it belongs to. */
  page: string
  above: { to: string; label: string }
  products: string
  accept: string
  chooses: string
  example: { name: string; text: string }
  /** What else the check says, such as that closed deals are history. */
  checkNote?: string
  /** Why records stayed after an undo. */
  stayed: string
  undoing: string
  /** The list of the records that an import added, where there is one. */
  listOf?: (id: string) => string
  /** The page of the record that a row is a duplicate of; null: another row of the file. */
  recordOf: (duplicate: RowDuplicate) => string | null
  Columns: ComponentType<ColumnsProps>
  useLatest: (asked: Asked) => { data?: { items: ImportRow[] } | undefined }
  useOne: (id: string, asked: Asked) => { data?: Found | undefined; error: Error | null }
  useRun: (id: string) => Act
  useUndo: (id: string) => Act
  about: readonly string[]
  upload: (file: File) => Promise<{ id: string }>
}

/** Sends a file to the route that begins an import. */
export async function uploadTo<C extends AnyCall>(
  route: C,
  args: ArgsOf<C>,
  file: File,
): Promise<AnswerOf<C>> {
  const form = new FormData()
  form.append('file', file)
  return answerOf(route, await callAsMember(pathOf(route, args), requestOf(route, form)))
}
