import type { ImportRow, ImportState } from '#domains/identity/imports/schema.ts'
import { formatCount, formatNumber } from '#web/kit/figures.ts'
import type { Statuses } from '#web/kit/StatusPill.tsx'

export const IMPORT_STATES: Statuses<ImportState> = {
  uploaded: ['Not imported', 'draft'],
  checking: ['Checking', 'waiting'],
  checked: ['Checked', 'draft'],
  running: ['Importing', 'waiting'],
  done: ['Imported', 'done'],
  failed: ['Failed', 'late'],
  undoing: ['Undoing', 'waiting'],
  undone: ['Undone', 'draft'],
}

/** While the server works on it, it is asked for again and again. */
export const isWorking = (state: ImportState | undefined) =>
  state === 'checking' || state === 'running' || state === 'undoing'

export const canUndo = ({ state, created_count, filled_count }: ImportRow) =>
  state === 'done' || (state === 'failed' && created_count + filled_count > 0)

export const canContinue = ({ state, done_count }: ImportRow) =>
  state === 'uploaded' || state === 'checked' || (state === 'failed' && done_count === 0)

/** What came of it, or would come of it: "1,200 added · 4 filled in · 30 duplicates". */
export function outcomeOf(one: ImportRow): string {
  if (one.state === 'uploaded') return formatCount(one.row_count, 'row')
  if (one.state === 'undone')
    return [`${count(one.removed_count)} removed`, one.kept_count > 0 && `${count(one.kept_count)} kept`]
      .filter(Boolean)
      .join(' · ')
  return [
    `${count(one.created_count)} ${one.state === 'checked' || one.state === 'checking' ? 'new' : 'added'}`,
    one.filled_count > 0 && `${count(one.filled_count)} filled in`,
    one.skipped_count > 0 && formatCount(one.skipped_count, 'duplicate'),
    one.error_count > 0 && `${count(one.error_count)} with errors`,
  ]
    .filter(Boolean)
    .join(' · ')
}

const count = (value: number) => formatNumber(value, 0)

/** 0 to 1. */
export function partOf({ state, done_count, row_count, created_count }: ImportRow): number {
  const all = state === 'undoing' ? created_count : row_count
  return all > 0 ? Math.min(1, done_count / all) : 0
}

export const capitalized = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
