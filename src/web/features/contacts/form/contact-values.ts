import type { Contact, ContactChange } from '#domains/contacts/schema.ts'

type Entry<Label extends string> = { label: Label; value: string }
export type PhoneLabel = Contact['phones'][number]['label']
export type EmailLabel = Contact['emails'][number]['label']

/** What is typed in the form of a contact. */
export type ContactValues = {
  kind: Contact['kind']
  first_name: string
  last_name: string
  display_name: string
  company: string
  title: string
  emails: Entry<EmailLabel>[]
  phones: Entry<PhoneLabel>[]
  line1: string
  line2: string
  city: string
  state: string
  zip_code: string
  contact_type: string[]
  tax_status: string | null
  tags: string[]
  owner_id: string | null
  visibility: Contact['visibility']
  team_id: string | null
  birthday: string
  next_followup_date: string
  referral_source: string
  website: string
  preferred_contact_method: Contact['preferred_contact_method']
  /** Empty: as it is computed. */
  importance_set: number | ''
  notes: string
}

const NOTHING: ContactValues = {
  ...{ kind: 'person', first_name: '', last_name: '', display_name: '', company: '', title: '' },
  ...{ emails: [{ label: 'work', value: '' }], phones: [{ label: 'mobile', value: '' }] },
  ...{
    line1: '',
    line2: '',
    city: '',
    state: '',
    zip_code: '',
    contact_type: [],
    tax_status: null,
    tags: [],
  },
  ...{ owner_id: null, visibility: 'organization', team_id: null, birthday: '', next_followup_date: '' },
  ...{ referral_source: '', website: '', preferred_contact_method: 'email', notes: '', importance_set: '' },
}

export function newValues(owner_id: string | null): ContactValues {
  return { ...NOTHING, owner_id }
}

export function valuesOf(contact: Contact): ContactValues {
  const { emails, phones, addresses, ...plain } = contact
  const { line1 = '', line2 = '', city = '', state = '', zip_code = '' } = addresses[0] ?? {}
  const text = (value: string | null) => value ?? ''
  return {
    ...NOTHING,
    kind: plain.kind,
    first_name: text(plain.first_name),
    last_name: text(plain.last_name),
    display_name: plain.display_name,
    company: text(plain.company),
    title: text(plain.title),
    emails: orEmpty(
      emails.map(({ label, email }) => ({ label, value: email })),
      NOTHING.emails,
    ),
    phones: orEmpty(
      phones.map(({ label, number, extension }) => ({
        label,
        value: extension ? `${number} ext. ${extension}` : number,
      })),
      NOTHING.phones,
    ),
    ...{ line1, line2, city, state, zip_code },
    contact_type: plain.contact_type,
    tax_status: plain.tax_status,
    tags: plain.tags,
    owner_id: plain.owner_id,
    visibility: plain.visibility,
    team_id: plain.team_id,
    birthday: text(plain.birthday),
    next_followup_date: text(plain.next_followup_date),
    referral_source: text(plain.referral_source),
    website: text(plain.website),
    preferred_contact_method: plain.preferred_contact_method,
    importance_set: plain.importance_set ?? '',
    notes: text(plain.notes),
  }
}

/** People leave out what a browser adds by itself. */
function webAddress(typed: string): string | null {
  const text = typed.trim()
  return !text || /^https?:\/\//i.test(text) ? text || null : `https://${text}`
}

const orEmpty = <T>(all: T[], empty: T[]) => (all.length > 0 ? all : empty)

/**
 * What the API is asked. A person is called by their names, so that `display_name` is only of organizations; of several
 * addresses, the form changes the first.
 */
export function changeOf(values: ContactValues, before?: Contact): ContactChange {
  const { emails, phones, line1, line2, city, state, zip_code, display_name, ...rest } = values
  const { contact_type, tax_status, ...plain } = rest
  const orNull = (text: string) => text.trim() || null
  const first = { line1, line2, city, state, zip_code }
  const given = Object.fromEntries(Object.entries(first).filter(([, text]) => text.trim()))
  const address = { label: 'home' as const, country: 'USA', ...before?.addresses[0] }
  const { line1: _1, line2: _2, city: _3, state: _4, zip_code: _5, ...kept } = address
  const person = plain.kind === 'person'
  return {
    ...plain,
    first_name: person ? orNull(plain.first_name) : null,
    last_name: person ? orNull(plain.last_name) : null,
    ...(!person && { display_name }),
    company: orNull(plain.company),
    title: orNull(plain.title),
    birthday: orNull(plain.birthday),
    next_followup_date: orNull(plain.next_followup_date),
    referral_source: orNull(plain.referral_source),
    website: webAddress(plain.website),
    importance_set: plain.importance_set === '' ? null : plain.importance_set,
    notes: orNull(plain.notes),
    emails: emails
      .filter(({ value }) => value.trim())
      .map(({ label, value }) => ({ label, email: value.trim() })),
    phones: phones
      .filter(({ value }) => value.trim())
      .map(({ label, value }) => ({ label, number: value.trim() })),
    addresses: [
      ...(Object.keys(given).length > 0 ? [{ ...kept, ...given }] : []),
      ...(before?.addresses.slice(1) ?? []),
    ],
    contact_type: contact_type as ContactChange['contact_type'],
    tax_status: tax_status as ContactChange['tax_status'],
    team_id: plain.visibility === 'team' ? plain.team_id : null,
  }
}
