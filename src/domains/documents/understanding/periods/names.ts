import type { PeriodField } from '#domains/documents/rules/periods.ts'

type Name = { field: PeriodField | 'nothing'; pattern: RegExp }

const name = (field: Name['field'], pattern: string): Name => ({
  field,
  pattern: new RegExp(String.raw`(?<!\p{L})(?:${pattern})(?!\p{L})`, 'giu'),
})

const BUYERS_HOME = `(?:the )?(?:buyer|purchaser)(?:'s|s')? (?:own |existing |current |present )?(?:home|property|residence|house)`
const ASSOCIATION = `hoa|poa|coa|(?:home|property )?owners?'?s?'? association|association|condo(?:minium)?|common interest(?: development)?`
const PAPERS = `(?: (?:documents?|docs|disclosures?|bylaws|review|certificate))?`

/** How contracts call what a period is for. Of two names that end at one place, the longer counts. */
const NAMES: Name[] = [
  name(
    'inspection_contingency',
    `(?:home |property |buyer's |whole house )?[il1]nspect(?:ions?)?|investigations?(?: of (?:the )?property)?|(?:property investigation )?due[- ]diligence|diligence|feasibility|stud(?:y|ies)`,
  ),
  name(
    'loan_contingency',
    String.raw`loans?(?:\(s\))?|financing|mortgage|finance|(?:loan |mortgage )?commitment|(?:buyer|loan) approval|lender`,
  ),
  name('appraisal_contingency', `appraisals?|appraised value`),
  name(
    'title_contingency',
    String.raw`preliminary (?:report|commitment)|(?:preliminary )?\(?title\)?(?: report| commitment| insurance| review| exam(?:ination)?| objections?| contingency| documents)?`,
  ),
  name(
    'disclosure_contingency',
    `(?:review of )?(?:seller(?:'s)? )?(?:property )?disclosures?(?: statement| documents)?|(?:review of )?seller(?:'s)? documents`,
  ),
  name(
    'sale_contingency',
    `sale(?: and closing)? of ${BUYERS_HOME}|home sale|${BUYERS_HOME}(?: sells| closes)`,
  ),
  name(
    'hoa_contingency',
    `(?:${ASSOCIATION})${PAPERS}|covenants|resale (?:certificate|package|disclosure)|public offering statement`,
  ),
  name(
    'insurance_contingency',
    `(?:homeowner'?s'? |home |hazard |property |fire |flood )?insurance(?: binder)?|insurability`,
  ),
  name(
    'attorney_review',
    `attorneys?'?s?'? (?:approval|review)|(?:approval|review) (?:of|by) (?:the |their |each (?:party|side)'s )?(?:respective )?(?:attorneys?|counsel)(?: for (?:the |both )?parties)?`,
  ),
  name('option_period', `option(?: period)?|option to terminate|unrestricted right to terminate`),
  name('closing_period', `clos(?:e|ing) of escrow|closing(?: date)?|close|settlement(?: date)?|settle|coe`),
  name('possession_period', 'possession|occupancy'),
  // What else a period may be for: it keeps the period from another name before it.
  name(
    'nothing',
    `earnest money|(?:initial |additional )?deposit|title insurance premium|title company|rate[- ]lock|lock(?:ed)?|extension|walk[- ]?through|repairs?|rent|dues|assessments?|taxes|notice of cancellation|prorations?|back taxes|survey|loan id|offer expires|commitment date`,
  ),
]

export type Named = { field: Name['field']; start: number; end: number }

/** All names in these words. */
export function findNames(words: string): Named[] {
  return NAMES.flatMap(({ field, pattern }) =>
    [...words.matchAll(pattern)].map(({ 0: found, index }) => ({
      field,
      start: index,
      end: index + found.length,
    })),
  )
}

/** The name nearest before a value, and the longest of those that end there. */
export function lastName(words: string): Named | undefined {
  return findNames(words).toSorted(byNearest)[0]
}

/** The name nearest before a value, and those joined to it: "loan and appraisal contingency". */
export function lastNames(words: string): Named[] {
  const names = findNames(words).toSorted(byNearest)
  const found = names.slice(0, 1)
  for (const name of names.slice(1)) {
    const next = found.at(-1)
    if (next && /^(?:,? (?:and|or) |,| ?[&/] ?|, )$/.test(words.slice(name.end, next.start))) found.push(name)
  }
  return found
}

const byNearest = (a: Named, b: Named) => b.end - a.end || a.start - b.start

export function firstName(words: string): Named | undefined {
  return findNames(words).toSorted((a, b) => a.start - b.start || b.end - a.end)[0]
}

/** Whether a sentence is about what someone other than the buyer does. */
export function isOthersDuty(sentence: string): boolean {
  return OTHERS.test(sentence)
}

const OTHERS =
  /(?<!\p{L})(?:(?:seller|tenant|landlord|lessor)(?:'s?)? (?:shall|will|must|agrees to|has|may|won't|(?:\[.?\] )?buyer)|(?:listing|escrow|title) (?:broker|agent|holder|company) (?:shall|will)|tenant|shall order|earnest money|good (?:for|until|through)|listing|lease|rent[- ]?back|already|waived|locked|no (?:financing|mortgage|loan|inspection|appraisal))(?!\p{L})/iu

/** Whether the words right before a value are about something else that is done, or say how long something holds. */
export function isDuty(words: string): boolean {
  return DUTY.test(words)
}

const DUTY =
  /(?<!\p{L})(?:deposit(?:ed|s)?|walk[- ]?through|final verification|apply|application|respond|response|reply|cure|correct|fix|notice to perform|demand to close|valid|remain(?:s)? open|order(?:ed)? (?:the|an) appraisal|pre-?approval|proof of funds|performed|inspected|extension of|late|per diem)(?!\p{L})/iu

/** Whether these words remove, waive or end a contingency, or give a right for so long. */
export function hasEnd(words: string): boolean {
  return END.test(words)
}

const END =
  /(?<!\p{L})(?:contingen(?:cy|cies|t)|conditioned|subject to|subj to|remov(?:e|ed|al)|waives?|satisf(?:y|ied|action)|approves?|disapproves?|object(?:ions?)?|terminat(?:e|ion)|cancel(?:lation)?|withdraw|void|periods?|deadline|complete|obtain|review|examine|inspect(?:ion)?s?|exercise|right to|has until|have until|through)(?!\p{L})/iu

/** A day is the end of a contingency only beside words that say so. */
export function hasEndOfDay(words: string): boolean {
  return /(?<!\p{L})(?:contingen(?:cy|cies|t)|conditioned|subject to|remov(?:e|ed|al)|waives?|disapproves?|object(?:ions?)?|terminat(?:e|ion)|cancel|withdraw|periods?|deadline|has until|have until|financing,? through|appraisal,? through|inspections?(?: to be done)?,? (?:through|until|by)|approval|commitment (?:by|on or before|no later than|cannot))(?!\p{L})/iu.test(
    words,
  )
}
