import { type ReactNode, useState } from 'react'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import type { CheckedRow } from './CheckRows.tsx'
import { type ImportField, type Matches, matchColumns, rowsBy } from './match.ts'
import { readSheet, type Sheet } from './read-sheet.ts'

export type ImportOutcome = { id: string | null; created: number; rows: CheckedRow[] }

export type ImportProps<Id extends string> = {
  opened: boolean
  onClose: () => void
  title: string
  /** What one row becomes: "request". */
  one: string
  fields: ImportField<Id>[]
  /** A file that shows how it is done, offered as a download. */
  example: { name: string; text: string }
  most: number
  /** How checked rows are shown: the headers of their cells. */
  headers: string[]
  /** Checks the rows, and with `dry` false, makes what they say if none has an error. */
  run: (rows: Partial<Record<Id, string>>[], dry: boolean) => Promise<ImportOutcome>
  /** What `undo` does, said before it is done. */
  undoNote: string
  /** Takes back an import; answers in a sentence what that did. */
  undo: (id: string) => Promise<string>
  /** Settings for all rows. */
  children?: ReactNode
}

type State<Id extends string> =
  | { step: 0 }
  | { step: 1; sheet: Sheet; matches: Matches<Id> }
  | { step: 2; sheet: Sheet; matches: Matches<Id>; outcome: ImportOutcome }
  | { step: 3; outcome: ImportOutcome }

export type At<Id extends string, Step extends State<Id>['step']> = Extract<State<Id>, { step: Step }>
export type Flow<Id extends string> = ReturnType<typeof useImport<Id>>

/** The steps of an import: each does its work, says what was refused, and leads to the next. */
export function useImport<Id extends string>({ fields, most, run, undo }: ImportProps<Id>) {
  const [state, goTo] = useState<State<Id>>({ step: 0 })
  const [busy, setBusy] = useState(false)
  const during = (work: Promise<void>) => {
    setBusy(true)
    return work.catch(notifyRefusal).finally(() => setBusy(false))
  }
  const choose = async (file: File) => {
    const sheet = await readSheet(file)
    if (sheet.rows.length > most)
      throw new Error(`This file has ${sheet.rows.length} rows. Import at most ${most} at a time.`)
    goTo({ step: 1, sheet, matches: matchColumns(sheet.headers, fields) })
  }
  const check = async ({ sheet, matches }: At<Id, 1>) => {
    const outcome = await run(rowsBy(sheet.rows, matches), true)
    goTo({ step: 2, sheet, matches, outcome })
  }
  const execute = async (checked: At<Id, 2>) => {
    const outcome = await run(rowsBy(checked.sheet.rows, checked.matches), false)
    goTo(outcome.id ? { step: 3, outcome } : { ...checked, outcome })
  }
  return {
    ...{ state, busy, goTo },
    choose: (file: File) => during(choose(file)),
    rematch: (matches: Matches<Id>) => state.step === 1 && goTo({ ...state, matches }),
    check: (from: At<Id, 1>) => during(check(from)),
    execute: (from: At<Id, 2>) => during(execute(from)),
    takeBack: ({ id }: ImportOutcome, done: () => void) =>
      during(
        undo(id ?? '').then((sentence) => {
          notify(sentence)
          done()
        }),
      ),
  }
}
