/**
 * How well parties are found in documents of authors that were not learned from: the hands are left out in six groups.
 * `node scripts/judge-parties.ts`
 */
import { findInvolved, type PartyModel } from '#domains/documents/understanding/party-model.ts'
import { toPageText } from '#domains/documents/understanding/rows.ts'
import { type HandDocument, readHands } from './corpus/hands.ts'
import { isSameName, nameAll, PARTY_FIELDS, TEMPERATURE, trainParties } from './corpus/parties.ts'

const GROUPS = 6
/** Fields that say the same of a person on another kind of paper. */
const ALIKE: Record<string, string[]> = {
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
const NAMES = new Set([...PARTY_FIELDS, ...Object.values(ALIKE).flat(), 'company'])

const documents = (await readHands()).map(nameAll)
const hands = [...new Set(documents.map(({ document }) => document.hand))]
type Tally = { wanted: number; found: number; proposed: number; right: number }
const tallies = new Map<string, Tally>()

function count(name: string, add: Tally): void {
  const tally = tallies.get(name) ?? { wanted: 0, found: 0, proposed: 0, right: 0 }
  for (const key of ['wanted', 'found', 'proposed', 'right'] as const) tally[key] += add[key]
  tallies.set(name, tally)
}

function judge({ parties, names, reading, document_type }: HandDocument, model: PartyModel) {
  const text = reading.pages.map((page) => toPageText(page).text).join('\n')
  const involved = findInvolved(model, text, document_type).filter(({ field }) => NAMES.has(field))
  const proposed = [...new Map(involved.map((each) => [`${each.field} ${each.value}`, each])).values()]
  const roles = proposed.filter(({ field }) => field !== 'person' && field !== 'company')
  const fits = (party: HandDocument['parties'][number], { field, value }: (typeof roles)[number]) =>
    (ALIKE[party.role] ?? [party.role]).includes(field) && isSameName(party.name, value)
  count('parties by role', {
    wanted: parties.length,
    found: parties.filter((party) => roles.some((role) => fits(party, role))).length,
    proposed: roles.length,
    right: roles.filter((role) => parties.some((party) => fits(party, role))).length,
  })
  const all = [...parties.map(({ name }) => name), ...names]
  count('names', {
    wanted: all.length,
    found: all.filter((name) => proposed.some(({ value }) => isSameName(name, value))).length,
    proposed: proposed.length,
    right: proposed.filter(({ value }) => all.some((name) => isSameName(name, value))).length,
  })
}

for (let group = 0; group < GROUPS; group++) {
  const left = new Set(hands.filter((_, index) => index % GROUPS === group))
  const layer = trainParties(documents.filter(({ document }) => !left.has(document.hand)))
  for (const { document } of documents.filter((each) => left.has(each.document.hand)))
    judge(document, { fields: PARTY_FIELDS, layer, temperature: TEMPERATURE })
}
for (const [name, { wanted, found, proposed, right }] of tallies) {
  const [precision, recall] = [right / proposed, found / wanted]
  const f1 = (2 * precision * recall) / (precision + recall)
  console.log(
    `${name}: precision ${precision.toFixed(3)} (${right} of ${proposed}), recall ${recall.toFixed(3)} (${found} of ${wanted}), F1 ${f1.toFixed(3)}`,
  )
}
process.exit(0)
