import { calibrate } from './calibrate.ts'
import { ROLES } from './meanings.ts'
import { isFirm, type Mention } from './names.ts'

/** Someone in a role, or a `person` or `company` without one, at the place with the best evidence. */
export type Involved = {
  field: string
  sure: number
  page: number
  start: number
  end: number
  value: string
}

/** A role that is less likely than this is omitted: a wrong party is worse than none. */
const ROLE_FROM = 0.5
/** For names without a role. */
const NAME_FROM = 0.5
/** "Tomasz" alone is seldom someone's full name, and "Mahalo" is no one. */
const ONE_WORD_FROM = { role: 0.95, name: 0.85 }

/** The product's names for roles that authors call something else. */
const FIELDS: Record<string, string> = { taxpayer: 'exchanger', intermediary: 'qualified_intermediary' }

/** The people and companies named in a document, each once, with the role that has the strongest evidence. */
export function findPeople(mentions: Mention[]): Involved[] {
  const byKey = Map.groupBy(mentions, ({ value }) => keyOf(value))
  const parts = new Set([...byKey.keys()].filter((key) => key.includes(' ')).flatMap((key) => key.split(' ')))
  return [...byKey].flatMap(([key, places]) => {
    // "Dagny" beside "Dagny Holm" is not a second person.
    if (key === '' || parts.has(key)) return []
    const chanceOf = (role: number) => Math.max(...places.map(({ sure, roles }) => sure * (roles[role] ?? 0)))
    const chances = ROLES.map((_, role) => (role === 0 ? 0 : chanceOf(role)))
    const sure = Math.max(...chances)
    const whole = places.some(({ value }) => value.includes(' '))
    const role = sure >= (whole ? ROLE_FROM : ONE_WORD_FROM.role) ? chances.indexOf(sure) : 0
    const best = places.reduce((best, each) => (weight(each, role) > weight(best, role) ? each : best))
    if (role === 0 && best.sure < (whole ? NAME_FROM : ONE_WORD_FROM.name)) return []
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

/** The place with the strongest evidence for the role, and among equals the fullest name. */
function weight({ sure, roles, value }: Mention, role: number): number {
  return sure * (role === 0 ? 1 : (roles[role] ?? 0)) + value.length * 1e-3
}

/** A key shared by variants of one name: without middle initials, titles and punctuation. */
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

function kindOf(name: string): string {
  return isFirm(name) ? 'company' : 'person'
}
