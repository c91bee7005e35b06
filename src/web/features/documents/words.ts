import type { z } from 'zod'
import { FIELD_KINDS } from '#domains/documents/extractions/schema.ts'
import type { RequestState } from '#domains/documents/requests/schema.ts'
import { STATUS_NAMES, TYPE_NAMES, VISIBILITY_NAMES } from '#domains/documents/rules/names.ts'
import type { Document, Visibility } from '#domains/documents/schema.ts'
import type { AccessType } from '#domains/documents/shares/schema.ts'

export type VisibilityName = z.infer<typeof Visibility>
export type AccessTypeName = z.infer<typeof AccessType>

export const DOCUMENT_TYPES = TYPE_NAMES
export const STATUSES = STATUS_NAMES
export const VISIBILITIES = VISIBILITY_NAMES

type Typed = Pick<Document, 'document_type' | 'needs_review' | 'readable'>

/** Of a file that couldn't be read the type is known only once a person has set it. */
export function isTypeKnown({ document_type, needs_review, readable }: Typed): boolean {
  return document_type !== null && !(needs_review && readable === false)
}

export function typeNameOf(document: Typed): string {
  const { document_type } = document
  return document_type && isTypeKnown(document) ? DOCUMENT_TYPES[document_type] : '—'
}

/** What became of a file's words. Some kinds of files are kept as they are, though nobody can search them. */
export function readingOf({
  status,
  readable,
  processing_errors,
}: Pick<Document, 'status' | 'readable' | 'processing_errors'>): {
  state: 'processing' | 'ready' | 'stored' | 'error'
  sentence: string | null
} {
  const failure = processing_errors?.at(-1)
  if (status === 'processing') return { state: 'processing', sentence: null }
  if (status === 'error')
    return { state: 'error', sentence: failure?.message ?? 'This file could not be read.' }
  if (readable === false)
    return { state: 'stored', sentence: failure?.message ?? 'This kind of file can’t be read.' }
  return { state: 'ready', sentence: null }
}

export const STAGES: Record<NonNullable<Document['processing_stage']>, string> = {
  queued: 'Queued',
  reading: 'Processing',
  understanding: 'Analyzing',
}

export const REQUEST_STATES: Record<RequestState, string> = {
  open: 'Open',
  received: 'Received',
  closed: 'Closed',
  revoked: 'Revoked',
  expired: 'Expired',
}

export const ACCESS_TYPES: Record<AccessTypeName, string> = {
  view: 'View',
  download: 'View and download',
  comment: 'View and comment',
}

const FIELDS: Record<string, string> = { apn: 'Parcel number', retain_until: 'Keep until', team_id: 'Team' }

/** `identification_deadline` reads "Identification deadline". */
export function fieldLabel(field: string): string {
  if (FIELDS[field]) return FIELDS[field]
  const words = field.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const [DATES = [], AMOUNTS = [], NAMES = [], ADDRESSES = [], PERIODS = []] = FIELD_KINDS.map((fields) =>
  fields.slice(1),
)
const NAMELESS = ['person', 'company']
const ORDER = [
  ...NAMES.filter((field) => !NAMELESS.includes(field)),
  ...ADDRESSES,
  'apn',
  ...AMOUNTS,
  ...DATES,
  ...PERIODS,
  ...FIELD_KINDS.map(([plain = '']) => plain),
  ...NAMELESS,
]

/** Parties, property, money, dates and contingencies first, what has no field of its own last. */
export function fieldOrder(field: string): number {
  const at = ORDER.indexOf(field)
  return at < 0 ? ORDER.length : at
}

export function titleOf(document: Pick<Document, 'title' | 'filename'>): string {
  return document.title ?? document.filename
}

/**
 * What a document is called where no icon shows the kind of its file: as long as its title is only the name of the file,
 * the whole of that name, so that "plan.svg" and "plan.html" are told apart.
 */
export function fullNameOf(document: Pick<Document, 'title' | 'filename'>): string {
  const { title, filename } = document
  const stem = filename.replace(/\.[\p{L}\p{N}]{1,20}$/u, '').replaceAll('_', ' ')
  return title === null || title === stem ? filename : title
}

/** Where the property stands beside it, the title need not repeat it: "Grant Deed" of "Grant Deed – 511 Alder Court". */
export function titleBesideProperty(
  document: Pick<Document, 'title' | 'filename' | 'property_address'>,
): string {
  const title = titleOf(document)
  const street = document.property_address?.split(',')[0]
  const end = ` – ${street}`
  return street && title.endsWith(end) && title.length > end.length ? title.slice(0, -end.length) : title
}

export const options = <K extends string>(words: Record<K, string>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))
