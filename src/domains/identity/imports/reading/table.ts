import type { ImportFormat } from '#domains/identity/imports/schema.ts'

export type Table = { format: ImportFormat; rows: AsyncIterable<string[]> | Iterable<string[]> }

/** Which files a kind of import reads beside CSV and XLSX, and how they are called. */
export type FilesOfKind = {
  /** "contacts" */
  things: string
  /** "CSV, XLSX or vCard" */
  accepts: string
  readText?: (text: string) => Table | undefined
}
