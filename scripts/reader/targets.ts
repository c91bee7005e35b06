/** What an author says of a document, put to the tokens of its text. */
import {
  AMOUNT_FIELDS,
  DATE_FIELDS,
  KINDS,
  ROLES,
} from '#domains/documents/understanding/network/meanings.ts'
import type { Token } from '#domains/documents/understanding/network/tokens.ts'
import type { PageText } from '#domains/documents/understanding/rows.ts'
import type { HandDocument } from '../corpus/hands.ts'
import { wordsIn } from '../corpus/same.ts'

/** Nothing to learn here. */
const NONE = -100

type Target = [tag: number, role: number, amount: number, date: number]
type Stretch = { start: number; end: number; kind: number; role: number }

/** For each token what it should be said to be. */
export function toTargets(tokens: Token[], pages: PageText[], document: HandDocument): Target[] {
  const stretches = findLabelled(pages, document)
  return tokens.map(({ page, start, end, value }) => {
    const own = stretches[page]?.find((each) => each.start < end && start < each.end)
    const tag = own && end > start ? 1 + 2 * own.kind + (start <= own.start ? 0 : 1) : 0
    const role = own && end > start && own.kind === 0 ? own.role : NONE
    if (!value) return [tag, role, NONE, NONE]
    return /^\d{4}-/.test(value.normalized)
      ? [tag, role, NONE, fieldOf(value.normalized, document.dates, DATE_FIELDS)]
      : [tag, role, fieldOf(value.normalized.replace('-', ''), document.amounts, AMOUNT_FIELDS), NONE]
  })
}

/** The field of a value, rather one that says something; the last of all where the author did not count it. */
function fieldOf(
  normalized: string,
  labelled: { field: string; value: string | number }[],
  fields: string[],
): number {
  const own = labelled.filter(
    ({ value }) => (typeof value === 'number' ? value.toFixed(2) : value) === normalized,
  )
  const said = own.find(({ field }) => field !== 'other') ?? own[0]
  return said ? Math.max(0, fields.indexOf(said.field)) : fields.length - 1
}

/** Where what is labelled stands, by page; of two that overlap the longer. */
function findLabelled(pages: PageText[], document: HandDocument): Stretch[][] {
  const stretches = pages.map((): Stretch[] => [])
  const words = pages.map(({ text }) => wordsIn(text))
  const wanted = [
    ...document.addresses.map((value) => ({ value, kind: KINDS.indexOf('address'), role: NONE })),
    ...document.parcels.map((value) => ({ value, kind: KINDS.indexOf('parcel'), role: NONE })),
    ...document.parties.map(({ role, name }) => ({
      value: name,
      kind: 0,
      role: Math.max(0, ROLES.indexOf(role)),
    })),
    ...document.names.map((value) => ({ value, kind: 0, role: 0 })),
  ].toSorted((a, b) => b.value.length - a.value.length)
  for (const { value, kind, role } of wanted)
    for (const [page, own] of words.entries())
      for (const place of kind === 0 ? findName(own, value) : find(own, wordsIn(value))) {
        if (stretches[page]?.some((other) => place.start < other.end && other.start < place.end)) continue
        stretches[page]?.push({ ...place, kind, role })
      }
  return stretches
}

type Word = ReturnType<typeof wordsIn>[number]
type Place = { start: number; end: number }

function find(words: Word[], wanted: Word[]): Place[] {
  const [first] = wanted
  if (!first) return []
  return words.flatMap((word, at) => {
    if (word.text !== first.text) return []
    if (!wanted.every((each, index) => words[at + index]?.text === each.text)) return []
    return [{ start: word.start, end: words[at + wanted.length - 1]?.end ?? 0 }]
  })
}

/** A name as it stands, or turned around ("Last, First"), or as the first of a couple with one last name. */
function findName(words: Word[], name: string): Place[] {
  const wanted = wordsIn(name.replace(/\s*\([^)]*\)/g, ''))
  const whole = find(words, wanted)
  const last = wanted.at(-1)
  if (!last || wanted.length < 2 || wanted.length > 4) return whole
  const turned = find(words, [last, ...wanted.slice(0, -1)])
  if (whole.length > 0) return [...whole, ...turned]
  const couples = find(words, wanted.slice(0, -1)).flatMap((first) => {
    const at = words.findIndex(({ end }) => end === first.end)
    const join = [at + 1, at + 2].find((index) => words[index]?.text === 'and') ?? 0
    const end = [2, 3, 4].map((length) => words[join + length - 1]).find((word) => word?.text === last.text)
    return join > 0 && end ? [{ start: first.start, end: end.end }] : []
  })
  return [...turned, ...couples]
}
