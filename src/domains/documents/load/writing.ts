import { nameMaker, personMaker } from '#domains/identity/load.ts'
import { between, pick, type Random } from '#lib/random.ts'
import { type Family, readCommonLines, readFamilies } from './wording.ts'

export type Writing = {
  family: Family
  title: string
  street: string
  property_address: string
  pages: string[]
}

const STREETS = 'Street Avenue Lane Drive Court Way Boulevard Road Terrace Place'.split(' ')
const PLACES = [
  ...['Portland, OR 97205', 'Denver, CO 80202', 'Tampa, FL 33602', 'Boise, ID 83702', 'Raleigh, NC 27601'],
  ...['Mesa, AZ 85201', 'Salem, OR 97301', 'Austin, TX 78701', 'Tacoma, WA 98402', 'Madison, WI 53703'],
  ...['Petaluma, CA 94952', 'Provo, UT 84601'],
]
const CITIES = PLACES.map((place) => place.split(',')[0] ?? '')
/** A property has about eight documents, and so many are worked on at a time. */
const PER_PROPERTY = 8
const UNDER_WAY = 60
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

const WORDS_A_PAGE = 260

/** Writes documents of a deal in the industry's wording, one to three pages long, on fictional facts. */
export function openWriter(next: Random): () => Writing {
  const families = readFamilies()
  const common = readCommonLines()
  const name = nameMaker(next)
  const person = personMaker(next)
  const street = () => `${between(next, 1, 9999)} ${name()} ${pick(next, STREETS)}`
  const amount = () => `$${between(next, 1, 2000)},${between(next, 100, 999)}.00`
  const SLOTS: Record<string, () => string> = {
    address: () => `${street()}, ${pick(next, CITIES)}`,
    city: () => pick(next, CITIES),
    county: () => `${name()} County`,
    company: () =>
      `${name()} ${pick(next, ['Title Company', 'Escrow', 'Realty', 'Bank, N.A.', 'Exchange LLC'])}`,
    date: () => `${pick(next, MONTHS)} ${between(next, 1, 29)}, ${between(next, 2019, 2027)}`,
    month: () => pick(next, MONTHS),
    amount,
    number: () => String(between(next, 1, 90)),
    percent: () => `${between(next, 1, 30)}%`,
    apn: () => `${between(next, 100, 999)}-${between(next, 100, 999)}-${between(next, 10, 99)}`,
  }
  const fill = (line: string) =>
    line.replace(/\{(\w+)\}/g, (_, slot: string) => (SLOTS[slot] ?? (() => person().join(' ')))())
  const page = (family: Family, head: string) => {
    const lines = [head]
    for (let words = 0; words < WORDS_A_PAGE; ) {
      const line = fill(next() < 0.75 ? pick(next, family.lines) : pick(next, common))
      lines.push(line)
      words += line.length / 6
    }
    return lines.join('\n')
  }
  const underWay: string[] = []
  const property = () => {
    const known = underWay.length > 0 && next() < 1 - 1 / PER_PROPERTY ? pick(next, underWay) : undefined
    if (known) return known
    const made = `${street()}, ${pick(next, PLACES)}`
    underWay.push(made)
    if (underWay.length > UNDER_WAY) underWay.shift()
    return made
  }
  return () => {
    const family = pick(next, families)
    const property_address = property()
    const at = property_address.split(',')[0] ?? ''
    const title = `${pick(next, family.titles)} - ${at}`
    const pages = Array.from({ length: between(next, 1, 4) }, (_, i) =>
      page(family, i === 0 ? title : `Page ${i + 1}. Property: ${at}`),
    )
    return { family, title, street: at, property_address, pages }
  }
}
