import type { Found } from './dates.ts'

/** The parties, and the words that documents use for them. */
const ROLES: Record<string, string> = {
  buyer: "buyers?(?:\\(s\\))?|purchasers?(?:\\(s\\))?|buyer'?s name",
  seller: "sellers?(?:\\(s\\))?|vendor|seller'?s name",
  borrower: 'borrowers?(?:\\(s\\))?|applicants?|mortgagor|maker',
  lender: 'lender(?:/client)?|mortgagee|creditor|name & address of lender',
  grantor: 'grantors?(?:\\(s\\))?|transferor',
  grantee: 'grantees?(?:\\(s\\))?|transferee',
  trustor: 'trustors?',
  trustee: 'trustees?',
  beneficiary: 'beneficiary',
  landlord: 'landlord|lessor|owner/landlord',
  tenant: 'tenants?|lessee',
  insured: 'named insured|proposed insured|name of insured|insured',
  insurer: 'insurer a?|insurance company|underwriting company',
  listing_agent: "listing agent|seller'?s agent|listing broker|seller'?s broker",
  buyer_agent: "buyer'?s agent|selling agent|buyer'?s broker|cooperating broker|selling broker",
  agent: 'agent|broker(?: \\(company\\))?|brokerage|real estate broker|licensee',
  escrow_holder: 'escrow (?:holder|agent|company|officer)|settlement agent|closing agent',
  title_company: 'title company|title insurer|title officer|issuing agent|underwriter',
  appraiser: 'appraiser',
  inspector: 'inspect(?:or|ed by)(?: name)?',
  exchanger: 'exchangers?|taxpayer',
  qualified_intermediary: 'qualified intermediary|intermediary|exchange accommodation titleholder',
}

const CAPITAL = "[A-Z][\\p{L}'’.-]*"
const TAIL =
  'LLC|L\\.L\\.C\\.|Inc\\.?|L\\.?P\\.?|LLP|N\\.A\\.|Co\\.|Corp\\.?|Trustees?|Jr\\.?|Sr\\.?|FSB|PLLC'
const NAME = `${CAPITAL}(?: (?:${CAPITAL}|and|&|of|the|de|la|van|von|\\d{4})){0,11}(?:, ?(?:${TAIL})(?!\\p{L})){0,3}`

/** Words of forms that appear where a name would. */
const FORM_WORDS =
  /\b(?:initials?|signature|sign|name|date|address|agent|phone|email|fax|acknowledge|agrees?|shall|will|must|may|hereby|warrants?|represents?|is|are|has|have|and seller|and buyer|the property|property|street|number|license|company name|no|yes|n\/a|paid|transaction|charges|credit|debit|certif\w+|acceptance|offer|agreement|contract|disclosure|statement|copy|check|box)\b/i

/** `label` is the length of the words that name the role. */
export type Party = Found & { field: string; labelled: boolean; label: number }

/** Names beside their roles: after a label ("Buyer: …"), or before the role in parentheses or after a comma. */
export function findParties(text: string): Party[] {
  const found = PATTERNS.flatMap(({ field, before, after }) => [
    ...before.flatMap((pattern) => collect(text, field, pattern, true)),
    ...after.flatMap((pattern) => collect(text, field, pattern, false)),
  ])
  // "Settlement Agent: Blue Heron" is the escrow holder and not also an agent: the longer label wins.
  const best = new Map<number, Party>()
  for (const party of found) {
    const other = best.get(party.start)
    if (!other || party.label > other.label) best.set(party.start, party)
  }
  return [...best.values()]
}

