import { readPhone } from '#domains/contacts/phones.ts'
import type { ContactColumns } from '#domains/contacts/queries.ts'
import type { ImportFieldId, Mapping } from '#domains/contacts/rules/import-fields.ts'
import { IMPORT_FIELDS } from '#domains/contacts/rules/import-fields.ts'
import { nameOf } from '#domains/contacts/rules/names.ts'
import { type AddressEntry, type ContactKind, ContactType, NewContact } from '#domains/contacts/schema.ts'
import { isYearless, readDay } from '#domains/identity/imports/days.ts'
import type { Cells, Problem } from './problems.ts'
import { methodOf, websiteOf } from './reach.ts'
import { BETWEEN } from './read-vcards.ts'
import type { ImportSettings } from './schema.ts'
import { readSpouse, type Spouse, spouseBeside } from './spouses/read-spouse.ts'

export type Draft = ContactColumns & { display_name: string; kind: ContactKind }
export type Read =
  | { draft: Draft; spouse: Spouse | null; problems: [] }
  | { draft: null; problems: Problem[] }

const MOST_EMAILS = 20
const MOST_TAGS = 50

/** The contact that a row describes, or what is wrong with the row. */
export function readDraft(row: string[], mapping: Mapping, settings: ImportSettings): Read {
  const cell: Cells = (field) => {
    const at = mapping[field]
    return at === undefined ? '' : (row[at] ?? '')
  }
  const problems: Problem[] = []
  const said = saidOf(cell, settings, problems)
  const spouse = readSpouse(cell, problems)
  const parsed = NewContact.safeParse(said)
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues)
      problems.push({ field: fieldOf(path, mapping), reason: reasonOf(path, message) })
  const name = parsed.success ? (parsed.data.display_name ?? nameOf(parsed.data)) : undefined
  if (parsed.success && !name)
    problems.push({ field: null, reason: 'There is no name, company, email address or phone number.' })
  if (problems.length > 0 || !parsed.success || !name) return { draft: null, problems: onePerField(problems) }
  const draft = { ...parsed.data, display_name: name }
  return { draft, spouse: spouseBeside(draft, spouse), problems: [] }
}

function saidOf(cell: Cells, settings: ImportSettings, problems: Problem[]): Record<string, unknown> {
  const names = namesOf(cell)
  const { types, words } = typesOf(severalOf(cell('contact_type')))
  const birthday = cell('birthday')
  const day = readDay(birthday)
  if (birthday && !day && !isYearless(birthday))
    problems.push({ field: 'birthday', reason: `“${shortened(birthday)}” is not a date.` })
  const yearless = birthday && !day ? `Birthday: ${birthday.replace(/^--/, '')}` : ''
  const given = {
    ...names,
    title: cell('title'),
    industry: cell('industry'),
    referral_source: cell('referral_source'),
    website: websiteOf(cell('website')),
    preferred_contact_method: methodOf(cell('preferred_contact_method'), problems),
    birthday: day ?? '',
    notes: [cell('notes'), yearless].filter(Boolean).join('\n'),
  }
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    emails: emailsOf(cell),
    phones: phonesOf(cell, problems),
    addresses: addressesOf(cell),
    contact_type: [...new Set([...settings.contact_type, ...types])],
    tags: [...new Set([...settings.tags, ...tagsOf(cell('tags')), ...words])].slice(0, MOST_TAGS),
  }
}

/** "Delgado, Rosa" and "Rosa Delgado" are read in parts; a company without a person is one itself. */
function namesOf(cell: Cells): Record<string, string> {
  const [full, company] = [cell('full_name'), cell('company')]
  let [first_name, last_name] = [cell('first_name'), cell('last_name')]
  if (!first_name && !last_name && full && full !== company) {
    const [before, after] = full.split(/\s*,\s+/, 2)
    const words = full.split(/\s+/)
    ;[first_name, last_name] = after
      ? [after, before ?? '']
      : [words.slice(0, -1).join(' '), words.at(-1) ?? '']
    if (!first_name) [first_name, last_name] = [last_name, '']
  }
  const kind = !first_name && !last_name && company ? 'company' : 'person'
  return { kind, first_name, last_name, company }
}

/** Several values of one cell. */
const severalOf = (text: string, between = /[;,\n]/) =>
  text
    .split(BETWEEN.trim())
    .flatMap((part) => part.split(between))
    .map((part) => part.trim())
    .filter(Boolean)

const EMAILS = [
  ['email', 'work'],
  ['email_2', 'home'],
  ['email_3', 'other'],
] as const

