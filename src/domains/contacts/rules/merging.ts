import { isDeepStrictEqual } from 'node:util'
import type { Contact, ContactChange } from '#domains/contacts/schema.ts'

/** Fields of which a contact has one: with a merge, either contact's can be kept. */
export const CHOOSABLE = [
  ...(['kind', 'display_name', 'first_name', 'last_name', 'legal_name', 'tax_status', 'industry'] as const),
  ...([
    'company',
    'title',
    'website',
    'referral_source',
    'preferred_contact_method',
    'timezone',
    'language',
  ] as const),
  ...([
    'birthday',
    'risk_tolerance',
    'strength_set',
    'importance_set',
    'next_followup_date',
    'owner_id',
  ] as const),
] as const

type Choosable = (typeof CHOOSABLE)[number]

const LISTS = [
  'emails',
  'phones',
  'addresses',
  'contact_type',
  'tags',
  'notes',
  'custom_field_values',
] as const
/** What a merge may change in the contact that stays. */
export type MergedFields = Pick<ContactChange, Choosable | (typeof LISTS)[number]>

const MOST_NOTES = 20_000

/**
 * What changes in the contact that stays: it gets what it lacks and what was chosen from the other; of what a contact has
 * several, it gets both's, its own first.
 */
export function mergedFields(winner: Contact, loser: Contact, take: readonly Choosable[]): MergedFields {
  const single = CHOOSABLE.flatMap((field) => {
    const value = loser[field]
    const wanted = take.includes(field) ? value !== null : winner[field] === null && value !== null
    return wanted ? [[field, value] as const] : []
  })
  const all: MergedFields = {
    ...(Object.fromEntries(single) as Partial<Pick<Contact, Choosable>>),
    emails: eachOnce([...winner.emails, ...loser.emails], ({ email }) => email.toLowerCase()).slice(0, 20),
    phones: eachOnce(
      [...winner.phones, ...loser.phones],
      ({ number, extension }) => `${number} ${extension}`,
    ).slice(0, 20),
    addresses: eachOnce([...winner.addresses, ...loser.addresses], addressKey).slice(0, 10),
    contact_type: [
      ...new Set([...winner.contact_type, ...loser.contact_type]),
    ] as ContactChange['contact_type'] & {},
    tags: [...new Set([...winner.tags, ...loser.tags])].slice(0, 50),
    notes: notesOf(winner.notes, loser.notes),
    custom_field_values: { ...loser.custom_field_values, ...winner.custom_field_values },
  }
  return pick(all, (field) => !isDeepStrictEqual(all[field], winner[field]))
}

/** Of what a merge changed, what to put back: not what was changed again since. */
export function restoredFields(current: Contact, before: MergedFields, after: MergedFields): MergedFields {
  return pick(before, (field) => isDeepStrictEqual(current[field] ?? null, after[field] ?? null))
}

/** The values that these fields have now. */
export function valuesOf(contact: Contact, fields: MergedFields): MergedFields {
  return Object.fromEntries(
    Object.keys(fields).map((field) => [field, contact[field as keyof Contact] ?? null]),
  )
}

function pick(fields: MergedFields, wanted: (field: keyof MergedFields) => boolean): MergedFields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => wanted(field as keyof MergedFields)))
}

function eachOnce<T>(all: T[], keyOf: (one: T) => string): T[] {
  const kept = new Map<string, T>()
  for (const one of all) if (!kept.has(keyOf(one))) kept.set(keyOf(one), one)
  return [...kept.values()]
}

const addressKey = ({ line1, line2, zip_code, city }: Contact['addresses'][number]) =>
  [line1, line2, zip_code ?? city]
    .join('|')
    .toLowerCase()
    .replaceAll(/[^a-z0-9|]/g, '')

function notesOf(winner: string | null, loser: string | null): string | null {
  if (!winner || !loser || winner.includes(loser)) return winner || loser
  return `${winner}\n\n${loser}`.slice(0, MOST_NOTES)
}
