import {
  type Family,
  readCommonLines,
  readFamilies,
} from '#domains/documents/understanding/corpus/compose.ts'

export type Random = () => number
export type Writing = {
  family: Family
  title: string
  street: string
  pages: string[]
}

export const pick = <T>(next: Random, values: readonly T[]): T =>
  values[Math.floor(next() * values.length)] as T
export const between = (next: Random, from: number, to: number): number =>
  Math.floor(from + next() * (to - from))

/** Nobody chooses the tenth thing as often as the first: the rank falls off as in natural text (Zipf). */
export const rank = (next: Random, count: number): number => Math.floor(count ** next()) - 1

const HEADS =
  'Al Bar Ber Cal Car Dal Dor El Fair Far Gal Glen Hal Har Kel Lan Lin Mar Mel Nor Or Pem Ral Ros Sel Tal Ver Wal Wes Yar'
const MIDDLES = 'a e i o an en in on ar er ir or al el il ol um eth'
const TAILS =
  'bury by combe dale den field ford gate ham ley low mont more ridge shire son stead stone ton ville wick wood worth'
const FIRST =
  'Maria James Linda Robert Wei Aisha Carlos Emily David Priya Tom Ruth Nadia Hugo Grace Omar Ines Paul Mei Jonas'.split(
    ' ',
  )
const STREETS = 'Street Avenue Lane Drive Court Way Boulevard Road Terrace Place'.split(' ')
const CITIES = 'Portland Denver Tampa Boise Raleigh Mesa Salem Austin Tacoma Madison Petaluma Provo'.split(
  ' ',
)
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** 14,000 names of places and people: few of them everywhere, most of them nearly nowhere. */
function makeNames(): string[] {
  const names = HEADS.split(' ').flatMap((head) =>
    MIDDLES.split(' ').flatMap((middle) => TAILS.split(' ').map((tail) => head + middle + tail)),
  )
  return names
    .map((name, i) => [name, (i * 7919) % names.length] as const)
    .sort((a, b) => a[1] - b[1])
    .map(([name]) => name)
}

const WORDS_A_PAGE = 260

/** Writes papers of a deal in the field's own wording, of one to three pages, on facts that nobody has. */
export function openWriter(next: Random): { write: () => Writing; person: () => [string, string] } {
  const families = readFamilies()
  const common = readCommonLines()
  const names = makeNames()
  const name = () => names[rank(next, names.length)] as string
  const person = (): [string, string] => [pick(next, FIRST), name()]
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
  const write = () => {
    const family = pick(next, families)
    const at = street()
    const title = `${pick(next, family.titles)} - ${at}`
    const pages = Array.from({ length: between(next, 1, 4) }, (_, i) =>
      page(family, i === 0 ? title : `Page ${i + 1}. Property: ${at}`),
    )
    return { family, title, street: at, pages }
  }
  return { write, person }
}
