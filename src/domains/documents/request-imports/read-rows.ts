import type { z } from 'zod'
import { NewDocumentRequest } from '#domains/documents/requests/schema.ts'
import { findDates } from '#domains/documents/understanding/dates.ts'
import type { ImportedRow, RequestImport, RequestRow } from './schema.ts'

type Common = Omit<RequestImport, 'rows' | 'dry_run'>
export type ReadRow = { shown: ImportedRow; request: NewDocumentRequest | null }

/**
 * What each row asks for, and what is wrong with it; rows that ask the same person for the same are one too many.
 * `today`: the civil date of who imports.
 */
export function readRows(rows: RequestRow[], common: Common, today: string): ReadRow[] {
  const seen = new Set<string>()
  return rows.map((cells, index) => {
    const read = readRow(cells, index + 1, common, today)
    const { email, title, errors } = read.shown
    const key = `${email} ${title}`.toLowerCase()
    if (seen.has(key))
      errors.push({ field: 'email', reason: 'Another row above asks the same client for the same.' })
    else seen.add(key)
    return errors.length > 0 ? { ...read, request: null } : read
  })
}

function readRow(cells: RequestRow, row: number, common: Common, today: string): ReadRow {
  const items = itemsOf(cells.items)
  const due = dayOf(cells.due_on)
  const count = items.length
  const title = cells.title?.trim() || (count === 1 ? (items[0]?.title ?? '') : `${count} documents`)
  const parsed = NewDocumentRequest.safeParse({
    ...common,
    requested_from_email: cells.email.trim(),
    title,
    items,
    ...(cells.name?.trim() && { requested_from_name: cells.name }),
    ...(cells.message?.trim() && { message: cells.message }),
    ...(due && { due_on: due }),
  })
  const errors = parsed.success ? [] : parsed.error.issues.map(reasonOf)
  if (due === null) errors.push({ field: 'due_on', reason: `“${cells.due_on?.trim()}” is not a date.` })
  if (due && due < today) errors.push({ field: 'due_on', reason: 'This date has passed.' })
  return {
    shown: {
      row,
      email: cells.email.trim().toLowerCase(),
      title,
      items: items.map((item) => item.title),
      due_on: due ?? null,
      errors: onePerField(errors),
    },
    request: parsed.success ? parsed.data : null,
  }
}

/** "Bank statement: all pages; Photo ID" asks for two things, the first with an explanation. */
function itemsOf(cell: string): { title: string; explanation?: string }[] {
  return cell
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [title = '', ...rest] = part.split(/:\s+/)
      const explanation = rest.join(': ').trim()
      return { title: title.trim(), ...(explanation && { explanation }) }
    })
}

/** A day as people write it, "12/9/2026" or "Dec 9, 2026"; undefined where there is none, null where it is none. */
function dayOf(cell: string | undefined): string | null | undefined {
  const text = cell?.trim()
  if (!text) return undefined
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  const [found] = findDates(text)
  return found && found.start === 0 && found.end === text.length ? found.normalized : null
}

const FIELDS: Record<string, [field: string, reason?: string]> = {
  requested_from_email: ['email', 'This is not an email address.'],
  requested_from_name: ['name'],
  items: ['items', 'Say what you need.'],
  due_on: ['due_on', 'This is not a date.'],
}

function reasonOf({ path: [field, ...rest], message, ...issue }: z.core.$ZodIssue) {
  if (field === 'items' && rest.length === 0 && issue.code === 'too_big')
    return {
      field: 'items',
      reason: `A request has at most ${issue.maximum} documents. Split this row into several.`,
    }
  const [name, reason] = FIELDS[String(field)] ?? [String(field)]
  return { field: name, reason: rest.length === 0 && reason ? reason : message }
}

function onePerField(errors: ImportedRow['errors']): ImportedRow['errors'] {
  return errors.filter((error, at) => errors.findIndex(({ field }) => field === error.field) === at)
}
