import type { PeriodField } from '#domains/documents/rules/periods.ts'
import { type Found, findDates } from '#domains/documents/understanding/dates.ts'
import { GAP } from '#domains/documents/understanding/rows.ts'
import { type Count, findCounts } from './counts.ts'
import {
  firstName,
  hasEnd,
  hasEndOfDay,
  isDuty,
  isOthersDuty,
  lastName,
  lastNames,
  type Named,
} from './names.ts'

export type FoundPeriod = Found & { field: PeriodField; sure: number }

/** A count of days, or a day that limits something. */
type Value = Found & { unclear: boolean; anchored: boolean; period: Count['period'] | undefined }
/** What a value's meaning is read from: its sentence or row, the clause after the value before, and the heading. */
type Scope = { heading: string; before: string; clause: string; after: string; row: boolean }
type Meaning = { field: PeriodField; sure: number }

/** No page of a contract has more periods or days; the reading of any page must come to an end. */
const MOST = 300
/** How far before a value its paragraph may start, and how long a heading is, in characters. */
const REACH = 420
const HEADING = 80
/** "Inspection: within 10 days": a count without the day from which it runs is as near as this to its name. */
const NEAR = 28
/** Where another paragraph or item of a list starts: a blank row (also of a form that numbers its rows), "12. ", "(b) ", "[X] ", "- ". */
const ITEM =
  /\n[ \t]*\d{0,3}[ \t]*\n(?:[ \t]*\d{1,3}[ \t])?|\n(?=[ \t]*(?:[-*•·]|\[[ xX_]?\]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]|§)[ \t])/g
