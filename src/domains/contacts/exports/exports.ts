import { contactsExported } from '#domains/contacts/events.ts'
import { countContacts, listWholeContacts } from '#domains/contacts/list/queries.ts'
import type { Contact, PhoneEntry } from '#domains/contacts/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Sheet, SheetValue } from '#infra/sheets/send-sheet.ts'
import type { Actor } from '#lib/actor.ts'
import { dayAt } from '#lib/dates.ts'
import { type ContactExport, EXPORT_COLUMNS, type ExportColumn } from './schema.ts'

const MOST_ROWS = 50_000
const PAGE = 500

type Column = { header: string; value: (contact: Contact, zone: string) => SheetValue }

const phonesOf = ({ phones }: Contact, label: PhoneEntry['label']) =>
  phones
    .filter((phone) => phone.label === label)
    .map(({ number, extension }) => (extension ? `${number} x${extension}` : number))
    .join('; ')
const VISIBILITIES = { private: 'Private', team: 'Team', organization: 'Everyone' }

const COLUMNS: Record<ExportColumn, Column> = {
  full_name: { header: 'Full name', value: ({ display_name }) => display_name },
  first_name: { header: 'First name', value: ({ first_name }) => first_name },
  last_name: { header: 'Last name', value: ({ last_name }) => last_name },
  kind: { header: 'Kind', value: ({ kind }) => kind },
  contact_type: { header: 'Type', value: ({ contact_type }) => contact_type.join('; ') },
  company: { header: 'Company', value: ({ company }) => company },
  title: { header: 'Job title', value: ({ title }) => title },
  email: { header: 'Email', value: ({ emails }) => emails[0]?.email ?? null },
  email_2: { header: 'Second email', value: ({ emails }) => emails[1]?.email ?? null },
  email_3: {
    header: 'Third email',
    value: ({ emails }) =>
      emails
        .slice(2)
        .map(({ email }) => email)
        .join('; '),
  },
  phone_mobile: { header: 'Mobile phone', value: (contact) => phonesOf(contact, 'mobile') },
  phone_work: { header: 'Work phone', value: (contact) => phonesOf(contact, 'work') },
  phone_home: { header: 'Home phone', value: (contact) => phonesOf(contact, 'home') },
  phone_other: { header: 'Other phone', value: (contact) => phonesOf(contact, 'other') },
  phone_fax: { header: 'Fax', value: (contact) => phonesOf(contact, 'fax') },
  street: { header: 'Street', value: ({ addresses }) => addresses[0]?.line1 ?? null },
  street_2: { header: 'Apartment or suite', value: ({ addresses }) => addresses[0]?.line2 ?? null },
  city: { header: 'City', value: ({ addresses }) => addresses[0]?.city ?? null },
  state: { header: 'State', value: ({ addresses }) => addresses[0]?.state ?? null },
  zip_code: { header: 'ZIP code', value: ({ addresses }) => addresses[0]?.zip_code ?? null },
  country: { header: 'Country', value: ({ addresses }) => addresses[0]?.country ?? null },
  tags: { header: 'Tags', value: ({ tags }) => tags.join('; ') },
  owner: { header: 'Owner', value: ({ owner_name }) => owner_name },
  visibility: { header: 'Visible to', value: ({ visibility }) => VISIBILITIES[visibility] },
  referral_source: { header: 'Source', value: ({ referral_source }) => referral_source },
  industry: { header: 'Industry', value: ({ industry }) => industry },
  birthday: { header: 'Birthday', value: ({ birthday }) => birthday },
  website: { header: 'Website', value: ({ website }) => website },
  preferred_contact_method: {
    header: 'Preferred contact method',
    value: ({ preferred_contact_method }) => preferred_contact_method,
  },
  relationship_strength: { header: 'Relationship (1–5)', value: (contact) => contact.relationship_strength },
  importance_score: { header: 'Importance (1–100)', value: ({ importance_score }) => importance_score },
  last_interaction_date: {
    header: 'Last contact',
    value: ({ last_interaction_date: at }, zone) => at && dayAt(at, zone),
  },
  next_followup_date: { header: 'Follow up', value: ({ next_followup_date }) => next_followup_date },
  notes: { header: 'Notes', value: ({ notes }) => notes },
  created_at: { header: 'Added', value: ({ created_at }, zone) => dayAt(created_at, zone) },
}

type Act = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/**
 * The contacts of a list by name, without their financial details. Who took how many is written down before the first
 * is sent; each page is read in its own transaction, so that none is held open.
 */
export async function exportContacts(
  act: Act,
  actor: Actor,
  { format, columns = [], ...narrowing }: ContactExport,
): Promise<Omit<Sheet, 'name'>> {
  const { organization_id, timezone } = actor
  const shown = (columns.length > 0 ? columns : EXPORT_COLUMNS).map((name) => COLUMNS[name])
  await act(async (tx) => {
    const count = Math.min(MOST_ROWS, await countContacts(tx, organization_id, narrowing))
    const columns = shown.map(({ header }) => header)
    await publish(tx, organization_id, contactsExported, organization_id, { count, format, columns })
  })
  return { headers: shown.map(({ header }) => header), rows: rowsOf() }

  async function* rowsOf(): AsyncGenerator<SheetValue[]> {
    let after: readonly [string, string] | undefined
    for (let sent = 0; sent < MOST_ROWS; sent += PAGE) {
      const page = { after, limit: PAGE, sort: 'name' as const }
      const contacts = await act((tx) => listWholeContacts(tx, organization_id, narrowing, page))
      for (const contact of contacts) yield shown.map(({ value }) => value(contact, timezone))
      const last = contacts.at(-1)
      if (!last || contacts.length < PAGE) return
      after = [last.sort_name, last.id]
    }
  }
}
