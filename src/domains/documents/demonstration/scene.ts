import { between, pick, type Random } from '#lib/random.ts'

/** The people, places and deals of the demonstration. All are fictional. */
export type Person = { name: string; email: string; phone: string }
export type Deal = {
  number: string
  street: string
  city: string
  state: string
  zip: string
  county: string
  apn: string
  built: number
  price: number
  buyer: Person
  seller: Person
  listing_agent: Person
  buyer_agent: Person
  lender: string
  title_company: string
  escrow_officer: Person
  listed: Date
  contract: Date
  closing: Date
}

const FIRST = [
  'Marisol',
  'Desmond',
  'Ingrid',
  'Tobias',
  'Lakshmi',
  'Everett',
  'Noemi',
  'Callum',
  'Yolanda',
  'Anselm',
]
const LAST = [
  'Okonkwo',
  'Vasquez',
  'Lindqvist',
  'Abernathy',
  'Rao',
  'Castellano',
  'Whitcomb',
  'Dufresne',
  'Kealoha',
]
const STREETS = [
  'Larkspur Lane',
  'Quarry Hill Road',
  'Alder Court',
  'Meridian Avenue',
  'Saddleback Drive',
  'Pier Street',
]
const PLACES = [
  { city: 'Petaluma', state: 'CA', zip: '94952', county: 'Sonoma' },
  { city: 'Boise', state: 'ID', zip: '83702', county: 'Ada' },
  { city: 'Tacoma', state: 'WA', zip: '98403', county: 'Pierce' },
  { city: 'Mesa', state: 'AZ', zip: '85201', county: 'Maricopa' },
  { city: 'Madison', state: 'WI', zip: '53703', county: 'Dane' },
]
const LENDERS = ['Harbor Point Bank, N.A.', 'Summit Home Lending, LLC', 'Three Rivers Credit Union']
const TITLES = ['Keystone Valley Title Company', 'Blue Heron Escrow, Inc.', 'Granite Land Title Co.']

export function makePerson(next: Random, domain = 'example.com'): Person {
  const [first, last] = [pick(next, FIRST), pick(next, LAST)]
  const initial = String.fromCharCode(65 + Math.floor(next() * 26))
  const line = String(100 + Math.floor(next() * 100)).padStart(4, '0')
  return {
    name: `${first} ${initial}. ${last}`,
    email: `${first}.${last}@${domain}`.toLowerCase(),
    phone: `(${pick(next, ['707', '208', '253', '480', '608'])}) 555-${line}`,
  }
}

export function makeDeal(next: Random, index: number): Deal {
  const listed = new Date(Date.UTC(2025, index % 9, between(next, 1, 28)))
  const later = (days: number) => new Date(listed.getTime() + days * 86_400_000)
  return {
    number: `2025-${String(1_040 + index * 7)}`,
    street: `${between(next, 12, 9_800)} ${pick(next, STREETS)}`,
    ...pick(next, PLACES),
    apn: `${between(next, 100, 999)}-${between(next, 100, 999)}-${String(between(next, 1, 99)).padStart(3, '0')}`,
    built: between(next, 1_928, 2_019),
    price: between(next, 310, 1_450) * 1_000,
    buyer: makePerson(next),
    seller: makePerson(next),
    listing_agent: makePerson(next, 'roi.example.com'),
    buyer_agent: makePerson(next),
    lender: pick(next, LENDERS),
    title_company: pick(next, TITLES),
    escrow_officer: makePerson(next),
    listed,
    contract: later(24),
    closing: later(66),
  }
}

export function money(amount: number): string {
  return amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' })
}

export function day(date: Date): string {
  return date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
}

export function shortDay(date: Date): string {
  return date.toLocaleDateString('en-US', { timeZone: 'UTC' })
}

export function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000)
}

export function placeOf({ street, city, state, zip }: Deal): string {
  return `${street}, ${city}, ${state} ${zip}`
}
