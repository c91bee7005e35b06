import type { PageText } from '../rows.ts'
import { calibrate } from './calibrate.ts'
import { ROLES } from './meanings.ts'
import type { Stretch } from './stretches.ts'

/** Somebody in a role, or a `person` or `company` without one, where that is said best. */
export type Involved = {
  field: string
  sure: number
  page: number
  start: number
  end: number
  value: string
}

/** A role that is less likely than this is not said: a wrong party is worse than none. */
const ROLE_FROM = 0.5
/** Of those without a role. */
const NAME_FROM = 0.5

/** What the product calls a role where authors say something else. */
const FIELDS: Record<string, string> = { taxpayer: 'exchanger', intermediary: 'qualified_intermediary' }

/** Who is named in a document, each once, with the role for which one of the places speaks most. */
export function findPeople(pages: PageText[], stretches: Stretch[]): Involved[] {
  const mentions = joinBroken(
    pages,
    stretches.filter(({ kind }) => kind === 'name'),
  ).flatMap((each) => trim(pages, each))
  const byKey = Map.groupBy(mentions, ({ value }) => keyOf(value))
  const parts = new Set([...byKey.keys()].filter((key) => key.includes(' ')).flatMap((key) => key.split(' ')))
  return [...byKey].flatMap(([key, places]) => {
    // "Dagny" beside "Dagny Holm" is no second person.
    if (key === '' || parts.has(key)) return []
    const chanceOf = (role: number) => Math.max(...places.map(({ sure, roles }) => sure * (roles[role] ?? 0)))
    const chances = ROLES.map((_, role) => (role === 0 ? 0 : chanceOf(role)))
    const sure = Math.max(...chances)
    const role = sure >= ROLE_FROM ? chances.indexOf(sure) : 0
    const best = places.reduce((best, each) => (weight(each, role) > weight(best, role) ? each : best))
    if (role === 0 && best.sure < NAME_FROM) return []
    const field = role === 0 ? kindOf(best.value) : (ROLES[role] ?? '')
    const { page, start, end, value } = best
    return [
      {
        field: FIELDS[field] ?? field,
        sure: role === 0 ? calibrate(best.sure, 'names') : calibrate(sure, 'roles'),
        page,
        start,
        end,
        value,
      },
    ]
  })
}

type Mention = Stretch & { value: string }

/** The place that speaks most for the role, among equals the fullest name. */
function weight({ sure, roles, value }: Mention, role: number): number {
  return sure * (role === 0 ? 1 : (roles[role] ?? 0)) + value.length * 1e-3
}

/** Two stretches with only a space, a hyphen or an "&" between them are one name. */
function joinBroken(pages: PageText[], names: Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const name of names) {
    const last = joined.at(-1)
    const between = last?.page === name.page ? pages[name.page]?.text.slice(last.end, name.start) : undefined
    if (last && between !== undefined && /^(?: |-| ?& ?|)$/.test(between)) {
      last.end = name.end
      last.sure = (last.sure + name.sure) / 2
      last.roles = last.roles.map((chance, role) => (chance + (name.roles[role] ?? 0)) / 2)
    } else joined.push({ ...name })
  }
  return joined
}

/** How people are addressed is no part of their names. */
const ADDRESS =
  /^(?:(?:mr|mrs|ms|miss|dr|atty|attorney|hon|judge|dear|aloha|hi|hello|attn|c\/o|by(?=:))(?:\.:?|:)?\s+(?:and\s+(?:mr|mrs|ms)\.?\s+)?)+/i

/** A stretch never goes over the gap between two columns. */
function trim(pages: PageText[], stretch: Stretch): Mention[] {
  const whole = pages[stretch.page]?.text.slice(stretch.start, stretch.end) ?? ''
  return [...whole.matchAll(/(?:(?! {3})[\s\S])+/g)].flatMap((part) => {
    const lead = /^[\s,;:\-_.&("']+/.exec(part[0])?.[0].length ?? 0
    const title = ADDRESS.exec(part[0].slice(lead))?.[0].length ?? 0
    const value = part[0].slice(lead + title).replace(/[\s,;:\-_&("']+$/, '')
    const start = stretch.start + part.index + lead + title
    if (!/\p{L}{2}/u.test(value)) return []
    return [
      {
        ...stretch,
        start,
        end: start + value.length,
        value: value.replace(/-\n\s*/g, '-').replace(/\s+/g, ' '),
      },
    ]
  })
}

/** Names that are meant to be one: without middle initials, titles and marks. */
export function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .split(' ')
    .filter((word) => word.length > 1 && !/^(?:mr|mrs|ms|dr|esq|jr|sr|the|of|and|llc|inc|co)$/.test(word))
    .join(' ')
}

const FIRM =
  /&|\b(?:LLC|L\.L\.C|Inc|LP|L\.P|LLP|PLLC|P\.C|N\.A|Co|Corp|Ltd|Company|Bank|Union|Trust|Realty|Title|Escrow|Insurance|Mutual|Group|Partners|Holdings|Properties|Association|Associates|Agency|Services|County|Court|Office|Department|Church|School|District|Board)\b/i

function kindOf(name: string): string {
  return FIRM.test(name) ? 'company' : 'person'
}
