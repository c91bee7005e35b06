import type { DocumentType } from '#domains/documents/schema.ts'
import type { PartyRole } from '#domains/transactions/schema.ts'
import { addDays, type CivilDate } from '#lib/dates.ts'
import { type AddressFit, fitOf, type Place } from './addresses.ts'
import { isSameName } from './party-names.ts'

/** A value that was read from a document, and not rejected. */
export type ReadValue = { field: string; value: string; page_number: number | null }
export type ReadDocument = {
  document_type: DocumentType | null
  /** Its title and file name, where the number of a deal may be written. */
  names: string[]
  values: ReadValue[]
}

export type CandidateDeal = {
  id: string
  transaction_number: string
  status: 'active' | 'pending' | 'closed' | 'cancelled'
  /** The first day that is known of it, and the day on which it ended. */
  began: CivilDate
  ended: CivilDate | null
  property: Place & { parcel_number: string | null }
  parties: { contact_id: string; name: string; role: PartyRole }[]
  prices: string[]
  dates: CivilDate[]
}

export type Evidence = {
  kind: 'address' | 'parcel' | 'number' | 'party' | 'price' | 'date'
  /** In words: "Address on page 1 is 12 Harbor Street". */
  text: string
  page_number: number | null
  /** The party that it is about: only those who see the contact read it. */
  contact_id: string | null
}
export type Match = { transaction_id: string; score: number; evidence: Evidence[] }

/** With less, nothing is proposed. Names, a price or dates alone never reach it. */
export const PROPOSED = 0.55
/** Deals this close together are told apart by their dates and by which is open, or not at all. */
const CLOSE = 0.1
const MOST = 0.99

const ADDRESSES: Record<AddressFit, number> = { same: 0.7, likely: 0.5, building: 0.35, other: 0 }
/** An address that isn't said to be the property's may be where a party lives. */
const PLAIN_ADDRESS = 0.1
const PARCEL = 0.65
const NUMBER = 0.4
const [FIRST_NAME, NEXT_NAME, MOST_NAMES] = [0.2, 0.1, 0.3]
const SUPPORT = 0.05
/** The document speaks of another place, another time or other people. */
const AGAINST = 0.2

/** What a person is whom a document names; a closing disclosure calls the buyers borrowers. */
const ROLES: Readonly<Record<string, PartyRole[]>> = {
  ...{ buyer: ['buyer'], seller: ['seller'], borrower: ['borrower', 'buyer'], landlord: ['landlord'] },
  ...{ tenant: ['tenant'], grantor: ['seller'], grantee: ['buyer'] },
}
const NAMED: Record<string, string> = {
  ...{ buyer: 'Buyer', seller: 'Seller', borrower: 'Borrower', landlord: 'Landlord', tenant: 'Tenant' },
  ...{ grantor: 'Grantor', grantee: 'Grantee', person: 'Name', company: 'Company' },
}
const PRICES = ['purchase_price', 'list_price', 'rent']
/** Days on which something of the deal happened. */
const DAYS: Readonly<Record<string, string>> = {
  contract_date: 'Contract date',
  closing_date: 'Closing date',
  listing_date: 'Listing date',
  possession_date: 'Possession date',
  signed_date: 'Signing date',
  disbursement_date: 'Disbursement date',
}
const [BEFORE_DAYS, AFTER_DAYS] = [180, 120]

/** The deal that a document belongs to, with its evidence; none where the document doesn't say enough. */
export function findDeal(document: ReadDocument, deals: CandidateDeal[]): Match | undefined {
  const scored = deals
    .map((deal) => ({ deal, ...scoreOf(document, deal) }))
    .filter(({ score }) => score >= PROPOSED)
    .toSorted((a, b) => b.score - a.score)
  const [best] = scored
  if (!best) return undefined
  const near = scored.filter(({ score }) => best.score - score < CLOSE)
  const chosen = near.length === 1 ? best : chosenOf(near)
  return chosen && { transaction_id: chosen.deal.id, score: chosen.score, evidence: chosen.evidence }
}

type Scored = { deal: CandidateDeal; fits: boolean | null; score: number; evidence: Evidence[] }

/** Of several deals that a document may belong to: the one whose dates fit, or the open one. */
function chosenOf(near: Scored[]): Scored | undefined {
  const fitting = near.filter(({ fits }) => fits === true)
  if (fitting.length === 1) return fitting[0]
  const open = near.filter(({ deal, fits }) => isOpen(deal) && fits !== false)
  return open.length === 1 ? open[0] : undefined
}

const isOpen = ({ status }: CandidateDeal) => status === 'active' || status === 'pending'