/** Roles match in any case, names only with their capitals. */
const PATTERNS = Object.entries(ROLES).map(([field, words]) => {
  const role = `(?i:${words})`
  const entity = '(?: an? [^("\\n]{0,60}?)?'
  return {
    field,
    before: [new RegExp(`(?<![\\p{L}'])${role}\\s*#?\\d?\\s*:[ ]*(${NAME})`, 'gu')],
    after: [
      new RegExp(
        `(?<!\\p{L})(${NAME}),?${entity}\\s*\\((?:the |hereinafter |collectively,? )*["“”']${role}["“”']`,
        'gu',
      ),
      new RegExp(`(?<!\\p{L})(${NAME}) \\(${role}\\)`, 'gu'),
      new RegExp(
        `(?<!\\p{L})(${NAME}),? (?:as|is referred to as|herein called|hereinafter called|hereinafter) (?:the )?["“]?${role}\\b`,
        'gu',
      ),
    ],
  }
})

/** "Brokers: Quillon Realty (buyer)" says whose broker the company is. */
const FOR_SOMEBODY = /^\s*(?:brokers?|brokerages?|agents?|realtors?|licensees?|firms?)\b[^\n]{0,80}$/i
const SIDES: Record<string, string> = { buyer: 'buyer_agent', seller: 'listing_agent' }

function collect(text: string, field: string, pattern: RegExp, labelled: boolean) {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const whole = match[1] ?? ''
    const lead = labelled ? 0 : leadOf(whole)
    const value = trimName(whole.slice(lead))
    const start = match.index + match[0].indexOf(whole) + lead
    if (!isName(value)) return []
    const label = match[0].length - (match[1] ?? '').length
    const side = labelled ? undefined : SIDES[field]
    const row = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
    const acts = side !== undefined && FOR_SOMEBODY.test(row)
    const end = start + value.length
    return [{ field: acts ? side : field, labelled, label, start, end, value, normalized: nameOf(value) }]
  })
}

/** Text that runs into a name from the clause before it: "THIS IS AN OFFER FROM Maria Alvarez", "Buyer and Ann Lee". */
function leadOf(name: string): number {
  return (
    /^(?:(?:Buyer|Seller|Purchaser|Grantor|Landlord|Lender) and |(?:[\p{Lu}.]+ )*(?:FROM|BETWEEN|BY|TO) (?=\p{Lu}\p{Ll}))/u.exec(
      name,
    )?.[0].length ?? 0
  )
}

/** Words that also end company names: "Summit Ridge Title Company" is one complete name. */
const COMPANIES = ['escrow_holder', 'title_company', 'insurer']

/** The next label of a form ends a name: "Maria Alvarez and Seller" is Maria Alvarez. */
function trimName(name: string): string {
  const roles = Object.entries(ROLES)
    .filter(([field]) => !COMPANIES.includes(field))
    .map(([, words]) => words)
    .join('|')
  return name
    .replace(new RegExp(`\\s+(?:and |& )?(?:${roles})\\b.*$`, 'iu'), '')
    .replace(/[ ,]+(?:and|&|of|the)$/i, '')
    .replace(/[-.,\s]+$/, (match) =>
      /(?:Inc|Co|Jr|Sr|N\.A|Corp|L\.L\.C)$/.test(name.slice(0, -match.length)) ? '.' : '',
    )
}

function isName(value: string): boolean {
  const words = value.split(/\s+/)
  if (words.length > 12 || value.length < 4) return false
  if (words.length < 2 && !/\b(?:Bank|Title|Escrow)\b/.test(value)) return false
  return /^\p{Lu}|^(?:of|and|&|de|la|van|von)$/u.test(words[1] ?? 'A') && !FORM_WORDS.test(value)
}

/** A name as it would appear in a list: on one line, and not in capitals. */
export function nameOf(written: string): string {
  const name = written.replace(/\s+/g, ' ')
  if (name !== name.toUpperCase()) return name
  return name.replace(/\p{L}[\p{L}'’]*/gu, (word) => {
    if (/^(?:LLC|LP|LLP|NA|FSB|II|III|IV)$/.test(word)) return word
    return /^(?:AND|OF|THE)$/.test(word) ? word.toLowerCase() : (word[0] ?? '') + word.slice(1).toLowerCase()
  })
}
