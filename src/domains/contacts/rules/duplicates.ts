import type { Contact } from '#domains/contacts/schema.ts'

export type Comparable = Pick<
  Contact,
  'kind' | 'display_name' | 'first_name' | 'last_name' | 'emails' | 'phones' | 'addresses' | 'birthday'
>
export type Likeness = { score: number; reasons: string[] }

/** From this score on, two contacts are proposed as one. */
export const PROPOSED = 0.6

/**
 * How likely two contacts are one, 0 to 1, and why. What a household shares (a phone number, an address, an email
 * address) says nothing by itself: the names have to agree too.
 */
export function likenessOf(one: Comparable, other: Comparable): Likeness {
  const person = one.kind === 'person'
  if (person !== (other.kind === 'person')) return NONE
  if (one.birthday && other.birthday && one.birthday !== other.birthday) return NONE
  const name = person
    ? personLikeness(one, other)
    : organizationLikeness(one.display_name, other.display_name)
  const signals: [boolean, number, string][] = [
    [shares(one.emails, other.emails, ({ email }) => email.toLowerCase()), 0.45, 'Same email address'],
    [shares(one.phones, other.phones, ({ number }) => number), 0.35, 'Same phone number'],
    [shares(one.addresses, other.addresses, addressOf), 0.3, 'Same address'],
    [!!one.birthday && one.birthday === other.birthday, 0.35, 'Same birthday'],
  ]
  const held = signals.filter(([holds]) => holds)
  if (held.length === 0 || name === 0) return NONE
  const score = Math.min(1, name * 0.5 + held.reduce((sum, [, weight]) => sum + weight, 0))
  const reasons = [name === 1 ? 'Same name' : 'Similar name', ...held.map(([, , reason]) => reason)]
  return { score: Math.round(score * 100) / 100, reasons }
}

const NONE: Likeness = { score: 0, reasons: [] }

/** 1: the same; 0.6: could be the same ("R." or "Rob" and "Robert"); 0: different people. */
function personLikeness(one: Comparable, other: Comparable): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  if (!a.last || !b.last) return a.first && a.first === b.first && a.last === b.last ? 0.6 : 0
  if (a.last !== b.last && !oneSlip(a.last, b.last)) return 0
  if (!a.first || !b.first) return 0.6
  if (a.first === b.first) return a.last === b.last ? 1 : 0.6
  const [short, long] = [a.first, b.first].toSorted((x, y) => x.length - y.length) as [string, string]
  return long.startsWith(short) || oneSlip(short, long) ? 0.6 : 0
}

function partsOf({ first_name, last_name, display_name }: Comparable): { first: string; last: string } {
  const words = display_name.split(/\s+/)
  const first = first_name ?? (last_name ? '' : words.slice(0, -1).join(' '))
  return { first: plain(first), last: plain(last_name ?? words.at(-1) ?? '') }
}

const FORMS = /\b(the|llc|lc|inc|incorporated|corp|corporation|co|company|ltd|lp|llp|trust|family)\b/g

function organizationLikeness(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => folded(name))
  if (a === b) return 1
  const [core, otherCore] = [a, b].map((name) => plain((name ?? '').replaceAll(FORMS, ' ')))
  return core && core === otherCore ? 0.6 : 0
}

const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const plain = (text: string) => folded(text).replaceAll(' ', '')

function shares<T>(some: T[], others: T[], keyOf: (one: T) => string | undefined): boolean {
  const keys = new Set(some.map(keyOf))
  return others.some((one) => {
    const key = keyOf(one)
    return key !== undefined && keys.has(key)
  })
}

function addressOf({ line1, line2, zip_code }: Contact['addresses'][number]): string | undefined {
  return line1 && zip_code ? [plain(line1), plain(line2 ?? ''), zip_code.slice(0, 5)].join('|') : undefined
}

/** Words of five letters or more that differ by one letter that is another, missing, or too many. */
function oneSlip(one: string, other: string): boolean {
  const [short, long] = [one, other].toSorted((x, y) => x.length - y.length) as [string, string]
  if (short.length < 5 || long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  const rest = long.slice(start + 1)
  return short.slice(start) === rest || short.slice(start + 1) === rest
}
