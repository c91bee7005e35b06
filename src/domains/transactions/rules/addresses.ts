import { addressKey } from '#domains/documents/rules/addresses.ts'

/** Where a property is, as its deal says it. */
export type Place = {
  address_line1: string
  address_line2: string | null
  city: string | null
  state: string | null
  zip_code: string | null
}

/**
 * How an address fits a property. `same`: street, unit and place. `likely`: the street, with a part of the rest missing
 * or written differently. `building`: the street, but only one of the two names a unit. `other`: another place.
 */
export type AddressFit = 'same' | 'likely' | 'building' | 'other'

const UNIT =
  /(?:^|[\s,])(?:(?:apartment|apt|units?|suite|ste|building|bldg|floor|fl|room|rm|lot|no)\b\.?\s*#?|#)\s*([a-z0-9]+(?:-[a-z0-9]+)?)(?=[\s,.]|$)/i
const UNIT_FIRST = /^\s*((?:apartment|apt|unit|suite|ste)\b\.?\s*#?\s*[\w-]+|#\s*[\w-]+)\s*,\s*([^,]+)(.*)$/i
const SIDES = new Set(['n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw'])
const SUFFIXES = new Set(
  'st ave rd dr ln ct pl blvd way cir ter pkwy hwy trl loop sq aly plz row run path pike tpke pt rdg xing cv bnd'.split(
    ' ',
  ),
)
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
)
const ENDINGS = ['st', 'nd', 'rd']
const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** How the address of a document fits the property of a deal. */
export function fitOf(address: string, place: Place): AddressFit {
  const written = partsOf(address)
  const street = partsOf(place.address_line1)
  const unit = street.unit ?? unitOf(place.address_line2)
  const found = afterStreet(written.words, street.words)
  if (!found || street.words.length === 0) return 'other'
  const { rest, loose, said_unit } = withUnit(found, written.unit, place)
  const where = placeFit(rest, place)
  const begins = startsWith(rest, cityOf(place.city)) || /^\d{5}$/.test(rest[0] ?? '')
  if (where === 'other' || (loose && (where !== 'same' || !begins))) return 'other'
  if ((unit ?? null) !== (said_unit ?? null)) return unit && said_unit ? 'other' : 'building'
  if (found.range) return 'building'
  return where === 'same' && !loose ? 'same' : 'likely'
}

/** Whether a document is clearly about another property than the deal to which a person attached it. */
export function isElsewhere(address: string | null, place: Place): boolean {
  return address !== null && /^\d/.test(address) && fitOf(address, place) === 'other'
}

/** The number of its house, in digits and in words, to look for properties that may be meant. */
export function houseNumbers(address: string): string[] {
  const { words } = partsOf(address)
  const numbers = words.slice(0, 2).filter((word) => /^\d+[a-z]?$/.test(word))
  const spelled = addressKey(address, null).split(' ')[0]
  return [...new Set([...numbers, ...numbers.flatMap(inWords), ...(spelled ? [spelled] : [])])]
}

/** Numbers that people spell out: "Twelve Harbor Street". */
function inWords(number: string): string[] {
  const value = Number(number)
  if (value < ONES.length) return [ONES[value] ?? '']
  if (value < 100) return [TENS[Math.floor(value / 10) - 2] ?? '']
  return value < 1000 ? [ONES[Math.floor(value / 100)] ?? ''] : []
}

function partsOf(address: string): { words: string[]; unit: string | null } {
  const turned = UNIT_FIRST.exec(address)
  const whole = turned ? `${turned[2]} ${turned[1]}${turned[3]}` : address
  const named = UNIT.exec(whole)
  const street = named
    ? `${whole.slice(0, named.index)} ${whole.slice(named.index + named[0].length)}`
    : whole
  return { words: fold(street), unit: named?.[1] ? plain(named[1]) : null }
}

function unitOf(line2: string | null): string | null {
  if (!line2) return null
  return plain(UNIT.exec(line2)?.[1] ?? line2) || null
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Words as they are compared: short forms, digits for numbers, "1st" for "First". */
function fold(text: string): string[] {
  const words = addressKey(text.replaceAll(/[’']/g, ''), null).split(' ').filter(Boolean)
  const { value, length } = numberAt(words)
  const rest = words.slice(length).map((word) => (word === 'saint' ? 'st' : ordinalOf(word)))
  return value === null ? rest : [String(value), ...rest]
}

function ordinalOf(word: string): string {
  const place = ORDINALS.indexOf(word)
  return place < 0 ? word : `${place + 1}${ENDINGS[place] ?? 'th'}`
}

/** A number that is spelled out at the start: "one hundred twenty two". */
function numberAt(words: string[]): { value: number | null; length: number } {
  let [value, length] = [0, 0]
  for (const word of words) {
    if (ONES.includes(word)) value += ONES.indexOf(word)
    else if (TENS.includes(word)) value += (TENS.indexOf(word) + 2) * 10
    else if (word === 'hundred' && length > 0) value *= 100
    else break
    length++
  }
  return length > 0 ? { value, length } : { value: null, length: 0 }
}

type After = { rest: string[]; loose: boolean; range: boolean }

/** What follows the street in an address that begins with it. `loose`: a direction or the kind of street is missing. */
function afterStreet(words: string[], street: string[]): After | undefined {
  const range = rangeOf(words)
  const own = rangeOf(street)
  const numbers = range && !own ? range : [words[0] ?? '']
  const asked = own && !range ? own : [street[0] ?? '']
  if (!numbers.some((one) => asked.includes(one))) return undefined
  if (range && own && range.join() !== own.join()) return undefined
  const [given, named] = [words.slice(range ? 2 : 1), street.slice(own ? 2 : 1)]
  const differ = (range !== undefined) !== (own !== undefined)
  for (const [ways, loose] of [
    [[named], false],
    [looser(named), true],
  ] as const)
    for (const way of ways)
      if (way.length > 0 && way.every((word, n) => given[n] === word))
        return { rest: given.slice(way.length), loose, range: differ }
  const bare = named[0] && SIDES.has(given[0] ?? '') && !SIDES.has(named[0]) ? given.slice(1) : undefined
  if (bare && named.every((word, n) => bare[n] === word))
    return { rest: bare.slice(named.length), loose: true, range: differ }
  return undefined
}

/** "100-102 Main Street": a range of house numbers. */
function rangeOf([first = '', second = '']: string[]): [string, string] | undefined {
  const both = /^\d+$/.test(first) && /^\d+$/.test(second)
  return both && Number(second) > Number(first) && Number(second) - Number(first) < 100
    ? [first, second]
    : undefined
}

/** The street without its direction, and without its kind. */
function looser(street: string[]): string[][] {
  const [first = '', ...others] = street
  const undirected = SIDES.has(first) && others.length > 0 ? [others] : []
  const last = street.at(-1) ?? ''
  return [...undirected, ...(SUFFIXES.has(last) && street.length > 1 ? [street.slice(0, -1)] : [])]
}

/** A unit without a word before it stands between street and city: "12 Harbor Street 3, Austin". */
function withUnit({ rest, loose }: After, unit: string | null, { city }: Place) {
  const [first = '', ...others] = rest
  const bare =
    !unit && !startsWith(rest, cityOf(city)) && /^(?!\d{5}$)(\d{1,4}[a-z]?|[a-z]\d{0,3})$/.test(first)
  return bare && !SIDES.has(first)
    ? { rest: others, loose, said_unit: first }
    : { rest, loose, said_unit: unit }
}

const cityOf = (city: string | null) => fold(city ?? '')
const startsWith = (words: string[], start: string[]) =>
  start.length > 0 && start.every((word, n) => words[n] === word)

/** Whether the rest of an address is the place of the property, as far as both say where they are. */
function placeFit(rest: string[], { city, state, zip_code }: Place): 'same' | 'unknown' | 'other' {
  if (rest.length === 0) return 'unknown'
  const zip = zip_code?.slice(0, 5)
  const said_zip = rest.find((word) => /^\d{5}$/.test(word))
  if (zip && said_zip === zip) return 'same'
  if (!city) return said_zip && zip ? 'other' : SUFFIXES.has(rest[0] ?? '') ? 'other' : 'unknown'
  if (!startsWith(rest, cityOf(city))) return 'other'
  const said_state = rest[cityOf(city).length]
  const differs = state?.length === 2 && said_state?.length === 2 && said_state !== state.toLowerCase()
  if (differs) return 'other'
  return zip && said_zip ? 'unknown' : 'same'
}