function emailsOf(cell: Cells): { label: string; email: string }[] {
  const all = EMAILS.flatMap(([field, label]) =>
    severalOf(cell(field), /[;,\s]+/).map((email) => ({ label, email: email.replace(/^mailto:/i, '') })),
  )
  const once = new Map(all.toReversed().map((one) => [one.email.toLowerCase(), one]))
  return [...once.values()].toReversed().slice(0, MOST_EMAILS)
}

const PHONES = [
  ['phone_mobile', 'mobile'],
  ['phone_work', 'work'],
  ['phone_home', 'home'],
  ['phone_other', 'other'],
  ['phone_fax', 'fax'],
] as const

function phonesOf(cell: Cells, problems: Problem[]) {
  const phones = new Map<string, { label: string; number: string; extension?: string }>()
  for (const [field, label] of PHONES)
    for (const written of severalOf(cell(field))) {
      const phone = readPhone(written)
      if (!phone) problems.push({ field, reason: `“${shortened(written)}” is not a phone number.` })
      else if (!phones.has(phone.number)) phones.set(phone.number, { label, ...phone })
    }
  return [...phones.values()]
}

const USA = /^(us|usa|u\.s\.a?\.?|united states.*)$/i

function addressesOf(cell: Cells): Partial<AddressEntry>[] {
  const country = cell('country')
  const home = {
    ...{ line1: cell('street').replaceAll('\n', ', '), line2: cell('street_2').replaceAll('\n', ', ') },
    ...{ city: cell('city'), state: cell('state'), zip_code: cell('zip_code') },
  }
  const work = {
    ...{ line1: cell('work_street').replaceAll('\n', ', '), city: cell('work_city') },
    ...{ state: cell('work_state'), zip_code: cell('work_zip_code') },
  }
  const entryOf = (label: 'home' | 'work', address: Record<string, string>, country = '') => {
    const parts = Object.entries(address).filter(([, value]) => value !== '')
    if (parts.length === 0) return []
    return [{ label, ...Object.fromEntries(parts), ...(country && !USA.test(country) && { country }) }]
  }
  return [...entryOf('home', home, country), ...entryOf('work', work)]
}

/** What trades and products call the types that we know. */
const TYPES: Record<string, ContactType> = {
  buyer: 'client',
  seller: 'client',
  'past client': 'client',
  lead: 'prospect',
  realtor: 'agent',
  accountant: 'cpa',
  lawyer: 'attorney',
  'mortgage broker': 'lender',
  'title company': 'title',
  'qualified intermediary': 'intermediary',
  ...Object.fromEntries(ContactType.options.map((type) => [type, type])),
}

function typesOf(words: string[]): { types: ContactType[]; words: string[] } {
  const typeOf = (word: string) => TYPES[word.toLowerCase()] ?? TYPES[word.toLowerCase().replace(/s$/, '')]
  return {
    types: words.flatMap((word) => typeOf(word) ?? []),
    words: words.filter((word) => !typeOf(word)).map((word) => word.slice(0, 60)),
  }
}

/** Google marks its own groups with a star. */
function tagsOf(text: string): string[] {
  return severalOf(text)
    .filter((tag) => !/^\* ?(my ?contacts|starred)$/i.test(tag))
    .map((tag) => tag.replace(/^[*#] ?/, '').slice(0, 60))
    .filter(Boolean)
}

const LISTS: Record<string, readonly ImportFieldId[]> = {
  emails: ['email', 'email_2', 'email_3'],
  phones: ['phone_mobile', 'phone_work', 'phone_home', 'phone_other', 'phone_fax'],
  addresses: ['street', 'city', 'zip_code', 'work_street'],
}
const NAMES = new Map<string, string>(IMPORT_FIELDS.map(({ id, label }) => [id, label]))
const PARTS: Record<string, ImportFieldId> = {
  ...{
    line1: 'street',
    line2: 'street_2',
    city: 'city',
    state: 'state',
    zip_code: 'zip_code',
    country: 'country',
  },
}

function fieldOf(path: PropertyKey[], mapping: Mapping): ImportFieldId | null {
  const [name, , part] = path.map(String)
  const own = IMPORT_FIELDS.find(({ id }) => id === name)?.id ?? PARTS[part ?? '']
  if (own && mapping[own] !== undefined) return own
  return LISTS[name ?? '']?.find((field) => mapping[field] !== undefined) ?? null
}

function reasonOf(path: PropertyKey[], message: string): string {
  const [name] = path.map(String)
  if (name === 'emails') return 'This is not an email address.'
  if (message.startsWith('Too big')) return `${NAMES.get(name ?? '') ?? 'This'} is too long.`
  return `${NAMES.get(name ?? '') ?? 'This'} ${message}.`
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function onePerField(problems: Problem[]): Problem[] {
  return problems.filter((one, at) => problems.findIndex(({ field }) => field === one.field) === at)
}
