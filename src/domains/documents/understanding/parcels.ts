import type { Found } from './dates.ts'

const NUMBER = String.raw`(?:\s?(?:nos?|numbers?|num|id(?:entification)?(?:\s(?:nos?|numbers?))?|#)(?:\(s\))?\.?)?`
const ENDS = String.raw`(?:\(s\))?[\s_]*(?:[:#=]|is\b|\.{3,})?[\s_]*#?[\s_]*`

/** Words that always mean a parcel number, whatever is around them. */
const NAMES = [
  String.raw`a\.?p\.?n\.?${NUMBER}|a\.?p\.?\sno\.?|tpn|strap|sidwell|pva\sno\.?`,
  String.raw`(?:assessor|auditor)['’]?s?\s(?:nos?\.?|schedule(?:\sno\.?)?|acc(?:oun)?t\.?(?:\sno\.?)?|lot|map\s?/\s?lot)`,
  String.raw`appraisal\sdistrict${NUMBER}`,
  String.raw`(?:assessor|auditor|treasurer)['’]?s?\s(?:tax\s)?parcel${NUMBER}`,
  String.raw`(?:tax|county|property|real\sestate|land)\sparcel${NUMBER}`,
  String.raw`parcels?\s?(?:id(?:entification)?(?:\s(?:nos?|numbers?))?|nos?|numbers?|#)(?:\(s\))?\.?`,
  String.raw`(?:property|permanent)\s(?:tax\s)?(?:index\s|id(?:entification)?\s?)(?:nos?\.?|numbers?)?`,
  String.raw`prop(?:erty)?\.?\s(?:tax\s)?id${NUMBER}`,
  String.raw`tax\s(?:id|lot|ma[pm](?:/parcel)?|r?nap|key|no\.?|schedule|roll\sno\.?|account|acct\.?)${NUMBER}`,
  String.raw`map\s?(?:/|&)\s?(?:(?:block|group)\s?/\s?)?(?:parcel|lot)${NUMBER}|map\sno\.?`,
  String.raw`s/b/l|tmk|tms|tmp|upc|span|p[i1l]ns?|p[i1l]ds?|geocode|folio${NUMBER}|schedule\sno\.?|key\sno\.?|pin\s#`,
  String.raw`(?:cad|county|assessor|co\.)\s(?:property\s)?(?:account|acct\.?|prop(?:erty)?\sid)${NUMBER}`,
].join('|')
/** Words that mean a parcel number only before text that looks like one. */
const HINTS = String.raw`parce[l1]s?|(?:account|acct)\.?${NUMBER}|assessment(?:\sno\.?)?|serial(?:\sno\.?)?|schedu[l1]e|map|\d{5}\s?\(`

/** One group of a parcel number: digits, possibly with letters among them. */
const GROUP = String.raw`\d[\dA-Z]*`
const WHOLE = String.raw`(?:\(\d\)\s)?(?!(?:APN|PIN|PID|TMK|NO)\b)[A-Z]{0,4}[- ]?${GROUP}(?:[-./:]+(?:${GROUP}|[A-Z]{1,2}(?=[-.])))*(?:-[A-Z](?![\p{L}\d]))?(?:\s\d\d-\d{3}-\d{5,6})?`
const SPACED = String.raw`[A-Z]{0,3}\s?${GROUP}(?:\s\d[\dA-Z]+){1,5}`

const NAMED = new RegExp(
  String.raw`(?<![\p{L}\d])(?i:${NAMES})${ENDS}(?<value>${WHOLE}(?:\s\d[\dA-Z]+)*)(?![\dA-Za-z]|,\d{3})`,
  'gu',
)
const HINTED = new RegExp(
  String.raw`(?<![\p{L}\d])(?i:${HINTS})${ENDS}(?<value>${WHOLE})(?![\dA-Za-z]|,\d{3})`,
  'gu',
)
const NEXT = new RegExp(
  String.raw`^(?:,|;|\s?&|\s(?:and|or))\s(?:and\s)?(?<value>${WHOLE})(?![\dA-Za-z])`,
  'u',
)

