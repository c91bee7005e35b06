/** A stretch of words that may name somebody, where it stands. */
export type Mention = {
  start: number
  end: number
  value: string
  /** Around the whole of "A and B", whose parts share what stands before and behind. */
  group: { start: number; end: number }
}

const CAPITAL = String.raw`\p{Lu}[\p{L}'’]*(?:-\p{Lu}?[\p{L}'’]+)*\.?`
/** Small words within the names of people and firms. */
const SMALL = String.raw`(?:de|del|de\sla|della|di|da|van|von|der|den|of|the|for|al|el|y|e)`
const JOIN = String.raw`(?:[ ]|,[ ](?=(?:LLC|L\.L\.C|Inc|LP|L\.P|LLP|PLLC|P\.C|PC|N\.A|NA|Co|Corp|Ltd|Jr|Sr|II|III|IV|Esq|CPA|Trustee)\b)|[ ]?&[ ]|\n(?=[\p{Lu}]))`
const NAME = new RegExp(String.raw`(?<![\p{L}\d@.])${CAPITAL}(?:${JOIN}(?:${SMALL}[ ])?${CAPITAL})*`, 'gu')
const PAIR = /^(?:,)?[ \n](?:and|&|AND|or)[ \n]/u

const MOST_WORDS = 9
/** Beyond that a text is a list of names and no paper that they take part in. */
const MOST_MENTIONS = 5_000

/** Whatever is written as names are: capitals in a row, in one line or over its end. */
export function findMentions(text: string): Mention[] {
  const found: Mention[] = []
  for (const match of text.matchAll(NAME)) {
    const parts = cut(match[0], match.index)
    for (const each of parts.flatMap((one) => [...withoutForms(one), one])) {
      const part = ENDED.test(each.value)
        ? { ...each, end: each.end - 1, value: each.value.slice(0, -1) }
        : each
      if (STREET.test(part.value)) continue
      const words = part.value.split(/\s+/)
      if (words.length > MOST_WORDS || part.value.length < 3) continue
      if (found.slice(-8).some((other) => other.start === part.start && other.end === part.end)) continue
      found.push({ ...part, group: { start: part.start, end: part.end } })
    }
    if (found.length > MOST_MENTIONS) break
  }
  for (const [index, mention] of found.entries()) {
    const next = found[index + 1]
    const joint = next && PAIR.exec(text.slice(mention.end, mention.end + 8))
    if (!next || !joint || mention.end + joint[0].length !== next.start) continue
    const group = { start: mention.group.start, end: next.end }
    mention.group = group
    next.group = group
  }
  return found
}

/** A stretch over a line's end is taken whole and in its lines: which of them is a name its context tells. */
function cut(value: string, start: number): Part[] {
  const lines: Part[] = []
  let at = start
  for (const line of value.split('\n')) {
    lines.push({ start: at, end: at + line.length, value: line })
    at += line.length + 1
  }
  // Where a sentence ends with the line, what follows is no part of the name.
  if (lines.length !== 2 || ENDED.test(lines[0]?.value ?? '')) return lines
  return [{ start, end: start + value.length, value }, ...lines]
}

type Part = { start: number; end: number; value: string }

/** A point that belongs to no short form. */
const ENDED = /(?<!(?:^|[\s.])(?:Inc|Co|Corp|Jr|Sr|Ltd|Esq|\p{Lu}))\.$/u
/** What is only a street is nobody. */
const STREET =
  /\b(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Boulevard|Blvd|Way|Circle|Cir|Terrace|Parkway|Pkwy|Highway|Hwy)\.?$/i

/** Names that are meant to be one: without middle initials, titles and marks. */
export function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .split(' ')
    .filter((word) => word.length > 1 && !/^(?:mr|mrs|ms|dr|esq|jr|sr|the|llc|inc|co|and)$/.test(word))
    .join(' ')
}

/** Words of forms and letters that stand beside names in the same capitals, and in no name. */
const FORM_WORDS = new RegExp(
  String.raw`(?<![\p{L}'’-])(?:${[
    'agents?|brokers?|buyers?|sellers?|purchasers?|vendors?|grantors?|grantees?|lenders?|borrowers?|mortgagors?|mortgagees?',
    'landlords?|tenants?|lessors?|lessees?|insureds?|insurers?|trustors?|beneficiary|beneficiaries|exchangers?|taxpayers?',
    'intermediary|appraisers?|inspectors?|applicants?|assignors?|assignees?|owners?|clients?|attorneys?|notary|witness(?:es)?',
    'dear|attn|attention|re|by|signed|signature|name|names|date|dated|mr|mrs|ms|to|from|cc|bcc|subject|sent|sincerely|regards',
    'thanks|hi|hello|please|address|phone|fax|email|tel|cell|license|lic|file|order|policy|escrow no|no|number|page|title no',
    'this|that|these|i|we|you|your|our|my|he|she|they|it|if|when|as|on|at|in|is|are|and|or|but|with|per|witnesseth|whereas|now',
    'january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday',
    'prepared|inspected|issued|mailing|property|premises|between|husband|wife|listing|selling|cooperating|closing|settlement agent',
    'escrow officer|escrow holder|settlement|qualified|named|additional|mailing|sales|company name|firm|contact|yes|none',
  ].join('|')})(?![\p{L}'’-])\.?`,
  'giu',
)

/** The stretches between words of forms. */
function withoutForms(part: Part): Part[] {
  const pieces: Part[] = []
  let at = 0
  const add = (from: number, to: number) => {
    const piece = part.value.slice(from, to)
    const lead = piece.length - piece.trimStart().length
    const value = piece.trim().replace(/^(?:&|of|the|for)\s|[\s,]+(?:&|of|the|for)$|[\s,]+$/g, '')
    if (value.length > 1) {
      const start = part.start + from + lead + piece.trim().indexOf(value)
      pieces.push({ start, end: start + value.length, value })
    }
  }
  for (const match of part.value.matchAll(FORM_WORDS)) {
    add(at, match.index)
    at = match.index + match[0].length
  }
  add(at, part.value.length)
  return pieces
}
