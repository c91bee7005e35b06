import type { PageText } from '../rows.ts'
import { ROLES } from './meanings.ts'
import type { Stretch } from './stretches.ts'

/** One place where someone is named. */
export type Mention = Stretch & { value: string }

const FIRM =
  /&|\b(?:LLC|L\.L\.C|Inc|LP|L\.P|LLP|PLLC|P\.C|N\.A|Co|Corp|Ltd|Company|Bank|Union|Trust|Realty|Title|Escrow|Insurance|Mutual|Group|Partners|Holdings|Properties|Association|Associates|Agency|Services|County|Court|Office|Department|Church|School|District|Board|Estate|Homes|Lending|Mortgage|Financial|Brokerage|Law|Appraisals?|Inspections?|Surveying)\b/i

export function isFirm(name: string): boolean {
  return FIRM.test(name)
}

/** The names of a document in order, each complete, and names that appear together split up. */
export function toMentions(pages: PageText[], stretches: Stretch[]): Mention[] {
  const names = stretches.filter(({ kind }) => kind === 'name').map((each) => toFirmEnd(pages, each))
  const mentions = join(pages, names).flatMap((name) =>
    columnsOf(pages, name).flatMap((part) => apart(trim(pages, part))),
  )
  return mentions.map((mention, index) => withLastName(pages, mention, mentions[index + 1]))
}

/** "Henrik" of "Henrik and Solveig Dahl" is Henrik Dahl. */
function withLastName(pages: PageText[], first: Mention, second: Mention | undefined): Mention {
  if (second?.page !== first.page || isFirm(second.value)) return first
  const between = pages[first.page]?.text.slice(first.end, second.start) ?? ''
  const last = /\s(\p{Lu}[\p{L}'’-]+)$/u.exec(second.value)?.[1]
  const alone = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.?)?$/u.test(first.value)
  return last && alone && /^\s(?:and|&)\s$/.test(between)
    ? { ...first, value: `${first.value} ${last}` }
    : first
}

/** The continuation of a name that was cut short. */
const REST =
  /^(?:,? (?:LLC|L\.L\.C\.|Inc\.?|L\.?P\.|LLP|PLLC|N\.A\.|Corp\.?)| (?:Company|Bank|Realty|Title|Agency|Lending|Mortgage|Properties|Insurance|Partners|Co-operative Bank|Credit Union))(?![\p{L}])/u

function toFirmEnd(pages: PageText[], name: Stretch): Stretch {
  const text = pages[name.page]?.text ?? ''
  const rest = REST.exec(text.slice(name.end, name.end + 20))
  return rest ? { ...name, end: name.end + rest[0].length } : name
}

/** Joins stretches that the network split in two. */
function join(pages: PageText[], names: Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const name of names) {
    const last = joined.at(-1)
    const text = pages[name.page]?.text ?? ''
    if (last?.page === name.page && last.end > name.start) {
      last.end = Math.max(last.end, name.end)
    } else if (last?.page === name.page && isOne(text, last, name)) {
      last.end = name.end
      last.sure = (last.sure + name.sure) / 2
      last.roles = last.roles.map((chance, role) => (chance + (name.roles[role] ?? 0)) / 2)
    } else joined.push({ ...name })
  }
  return joined
}

const ONE_WORD = /^[\p{L}'’-]{2,}$/u
const GIVEN_NAMES = /^\p{Lu}[\p{L}'’-]*\.?(?: \p{Lu}[\p{L}'’.-]*)?$/u
const OF_SOMEBODY = /\b(?:estate|heirs|trustees?|board|bank|town|city|county|diocese|university)$/i

function isOne(text: string, first: Stretch, second: Stretch): boolean {
  const between = text.slice(first.end, second.start)
  const [a, b] = [text.slice(first.start, first.end), text.slice(second.start, second.end)]
  if (/^(?: |-| ?& ?|)$/.test(between)) return true
  if (/^ of (?:the )?$/.test(between)) return OF_SOMEBODY.test(a)
  // "HOLM, DAGNY R."
  if (between === ', ') return ONE_WORD.test(a) && GIVEN_NAMES.test(b) && !isFirm(b)
  if (!/^ ?\n$/.test(between)) return false
  return (ONE_WORD.test(a) && !isFirm(b)) || isProse(text, first.start, second.end)
}

