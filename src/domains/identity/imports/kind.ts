import type { Columns, ImportableField } from '#domains/identity/rules/import-columns.ts'
import type { FactType } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import type { FilesOfKind } from './reading/table.ts'
import type { Batch } from './rows.ts'
import type {
  ImportFailure,
  ImportOutcome,
  ImportState,
  RowDuplicate,
  RowError,
  UndoOutcome,
} from './schema.ts'

export type ImportSubject = 'contact' | 'transaction'

/** What every kind of import asks about rows with errors. */
export type AnySettings = { on_error: 'skip' | 'stop' }

/** What differs between kinds of imports: what a person can choose, and what is said of a duplicate. */
export type Shape = { settings: AnySettings; duplicate: RowDuplicate }

/** What a person said about the file: which columns hold what, and what happens with its rows. */
export type Said<Settings> = { mapping: Columns; settings: Settings }

export type StoredImport<Settings = AnySettings> = Said<Settings> & {
  id: string
  filename: string
  storage_path: string | null
  state: ImportState
  headers: string[]
  row_count: number
  done_count: number
  created_count: number
  filled_count: number
  skipped_count: number
  error_count: number
  removed_count: number
}

/** What a batch of rows came to. */
export type Tally<Duplicate = RowDuplicate> = {
  rows: number
  created: number
  filled: number
  skipped: number
  errors: number
  listed: { errors: RowError[]; duplicates: Duplicate[] }
}

export function emptyTally<Duplicate>(rows: number): Tally<Duplicate> {
  return { rows, created: 0, filled: 0, skipped: 0, errors: 0, listed: { errors: [], duplicates: [] } }
}

type Step<K extends Shape> = (
  tx: Tx,
  actor: Actor,
  stored: StoredImport<K['settings']>,
  batch: Batch,
  now: Date,
) => Promise<Tally<K['duplicate']>>

type Steps<K extends Shape> = { check: Step<K>; write: Step<K> }

/** One part of an undo. It is called again, in a new transaction each time, until it finds nothing. */
export type UndoStep = (
  tx: Tx,
  actor: Actor,
  import_id: string,
  now: Date,
) => Promise<{ found: number; removed: number }>

/** What a domain gives so that its records are imported from files. */
export type ImportKind<K extends Shape> = {
  subject: ImportSubject
  permission: string
  /** The name of the job that checks, imports and undoes. */
  job: string
  /** The name of the job that removes files which were uploaded and never imported. */
  sweep: string
  files: FilesOfKind
  /** Where the rows of uploaded files are stored. */
  folder: string
  fields: readonly ImportableField[]
  /** Refuses columns without which no row can be imported, and settings that the person may not choose. */
  demand: (tx: Tx, actor: Actor, said: Said<K['settings']>) => Promise<void>
  /** Why a file of which nothing is left can't be imported. */
  nothing: string
  /**
   * The work on one file. `check` says what a batch would do, and remembers the rows before it; `write` does it, in the
   * transaction that moves the import on. `connect` goes over all rows again once they are there, and relates them to each
   * other; done again, it adds nothing.
   */
  begin: (mapping: Columns) => Steps<K> & { connect?: Steps<K> | undefined }
  undo: UndoStep[]
  /** How many of what it created are left after an undo. */
  countKept: (tx: Tx, organization_id: string, import_id: string) => Promise<number>
  facts: {
    imported: FactType<typeof ImportOutcome>
    failed: FactType<typeof ImportFailure>
    undone: FactType<typeof UndoOutcome>
  }
}
