/** Composes documents to train on, from the wording of the field: many forms a class, torn and misread as in life. */
import type { Family } from '#domains/documents/load/wording.ts'
import type { DocumentType } from '#domains/documents/schema.ts'
import { pick, type Random } from '#lib/random.ts'

export type Sample = { family: Family; text: string }

/** Papers of a deal quote the contract that they belong to. */
const QUOTING: Partial<Record<DocumentType, number>> = {
  offer: 6,
  counteroffer: 3,
  addendum: 3,
  amendment: 3,
  listing: 1,
}

export function compose(family: Family, families: Family[], common: string[], next: Random): Sample {
  const titled = next() < 0.8
  const title = pick(next, family.titles)
  const lines = next() < 0.35 ? windowOf(family.lines, next) : thin(family.lines, 0.3 + next() * 0.7, next)
  const quoted = Math.floor(next() * (1 + (QUOTING[family.document_type] ?? 0)))
  const contracts = families.filter((each) => each.category === 'purchase_agreement')
  for (let count = 0; count < quoted; count += 1) insert(lines, pick(next, pick(next, contracts).lines), next)
  for (let count = Math.floor(next() * 7); count > 0; count -= 1) insert(lines, pick(next, common), next)
  // Any paper may mention any other: only the head of a page names the page.
  for (let count = Math.floor(next() * 3); count > 0; count -= 1) {
    insert(lines, mention(pick(next, pick(next, families).titles), next), next, 2)
  }
  if (titled) lines.unshift(next() < 0.7 ? title : title.toUpperCase())
  if (titled && next() < 0.3) lines.unshift(pick(next, common))
  const subject = pick(next, families)
  if (family.category === 'article') quote(lines, subject, next)
  const text = lines.map((line) => (next() < 0.1 ? line.toUpperCase() : line)).join('\n')
  const paper = pick(next, subject.titles).toLowerCase()
  const filled = text
    .replaceAll('{paper}', paper)
    .replace(/\{(\w+)\}/g, (_, slot: string) => fill(slot, next))
  return { family, text: next() < 0.35 ? misread(filled, next() * 0.06, next) : filled }
}

/** How one begins to explain what stands in a paper. */
const EXPLAINING = [
  'This is',
  'It tells you',
  'sets out',
  'describes',
  'this means that',
  'which is usually',
  'informs the buyer of',
  'an estimate of',
  'you will see',
  'look for',
  'the person who',
  'for example,',
  'a contract giving',
  'in other words,',
]

/** What is written about a paper says much of what the paper says, but explains it. */
function quote(lines: string[], subject: Family, next: Random): void {
  for (let count = Math.floor(next() * 5); count > 0; count -= 1) {
    const said = pick(next, subject.lines)
    insert(lines, next() < 0.1 ? said : `${pick(next, EXPLAINING)} ${said.toLowerCase()}`, next, 1)
  }
}

function mention(title: string, next: Random): string {
  return pick(next, [
    `See attached ${title}.`,
    `Attached is the ${title}`,
    `as required by the ${title}`,
    title,
  ])
}

/** What stands on one page of a longer document. */
function windowOf(lines: string[], next: Random): string[] {
  const size = Math.max(3, Math.floor(lines.length * (0.2 + next() * 0.5)))
  const start = Math.floor(next() * Math.max(1, lines.length - size))
  return lines.slice(start, start + size)
}

function thin(lines: string[], share: number, next: Random): string[] {
  const kept = lines.filter(() => next() < share)
  return kept.length >= 2 ? kept : lines.slice(0, 3)
}

function insert(lines: string[], line: string, next: Random, from = 0): void {
  lines.splice(Math.min(lines.length, from + Math.floor(next() * (lines.length + 1))), 0, line)
}

/** The errors of OCR and of bad copies: letters confused, words lost. */
function misread(text: string, rate: number, next: Random): string {
  const confused: Record<string, string> = {
    l: '1',
    o: '0',
    e: 'c',
    m: 'rn',
    i: 'l',
    a: 'o',
    s: '5',
    t: 'l',
    h: 'b',
  }
  return text
    .split(' ')
    .filter(() => next() > rate)
    .map((word) => [...word].map((sign) => (next() < rate ? (confused[sign] ?? sign) : sign)).join(''))
    .join(' ')
}

const FIRST = [
  'Maria',
  'James',
  'Linda',
  'Robert',
  'Wei',
  'Aisha',
  'Carlos',
  'Emily',
  'David',
  'Priya',
  'Tom',
  'Ruth',
]
const LAST = [
  'Alvarez',
  'Nguyen',
  'Smith',
  'Patel',
  'OBrien',
  'Kowalski',
  'Garcia',
  'Johnson',
  'Lee',
  'Haddad',
  'Berg',
]
const CITY = [
  'Petaluma',
  'Austin',
  'Tampa',
  'Madison',
  'Tacoma',
  'Denver',
  'Boise',
  'Raleigh',
  'Mesa',
  'Salem',
  'Provo',
]
const STREET = ['Oak Street', 'Larkspur Lane', 'Main St', 'Highland Avenue', 'County Road 12', 'Mission Blvd']
const FIRM = [
  'First Valley Title Company',
  'Summit Bank, N.A.',
  'Harbor Realty, Inc.',
  'Keystone Escrow',
  'Apex Exchange LLC',
]
const MONTH = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
]

function fill(slot: string, next: Random): string {
  const number = (from: number, to: number) => Math.floor(from + next() * (to - from))
  if (next() < 0.2) return '__________'
  const person = () => `${pick(next, FIRST)} ${pick(next, LAST)}`
  switch (slot) {
    case 'buyer':
    case 'seller':
      return next() < 0.2 ? `${pick(next, LAST)} Family Trust` : person()
    case 'person':
      return person()
    case 'address':
      return `${number(1, 9_999)} ${pick(next, STREET)}, ${pick(next, CITY)}`
    case 'city':
      return pick(next, CITY)
    case 'county':
      return `${pick(next, CITY)} County`
    case 'company':
      return pick(next, FIRM)
    case 'amount':
      return `$${number(1, 900)},${number(100, 999)}.00`
    case 'date':
      return next() < 0.5
        ? `${pick(next, MONTH)} ${number(1, 28)}, 2025`
        : `${number(1, 12)}/${number(1, 28)}/2025`
    case 'month':
      return pick(next, MONTH)
    case 'year':
      return `${number(2015, 2026)}`
    case 'apn':
      return `${number(100, 999)}-${number(100, 999)}-${number(10, 99)}`
    case 'percent':
      return `${number(1, 9)}.${number(0, 9)}%`
    case 'phone':
      return `(${number(200, 999)}) 555-01${number(10, 99)}`
    case 'email':
      return 'agent@example.com'
    default:
      return `${number(1, 9_999)}`
  }
}