function scoreOf(document: ReadDocument, deal: CandidateDeal): Omit<Scored, 'deal'> {
  const address = addressOf(document, deal)
  const parcel = parcelOf(document, deal)
  const number = numberOf(document, deal)
  const parties = partiesOf(document, deal)
  const support = supportOf(document, deal)
  const fits = fitsDates(document, deal)
  const names = parties.evidence.length
  const score =
    Math.max(address.score, parcel ? PARCEL - (address.elsewhere ? AGAINST : 0) : 0) +
    (parcel && address.score > 0 ? NEXT_NAME : 0) +
    (number ? NUMBER : 0) +
    (names > 0 ? Math.min(MOST_NAMES, FIRST_NAME + (names - 1) * NEXT_NAME) : 0) +
    support.length * SUPPORT -
    (fits === false ? AGAINST : 0) -
    (parties.others ? AGAINST : 0)
  const evidence = [address.evidence, parcel, number, ...parties.evidence, ...support]
  return {
    fits,
    score: Math.round(Math.min(MOST, Math.max(0, score)) * 100) / 100,
    evidence: evidence.filter((one) => one !== undefined),
  }
}

const onPage = (page: number | null) => (page === null ? '' : ` on page ${page}`)

function evidence(
  kind: Evidence['kind'],
  text: string,
  page_number: number | null = null,
  contact_id: string | null = null,
): Evidence {
  return { kind, text, page_number, contact_id }
}

/** The best of its addresses; those said to be the property's, where there are any. */
function addressOf({ values }: ReadDocument, { property }: CandidateDeal) {
  const property_addresses = values.filter(({ field }) => field === 'property_address')
  const plain = property_addresses.length === 0
  const addresses = plain ? values.filter(({ field }) => field === 'address') : property_addresses
  const fits = addresses.map((one) => ({ one, fit: fitOf(one.value, property) }))
  const [best] = fits.toSorted((a, b) => ADDRESSES[b.fit] - ADDRESSES[a.fit])
  if (!best || best.fit === 'other') return { score: 0, elsewhere: property_addresses.length > 0 }
  const { value, page_number } = best.one
  return {
    score: ADDRESSES[best.fit] - (plain ? PLAIN_ADDRESS : 0),
    elsewhere: false,
    evidence: evidence('address', `Address${onPage(page_number)} is ${value}`, page_number),
  }
}

const plainParcel = (number: string) => number.toLowerCase().replace(/[^a-z0-9]/g, '')

function parcelOf({ values }: ReadDocument, { property: { parcel_number } }: CandidateDeal) {
  const known = plainParcel(parcel_number ?? '')
  const said = values.find(({ field, value }) => field === 'apn' && plainParcel(value) === known)
  if (!said || known.length < 4) return undefined
  return evidence('parcel', `Parcel number${onPage(said.page_number)} is ${said.value}`, said.page_number)
}

function numberOf({ names }: ReadDocument, { transaction_number: number }: CandidateDeal) {
  const escaped = number.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const whole = new RegExp(`(?<![\\w-])${escaped}(?![\\w]|-\\d)`, 'i')
  return number && names.some((name) => whole.test(name))
    ? evidence('number', `Deal number ${number} is in its name`)
    : undefined
}

/** The parties that the document names. `others`: it names people in their place, and none of them. */
function partiesOf({ values }: ReadDocument, { parties }: CandidateDeal) {
  const named = values.filter(({ field }) => Object.hasOwn(NAMED, field))
  const found = new Map<string, Evidence>()
  for (const { contact_id, name, role } of parties) {
    const said = named.find(
      ({ field, value }) => (ROLES[field]?.includes(role) ?? true) && isSameName(value, name),
    )
    if (said && !found.has(contact_id))
      found.set(
        contact_id,
        evidence('party', `${NAMED[said.field]} ${said.value} is a party`, said.page_number, contact_id),
      )
  }
  const roles = new Set(parties.map(({ role }) => role))
  const replaced = named.some(({ field }) => ROLES[field]?.some((role) => roles.has(role)))
  return { evidence: [...found.values()], others: found.size === 0 && replaced }
}

/** A price and a day that are those of the deal. */
function supportOf({ values }: ReadDocument, { prices, dates }: CandidateDeal): Evidence[] {
  const price = values.find(({ field, value }) => PRICES.includes(field) && prices.includes(value))
  const day = values.find(({ field, value }) => Object.hasOwn(DAYS, field) && dates.includes(value))
  return [
    price &&
      evidence(
        'price',
        `Price${onPage(price.page_number)} is that of the deal: ${inDollars(price.value)}`,
        price.page_number,
      ),
    day &&
      evidence('date', `${DAYS[day.field]}${onPage(day.page_number)} is a date of the deal`, day.page_number),
  ].filter((one) => one !== undefined)
}

/** "1850000.00" as "$1,850,000.00". */
const inDollars = (amount: string) => `$${amount.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',')}`

/** Whether the document is of the time of the deal; null where it says no day. */
function fitsDates({ values }: ReadDocument, { began, ended }: CandidateDeal): boolean | null {
  const days = values.filter(({ field }) => Object.hasOwn(DAYS, field)).map(({ value }) => value)
  if (days.length === 0) return null
  const [from, until] = [addDays(began, -BEFORE_DAYS), ended && addDays(ended, AFTER_DAYS)]
  return days.some((day) => day >= from && (!until || day <= until))
}