/** In a sentence that continues over the end of a row, two names with nothing between them are one. */
function isProse(text: string, start: number, end: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const stop = text.indexOf('\n', end)
  const after = text.slice(end, stop < 0 ? text.length : stop)
  return /\p{Ll} $/u.test(before) && !/ {3}/.test(before + after) && /^[ ,.]*\(?\S/.test(after)
}

/** Splits a stretch at the gap between two columns, and at a signature line. */
function columnsOf(pages: PageText[], name: Stretch): Stretch[] {
  const whole = pages[name.page]?.text.slice(name.start, name.end) ?? ''
  return [...whole.matchAll(/(?:(?! {3}|_{2})[\s\S])+/g)].map((part) => {
    const start = name.start + part.index
    return { ...name, start, end: start + part[0].length }
  })
}

/** Forms of address are not part of names. */
const ADDRESS =
  /^(?:(?:mr|mrs|ms|miss|dr|atty|attorney|hon|judge|dear|aloha|hi|hello|attn|c\/o|by(?=:))(?:\.:?|:)?\s+(?:and\s+(?:mr|mrs|ms)\.?\s+)?)+/i
/** The start of further information about someone after their name. */
const MORE = /\s+(?:dated|u\/[ad]\/?[dt]?|of|as|the|and|or|for)$/i
/** The period belongs to these abbreviations. */
const ABBREVIATED = /(?:^|[ .])(?:Inc|Co|Corp|Ltd|Jr|Sr|Esq|[A-Z])$/
/** The place of a company, after its name. */
const PLACE = /,\s+\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$/u

function trim(pages: PageText[], name: Stretch): Mention {
  const whole = pages[name.page]?.text.slice(name.start, name.end) ?? ''
  const lead = /^[\s,;:\-_.&("']+/.exec(whole)?.[0].length ?? 0
  const title = ADDRESS.exec(whole.slice(lead))?.[0].length ?? 0
  const rest = whole
    .slice(lead + title)
    .replace(/[\s,;:\-_&("']+$/, '')
    .replace(/\.$/, (stop, at: number, all: string) => (ABBREVIATED.test(all.slice(0, at)) ? stop : ''))
    .replace(MORE, '')
  const place = PLACE.exec(rest)
  const value =
    place && isFirm(rest.slice(0, place.index)) && !isFirm(place[0]) ? rest.slice(0, place.index) : rest
  const start = name.start + lead + title
  return { ...name, start, end: start + value.length, value }
}

const AGENT = ROLES.indexOf('agent')
const BROKER = ROLES.indexOf('broker')

/** "Basil Cray and Ines Calloway" are two, and so are "Basil Cray of Quillon Realty". */
function apart(mention: Mention): Mention[] {
  const { value } = mention
  const and = /\s+(?:and|&)\s+/.exec(value)
  const of = /\s+(?:of|with|-|–|—|\/|\|)\s+/.exec(value)
  const parts = (found: RegExpExecArray) =>
    [value.slice(0, found.index), value.slice(found.index + found[0].length)] as const
  if (and && !isFirm(value.replaceAll('&', ''))) {
    const [first, second] = parts(and)
    if (/\s/.test(first) && /\s/.test(second) && !/\s(?:and|&)\s/.test(second))
      return [part(mention, 0, first), part(mention, value.length - second.length, second)]
  }
  if (of) {
    const [first, second] = parts(of)
    if (
      /^\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]*){1,3}$/u.test(first) &&
      !isFirm(first) &&
      !OF_SOMEBODY.test(first) &&
      isFirm(second)
    )
      return [
        { ...part(mention, 0, first), roles: moved(mention.roles, BROKER, AGENT) },
        {
          ...part(mention, value.length - second.length, second),
          roles: moved(mention.roles, AGENT, BROKER),
        },
      ]
  }
  const plain = value.replace(/-\n\s*/g, '-').replace(/\s+/g, ' ')
  return /\p{L}{2}/u.test(plain) ? [{ ...mention, value: plain }] : []
}

function part(mention: Mention, at: number, value: string): Mention {
  const start = mention.start + at
  return { ...mention, start, end: start + value.length, value: value.replace(/\s+/g, ' ') }
}

function moved(roles: number[], from: number, to: number): number[] {
  return roles.map((chance, role) => (role === from ? 0 : role === to ? chance + (roles[from] ?? 0) : chance))
}
