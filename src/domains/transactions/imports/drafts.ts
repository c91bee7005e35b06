import type { ImportedPerson } from '#domains/contacts/imports/people.ts'
import { readPhone } from '#domains/contacts/phones.ts'
import { readDay } from '#domains/identity/imports/days.ts'
import { NewProperty } from '#domains/transactions/properties/schema.ts'
import { DEAL_FIELDS, type DealFieldId, type DealMapping } from '#domains/transactions/rules/import-fields.ts'
import {
  amountOf,
  kindOf,
  propertyTypeOf,
  rateOf,
  sideOf,
  stageOf,
} from '#domains/transactions/rules/imported-words.ts'
import { kindOfName } from '#domains/transactions/rules/party-names.ts'
import { splitAddress } from '#domains/transactions/rules/written-address.ts'
import type { PartyRole, Side, Stage, TransactionType } from '#domains/transactions/schema.ts'
import type { CivilDate } from '#lib/dates.ts'

export type Problem = { field: DealFieldId | null; reason: string }
export type DraftParty = { role: PartyRole; person: ImportedPerson }
export type DealDraft = {
  transaction_number: string | null
  transaction_type: TransactionType
  side: Side
  stage: Stage
  property: NewProperty
  list_price: string | null
  sale_price: string | null
  commission_rate: number | null
  commission_amount: string | null
  listing_date: CivilDate | null
  contract_date: CivilDate | null
  closing_date: CivilDate | null
  closed_on: CivilDate | null
  listing_agent_id: string | null
  selling_agent_id: string | null
  parties: DraftParty[]
  notes: string | null
  custom_fields: Record<string, string>
}
/** A deal that is to be written: about a property that is known, or a new one. */
export type Planned = { draft: DealDraft; property_id: string | null; number_taken: boolean }
export type Read = { draft: DealDraft; problems: [] } | { draft: null; problems: Problem[] }

/** Members by their email addresses and names, in lower case; null where two members share a name. */
export type Members = Map<string, string | null>
export type Reading = {
  mapping: DealMapping
  members: Members
  on_unknown_agent: 'error' | 'leave_out'
  today: CivilDate
}
type Row = { cell: (field: DealFieldId) => string; complain: (field: DealFieldId, reason: string) => null }

/** The deal that a row describes, or what is wrong with the row. */
export function readDraft(cells: string[], reading: Reading): Read {
  const problems: Problem[] = []
  const row: Row = {
    cell: (field) => {
      const at = reading.mapping[field]
      return at === undefined ? '' : (cells[at] ?? '')
    },
    complain: (field, reason) => {
      problems.push({ field, reason })
      return null
    },
  }
  const kind = readKind(row)
  const property = readProperty(row, reading)
  const state = readState(row, kind?.side ?? null, reading.today)
  const mls = row.cell('mls_number').slice(0, 100)
  const rest = {
    transaction_number: text(row, 'transaction_number', 100),
    ...{ list_price: money(row, 'list_price'), sale_price: money(row, 'sale_price') },
    ...{ commission_rate: rate(row), commission_amount: money(row, 'commission_amount') },
    listing_agent_id: agent(row, 'listing_agent', reading),
    selling_agent_id: agent(row, 'selling_agent', reading),
    parties: kind ? readParties(row, kind.transaction_type) : [],
    notes: text(row, 'notes', 20_000),
    custom_fields: mls ? { 'MLS number': mls } : {},
  }
  if (!kind || !property || !state || problems.length > 0) return { draft: null, problems }
  return { draft: { ...kind, ...state, property, ...rest }, problems: [] }
}

function readKind({ cell, complain }: Row): Pick<DealDraft, 'transaction_type' | 'side'> | null {
  const [typed, sided] = [cell('transaction_type'), cell('side')]
  const kind = typed ? kindOf(typed) : null
  const side = (sided ? sideOf(sided) : null) ?? kind?.side ?? null
  if (sided && !sideOf(sided)) return complain('side', unknown(sided, 'a side: seller, buyer or both'))
  if (typed && !kind && !side)
    return complain('transaction_type', unknown(typed, 'a type of deal, such as sale, purchase or lease'))
  const transaction_type = kind?.transaction_type ?? (side === 'selling' ? 'purchase' : side ? 'sale' : null)
  if (!transaction_type)
    return complain('transaction_type', 'There is neither a type of deal nor a side that you represent.')
  return { transaction_type, side: side ?? (transaction_type === 'purchase' ? 'selling' : 'listing') }
}

function readProperty({ cell, complain }: Row, { mapping }: Reading): NewProperty | null {
  const named = PLACES.find((field) => mapping[field] !== undefined) ?? 'address'
  const street = cell('address_line1') || cell('street_name')
  const number = /^\d/.test(street) ? '' : cell('street_number')
  const written = street ? [number, street].filter(Boolean).join(' ') : cell('address')
  if (!written) return complain(named, 'There is no address.')
  const line = splitAddress(written.replaceAll('\n', ', '))
  const type = cell('property_type')
  const property_type = type ? propertyTypeOf(type) : null
  const year = cell('year_built')
  const given = {
    address_line1: line.address_line1,
    address_line2: cell('address_line2') || line.address_line2,
    ...{ city: cell('city') || line.city, state: cell('state') || line.state },
    ...{ zip_code: cell('zip_code') || line.zip_code, county: cell('county') },
    ...{ parcel_number: cell('parcel_number'), property_type, year_built: year && Number(year) },
  }
  const parsed = NewProperty.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== '')),
  )
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = DEAL_FIELDS.find(({ id }) => id === issue?.path[0])
  if (field?.id === 'year_built') return complain(field.id, unknown(year, 'a year'))
  if (field?.id === 'state') return complain(field.id, unknown(given.state ?? '', 'a US state'))
  return complain(field?.id ?? named, TOO_LONG)
}