/** A row of a table is about itself, and not about the sentence below it. */
const TABLE = /[^\n]*\S {3,}\S[^\n]*\n/g
const SENTENCE = /[.;:]\s+(?=["(]?[A-Z])/g

/** A day right after these words is a limit. */
const LIMIT =
  /(?:\b(?:by|before|no later than|not later than|through|until|deadline|expires?(?: on)?|ends?(?: on)?|to end on|or before)|deadline:|deadline *\|?)[\s,]*(?:(?:the close of business|\d{1,2}(?::\d{2})? ?[ap]\.?m\.?|midnight|noon)[\s,]*(?:on )?)?(?:\p{L}{3,6}day,? )?$/iu
const CELL = / {3}(?:\p{L}{3,6}day,? )?$/iu

/** The contingencies of a contract, with what ends each: a count of days or a day. */
export function findContingencies(written: string): FoundPeriod[] {
  const text = written.replace(/[’‘]/g, "'").replace(/[“”]/g, '"')
  const counts = findCounts(text).slice(0, MOST)
  const days = findDates(text)
    .slice(0, MOST)
    .filter(({ start, end }) => !counts.some((count) => start < count.end && count.start < end))
    .filter(({ start }) => isLimit(text, start))
    .map((day) => ({ ...day, unclear: false, anchored: true, period: undefined }))
  const values = [...counts, ...days].toSorted((a, b) => a.start - b.start).slice(0, MOST)
  const found: FoundPeriod[] = []
  for (const each of values)
    for (const meaning of meaningsOf(scopeOf(text, each, values), each)) {
      if (isTwice(found, meaning.field, each, text)) continue
      const other = otherCell(values, each, text)
      const unclear = each.unclear || other !== undefined
      const [start, end] = [each.start, other?.end ?? each.end]
      const value = written.slice(start, end)
      const normalized = unclear ? value.replace(/\s+/g, ' ') : each.normalized
      found.push({ ...meaning, start, end, value, normalized, sure: unclear ? 0.3 : meaning.sure })
    }
  return found
}

function isLimit(text: string, start: number): boolean {
  const near = text.slice(Math.max(0, start - HEADING), start)
  const row = near.slice(near.lastIndexOf('\n') + 1)
  return LIMIT.test(near) || (/deadline|contingency/i.test(row) && CELL.test(row))
}

/** A second value of one clause ("17 days after acceptance, or 5 days after delivery") is not another period. */
function isTwice(found: FoundPeriod[], field: PeriodField, { start, end }: Value, text: string): boolean {
  const last = found.findLast((one) => one.field === field)
  return last !== undefined && (end <= last.end || !/[.;\n]/.test(text.slice(last.end, start)))
}

/** What the next cell of the row says, if it is something else: what was, and what is to be, or two offers. */
function otherCell(
  values: Value[],
  { start, end, period, normalized }: Value,
  text: string,
): Value | undefined {
  return values.find(
    (other) =>
      other.start > end &&
      !text.slice(start, other.start).includes('\n') &&
      /^ {3,}$/.test(text.slice(end, other.start)) &&
      (other.period === undefined) === (period === undefined) &&
      other.normalized !== normalized,
  )
}

function scopeOf(text: string, { start, end }: Value, values: Value[]): Scope {
  const last = values.findLast((one) => one.end <= start)?.end ?? 0
  const rowStart = text.lastIndexOf('\n', start - 1) + 1
  const rowEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end)
  const cells = text.slice(rowStart, start)
  if (/\S {3,}(?=\S*[^\n]*$)/.test(cells) && CELL.test(cells))
    return { heading: '', before: cells, clause: cells, after: text.slice(end, rowEnd), row: true }
  const far = text.slice(Math.max(0, start - REACH), start)
  const paragraph = far.slice(Math.max(lastEnd(far, ITEM), lastEnd(far, TABLE)))
  const sentence = lastEnd(paragraph, SENTENCE)
  const rest = text.slice(end, end + 120)
  const stop = rest.search(/[.;](?:\s|$)|\n[ \t]*\n|\n[ \t]*(?:[-*•]|\(?\d{1,3}[.)]|\[)/)
  return {
    heading: paragraph.slice(0, sentence).slice(0, HEADING),
    before: paragraph.slice(sentence),
    clause: text.slice(Math.max(last, start - (paragraph.length - sentence)), start),
    after: stop < 0 ? rest : rest.slice(0, stop),
    row: paragraph.includes(GAP) && sentence === 0,
  }
}

function lastEnd(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1)
  return last ? last.index + last[0].length : 0
}

/** The name that defines the value ("(the "Option Period")"), else the nearest in its sentence, else that of its heading. */
function meaningsOf({ heading, before, clause, after, row }: Scope, value: Value): Meaning[] {
  const defined = definedBy(after)
  if (defined)
    return isCounted(defined) && !isTerm(defined, value) ? [] : as(defined, value.anchored ? 0.93 : 0.85)
  if (isOthersDuty(before) || isDuty(clause)) return []
  const ends = value.period ? hasEnd : hasEndOfDay
  const from_delivery = value.period?.from === 'delivery' && !lastName(heading)
  const delivered = from_delivery ? firstName(after.slice(0, NEAR * 2)) : undefined
  if (delivered && !isCounted(delivered) && ends(heading + before)) return as(delivered, 0.85)
  const [own, ...joined] = lastNames(before)
  if (own) {
    if (isCounted(own) ? !isTerm(own, value) : !row && !ends(before) && !ends(heading)) return []
    const near = before.length - own.end <= NEAR
    if (!value.anchored && !near) return []
    const sure = !value.anchored ? 0.8 : near || row ? 0.92 : 0.85
    return [own, ...joined.filter((one) => !isCounted(one))].flatMap((one) => as(one, sure))
  }
  if (!value.anchored) return []
  const under = firstName(heading)
  const rules = hasEnd(before) || !(isOthersDuty(heading) || isDuty(heading))
  if (under) return rules && !isCounted(under) && ends(heading + before + after) ? as(under, 0.8) : []
  const follows = firstName(after)
  return follows && !isCounted(follows) && ends(before + after) ? as(follows, 0.75) : []
}

/** `within 7 days (the "Option Period")`, "7 day due diligence". */
function definedBy(after: string): Named | undefined {
  const words = after.replaceAll('\n', ' ')
  const quoted = /^[^.;]{0,14}\((?:the )?["']?([^)"]{4,30})["']?\)/.exec(words)?.[1]
  if (quoted && /period|deadline|contingency/i.test(quoted)) return lastName(quoted)
  const next =
    /^[ -]{1,3}(?:(?:to|for|of)(?: the)? )?(?=due diligence|inspect|apprais|option|study|feasibility|attorney review|financing|mortgage|loan)/i.exec(
      words,
    )
  return next ? firstName(words.slice(0, 40)) : undefined
}

const isCounted = ({ field }: Named) => field === 'closing_period' || field === 'possession_period'

/** A closing is counted from the contract, a possession from either; days before a closing are a contingency's. */
function isTerm({ field }: Named, { period, anchored }: Value): boolean {
  if (!period || !anchored || period.direction === 'before') return false
  return field === 'possession_period' ? period.from !== 'delivery' : period.from === 'acceptance'
}

function as({ field }: Named, sure: number): Meaning[] {
  return field === 'nothing' ? [] : [{ field, sure }]
}
