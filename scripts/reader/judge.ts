/**
 * How well documents of authors that were not learned from are understood: `node scripts/reader/judge.ts FOLDER [HAND …]`,
 * by default those of `scripts/corpus/final`. Counts as a stranger would: names and addresses agree when eight tenths of
 * their words do, days and sums exactly, a field when it means the same on that kind of paper.
 */
import { openUnderstanding, type Understanding } from '#domains/documents/understanding/understand.ts'
import { type HandDocument, readHands } from '../corpus/hands.ts'
import { isSameName, isSamePlace } from '../corpus/same.ts'

/** Fields that say the same of a person on another kind of paper. */
const ROLES: Record<string, string[]> = {
  buyer: ['buyer', 'grantee', 'borrower', 'exchanger'],
  seller: ['seller', 'grantor', 'exchanger'],
  borrower: ['borrower', 'buyer', 'trustor', 'grantor'],
  lender: ['lender', 'beneficiary'],
  agent: ['agent', 'listing_agent', 'buyer_agent'],
  broker: ['broker', 'agent', 'listing_agent', 'buyer_agent'],
  escrow_holder: ['escrow_holder', 'title_company'],
  title_company: ['title_company', 'escrow_holder'],
  grantor: ['grantor', 'seller', 'trustor'],
  grantee: ['grantee', 'buyer'],
  taxpayer: ['exchanger', 'buyer', 'seller'],
  intermediary: ['qualified_intermediary'],
}
const AMOUNTS: Record<string, string[]> = {
  coverage: ['dwelling_coverage', 'policy_amount'],
  payoff: ['payoff_amount'],
  cash_to_close: ['cash_to_close', 'balance_due'],
}
const DATES: Record<string, string[]> = {
  closing_date: ['closing_date', 'disbursement_date'],
  contract_date: ['contract_date', 'effective_date'],
  effective_date: ['effective_date', 'commitment_date', 'contract_date'],
  list_date: ['listing_date'],
}
/** Values without a field of their own, and fields that nothing hangs on. */
const PLAIN = new Set(['other', 'fee', 'tax', 'signed'])
const ALL_ROLES = 'insured insurer landlord tenant trustee appraiser inspector attorney'.split(' ')
const ROLE_FIELDS = new Set([...ALL_ROLES, ...Object.values(ROLES).flat()])
const NAME_FIELDS = new Set([...ROLE_FIELDS, 'person', 'company'])
const AMOUNT_FIELDS = new Set(
  'purchase_price earnest_money loan_amount monthly_payment commission premium deductible appraised_value rent security_deposit list_price'
    .split(' ')
    .concat(Object.values(AMOUNTS).flat()),
)
const DATE_FIELDS = new Set(
  'expiration_date inspection_date recording_date due_date possession_date identification_deadline exchange_deadline'
    .split(' ')
    .concat(Object.values(DATES).flat()),
)

type Tally = { wanted: number; found: number; proposed: number; right: number }
const tallies = new Map<string, Tally>()
const answers: { right: boolean; confidence: number }[] = []
/** Named values by how sure they are, in tenths. */
const sureness = new Map<number, { proposed: number; right: number }>()

function count<W, P extends { confidence: number }>(
  name: string,
  wanted: W[],
  proposed: P[],
  fits: (wanted: W, proposed: P) => boolean,
): void {
  const tally = tallies.get(name) ?? { wanted: 0, found: 0, proposed: 0, right: 0 }
  const right = proposed.filter((each) => wanted.some((one) => fits(one, each)))
  tally.wanted += wanted.length
  tally.found += wanted.filter((one) => proposed.some((each) => fits(one, each))).length
  tally.proposed += proposed.length
  tally.right += right.length
  tallies.set(name, tally)
  if (!/by field|role/.test(name)) return
  for (const each of proposed) {
    const tenth = Math.floor(each.confidence * 20) / 20
    const bin = sureness.get(tenth) ?? { proposed: 0, right: 0 }
    bin.proposed += 1
    bin.right += Number(right.includes(each))
    sureness.set(tenth, bin)
  }
}

function judge(
  document: HandDocument,
  { extractions, document_type, confidence_score }: Understanding,
): void {
  answers.push({ right: document_type === document.document_type, confidence: confidence_score })
  const people = extractions.filter(({ field }) => NAME_FIELDS.has(field))
  count(
    'parties by role',
    document.parties,
    people.filter(({ field }) => ROLE_FIELDS.has(field)),
    (party, each) =>
      (ROLES[party.role] ?? [party.role]).includes(each.field) && isSameName(party.name, each.value),
  )
  const names = [...document.parties.map(({ name }) => name), ...document.names]
  count('names', names, people, (name, each) => isSameName(name, each.value))
  const addresses = extractions.filter(({ field }) => /(?:^|_)address$/.test(field))
  count('addresses', document.addresses, addresses, (address, each) => isSamePlace(address, each.value))
  const letters = (value: string) => value.toLowerCase().replace(/[^\p{L}\d]/gu, '')
  count(
    'parcels',
    document.parcels,
    extractions.filter(({ field }) => field === 'apn'),
    (parcel, each) => letters(parcel) === letters(each.normalized),
  )
  count(
    'sums by field',
    document.amounts.filter(({ field }) => !PLAIN.has(field)),
    extractions.filter(({ field }) => AMOUNT_FIELDS.has(field)),
    (amount, each) =>
      (AMOUNTS[amount.field] ?? [amount.field]).includes(each.field) &&
      amount.value.toFixed(2) === each.normalized,
  )
  count(
    'dates by field',
    document.dates.filter(({ field }) => !PLAIN.has(field)),
    extractions.filter(({ field }) => DATE_FIELDS.has(field)),
    (date, each) =>
      (DATES[date.field] ?? [date.field]).includes(each.field) && date.value === each.normalized,
  )
}

const [folder = new URL('../corpus/final/', import.meta.url).pathname, ...hands] = process.argv.slice(2)
const documents = await readHands(folder, hands)
const { understand } = await openUnderstanding()
const started = performance.now()
for (const document of documents) judge(document, await understand(document.reading))
const share = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`
const right = answers.filter((each) => each.right).length
const tenths = Map.groupBy(answers, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)))
const off = [...tenths.values()].map((each) =>
  Math.abs(each.reduce((sum, answer) => sum + answer.confidence - Number(answer.right), 0)),
)
console.log(
  `${answers.length} documents: type right ${share(right, answers.length)}, calibration error ${(off.reduce((a, b) => a + b, 0) / answers.length).toFixed(3)}, ${((performance.now() - started) / answers.length).toFixed(0)} ms each`,
)
for (const from of [0.7, 0.8, 0.9]) {
  const sure = answers.filter(({ confidence }) => confidence >= from)
  console.log(
    `  from ${from}: ${share(answers.length - sure.length, answers.length)} to review, of the others right ${share(sure.filter((each) => each.right).length, sure.length)}`,
  )
}
for (const [name, { wanted, found, proposed, right }] of tallies) {
  const [precision, recall] = [right / proposed, found / wanted]
  const f1 = (2 * precision * recall) / (precision + recall)
  console.log(
    `${name}: precision ${precision.toFixed(3)} (${right} of ${proposed}), recall ${recall.toFixed(3)} (${found} of ${wanted}), F1 ${f1.toFixed(3)}`,
  )
}
for (const [from, bin] of [...sureness].toSorted(([a], [b]) => a - b))
  console.log(`  said with ${from.toFixed(2)}: ${bin.proposed}, right ${share(bin.right, bin.proposed)}`)
process.exit(0)