/** One of these says where the property is. */
export const PLACES: DealFieldId[] = ['address', 'address_line1', 'street_name']

const TOO_LONG = 'This is too long, or has characters that can’t be kept.'

type State = Pick<DealDraft, 'stage' | 'listing_date' | 'contract_date' | 'closing_date' | 'closed_on'>

/** A closed deal is history: it comes with its day, and the documents that an open deal needs are not asked for. */
function readState(row: Row, side: Side | null, today: CivilDate): State | null {
  const { cell, complain } = row
  const written = cell('stage')
  const dates = {
    ...{ listing_date: day(row, 'listing_date'), contract_date: day(row, 'contract_date') },
    closing_date: day(row, 'closing_date'),
  }
  const said = day(row, 'closed_on')
  const stage = written ? stageOf(written) : said ? 'closed' : side === 'selling' ? 'offer' : 'pre_listing'
  if (!stage) return complain('stage', unknown(written, 'a status, such as active, under contract or closed'))
  const closed_on = stage === 'closed' ? (said ?? dates.closing_date) : null
  if (stage === 'closed' && !closed_on)
    return complain('closed_on', 'A closed deal needs the day on which it closed.')
  if (closed_on && closed_on > today)
    return complain(
      said ? 'closed_on' : 'closing_date',
      `A closed deal can’t close on ${closed_on}, which has not come.`,
    )
  const pending = ['under_contract', 'contingencies_cleared', 'clear_to_close'].includes(stage)
  if (pending && !dates.contract_date)
    return complain('contract_date', 'A deal under contract needs the day of its contract.')
  return { stage, ...dates, closed_on }
}

const unknown = (written: string, what: string) => `“${shortened(written)}” is not ${what}.`
const shortened = (written: string) => (written.length > 60 ? `${written.slice(0, 60)}…` : written)

function text({ cell, complain }: Row, field: DealFieldId, longest: number): string | null {
  const written = cell(field)
  return written.length > longest ? complain(field, 'This is too long.') : written || null
}

function money({ cell, complain }: Row, field: DealFieldId): string | null {
  const written = cell(field)
  return written ? (amountOf(written) ?? complain(field, unknown(written, 'an amount in dollars'))) : null
}

function rate({ cell, complain }: Row): number | null {
  const written = cell('commission_rate')
  return written
    ? (rateOf(written) ?? complain('commission_rate', unknown(written, 'a rate, such as 5%')))
    : null
}

function day({ cell, complain }: Row, field: DealFieldId): CivilDate | null {
  const written = cell(field)
  return written ? (readDay(written) ?? complain(field, unknown(written, 'a date'))) : null
}

/** Of several agents, the first. */
function agent(
  { cell, complain }: Row,
  field: 'listing_agent' | 'selling_agent',
  { members, on_unknown_agent }: Reading,
): string | null {
  const written = cell(field).split(/[;\n]/)[0]?.trim() ?? ''
  const member = members.get(written.toLowerCase())
  if (!written || member) return member ?? null
  if (on_unknown_agent === 'leave_out') return null
  const reason =
    member === null
      ? `Several members are called “${shortened(written)}”. Use the email address.`
      : `“${shortened(written)}” is not a member of your organization. Invite them first, or leave out agents who aren’t members.`
  return complain(field, reason)
}

const MOST_PEOPLE = 10

function readParties(row: Row, transaction_type: TransactionType): DraftParty[] {
  const rented = transaction_type === 'lease' || transaction_type === 'rental'
  return [
    ...readPeople(row, 'seller').map((person) => ({ role: rented ? 'landlord' : 'seller', person }) as const),
    ...readPeople(row, 'buyer').map((person) => ({ role: rented ? 'tenant' : 'buyer', person }) as const),
  ]
}

/** Several names are separated by semicolons; email addresses and phone numbers belong to them in the same order. */
function readPeople({ cell, complain }: Row, side: 'seller' | 'buyer'): ImportedPerson[] {
  const several = (field: DealFieldId) =>
    cell(field)
      .split(/[;\n]/)
      .map((part) => part.trim())
  const [names, emails, phones] = [
    several(`${side}_name`),
    several(`${side}_email`),
    several(`${side}_phone`),
  ]
  return names.slice(0, MOST_PEOPLE).flatMap((name, at) => {
    const [email, phone] = [emails[at] ?? '', phones[at] ?? '']
    const display_name = name || email
    if (!display_name) return []
    if (display_name.length > 200) complain(`${side}_name`, 'This is too long.')
    if (email && !/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(email))
      complain(`${side}_email`, unknown(email, 'an email address'))
    const read = phone ? readPhone(phone) : undefined
    if (phone && !read) complain(`${side}_phone`, unknown(phone, 'a phone number'))
    return [{ kind: kindOfName(display_name), display_name, email: email || null, phone: read ?? null }]
  })
}