/** "Block 411 Lot 7", "Tax Map 120 Lot 33", "Section 80.09 Block 1 Lot 17". */
const GAP = String.raw`,?\s{1,4}`
const PARTS = new RegExp(
  [
    String.raw`(?<![\p{L}\d])(?<value>(?i:(?:ward\s[\d.]+${GAP})?(?:section|sheet)\s[\d.]+[A-Z]?${GAP})?`,
    String.raw`(?i:(?:tax\s)?(?:map|b[l1]oc?k|b[l1]k))\s[\d.]+[A-Z]?${GAP}(?:(?i:b[l1]ock)\s[\d.]+${GAP})?`,
    String.raw`(?i:lots?|parcel|lt)\s[\dA-Z.]*\d[\dA-Z]*(?:-[A-Z])?(?:\s(?:and|&)\s\d+[A-Z]?)?)(?![\dA-Za-z])`,
  ].join(''),
  'gu',
)

/** Parcel numbers as the county writes them, without the spaces of a bad copy. */
export function findParcels(text: string): Found[] {
  const found: Found[] = []
  const add = (start: number, value: string) => {
    const end = start + value.length
    if (found.some((other) => start < other.end && other.start < end)) return
    found.push({ start, end, value, normalized: value.replace(/\s+/g, ' ') })
  }
  for (const match of text.matchAll(PARTS)) add(match.index, match.groups?.value ?? '')
  for (const [pattern, isOne] of [
    [NAMED, looksNumbered],
    [HINTED, looksGrouped],
  ] as const)
    for (const match of text.matchAll(pattern)) {
      let value = withoutStray(match.groups?.value ?? '')
      let start = match.index + match[0].indexOf(value, match[0].length - (match.groups?.value ?? '').length)
      if (!isOne(value)) continue
      add(start, value)
      // "Parcels 113-880-042 and 113-880-051": the following ones have the same format.
      for (;;) {
        const next = NEXT.exec(text.slice(start + value.length, start + value.length + 60))
        const other = next?.groups?.value
        if (!next || !other || shapeOf(other) !== shapeOf(value)) break
        start += value.length + next[0].length - other.length
        value = other
        add(start, value)
      }
    }
  return found.toSorted((a, b) => a.start - b.start)
}

const SPACED_WHOLE = new RegExp(`^${SPACED}$`)

/** Text after a number and a space belongs to it only if the county separates its groups by spaces. */
function withoutStray(value: string): string {
  // Wisconsin's numbers end with a separate group.
  if (/-\d+\s\d\d-\d{3}-\d{5,6}$/.test(value)) return value
  const [first = '', ...others] = value.split(/\s(?!.*\))/)
  const groups = others.length > 0 && !/[-.]/.test(first) && SPACED_WHOLE.test(value)
  if (groups && (others.length > 1 || /[A-Z]/.test(first))) return value
  return /^(?:\(\d\)|[A-Z]{1,4})$/.test(first) ? `${first} ${others[0] ?? ''}`.trim() : first
}

function looksNumbered(value: string): boolean {
  const digits = value.replace(/\D/g, '').length
  return (digits >= 5 || (digits >= 4 && /[-.]|^[A-Z]/.test(value))) && !isDate(value)
}

function looksGrouped(value: string): boolean {
  const digits = value.replace(/\D/g, '').length
  const groups = value.split(/[-.]/).length
  return (groups >= 3 ? digits >= 6 : groups === 2 ? digits >= 7 : digits >= 8) && !isDate(value)
}

function isDate(value: string): boolean {
  return /^\d{1,2}[-./]\d{1,2}[-./](?:\d{2}|\d{4})$/.test(value) || /^\d{4}-\d\d-\d\d$/.test(value)
}

const shapeOf = (value: string) => value.replace(/\d+/g, '0')
