/**
 * What corrections teach, on a stream of documents: each author is an organization whose people accept, correct or reject
 * every value of each document as its labels say. Judged are the documents that come next, most of them of other layouts, and
 * the same paper filled in for other people. `node scripts/reader/judge-corrections.ts FOLDER [HAND …]`
 */
import { kindOf } from '#domains/documents/understanding/context.ts'
import type { Extraction } from '#domains/documents/understanding/extract.ts'
import { followTaught, type Taught } from '#domains/documents/understanding/taught.ts'
import { openUnderstanding } from '#domains/documents/understanding/understand.ts'
import type { Reading } from '#infra/reading/schema.ts'
import { type HandDocument, readHands } from '../corpus/hands.ts'
import { isSameName } from '../corpus/same.ts'

/** What authors call a field where the product says something else. */
const FIELDS: Record<string, string> = {
  coverage: 'policy_amount',
  payoff: 'payoff_amount',
  signed: 'signed_date',
  list_date: 'listing_date',
  taxpayer: 'exchanger',
  intermediary: 'qualified_intermediary',
}
const PLAIN = new Set(['date', 'amount', 'person', 'company'])

/** The field that the author gives a value; undefined: none. */
function fieldOf(document: HandDocument, { normalized, value }: Extraction): string | undefined {
  const kind = kindOf(normalized)
  const own =
    kind === 'date'
      ? document.dates.filter((each) => each.value === normalized).map(({ field }) => field)
      : kind === 'amount'
        ? document.amounts.filter((each) => each.value.toFixed(2) === normalized).map(({ field }) => field)
        : document.parties.filter((each) => isSameName(each.name, value)).map(({ role }) => role)
  const field = own.find((each) => each !== 'other')
  return field && (FIELDS[field] ?? field)
}

function teach(memory: Map<string, Taught>, document: HandDocument, extractions: Extraction[]): void {
  const decided = new Set<string>()
  for (const extraction of extractions) {
    const { context } = extraction
    if (!context || /^(?:address|property_address|apn|email|phone)$/.test(extraction.field)) continue
    const right = fieldOf(document, extraction)
    const say = (field: string, how: 'accepted' | 'rejected') => {
      const key = `${context}\n${field}`
      if (decided.has(key + how)) return
      decided.add(key + how)
      const before = memory.get(key) ?? { context, field, accepted: 0, rejected: 0 }
      memory.set(key, { ...before, [how]: before[how] + 1 })
    }
    if (right) say(right, 'accepted')
    else if (!PLAIN.has(extraction.field)) say(extraction.field, 'rejected')
  }
}

const NAMES = 'Aldana Birk Corwen Dacosta Eskildsen Farrow Gwynn Hatoum Ilves Jarrow Kestrel Lumley'.split(
  ' ',
)

/** The same paper for other people: each word of a name is another one, wherever it stands. */
function refill(document: HandDocument): HandDocument {
  const names = [...document.parties.map(({ name }) => name), ...document.names]
  const words = [...new Set(names.flatMap((name) => name.match(/\p{Lu}[\p{L}'’]{2,}/gu) ?? []))]
  const others = new Map(
    words.map((word, index) => [word, `${NAMES[index % NAMES.length]}${index > 11 ? 's' : ''}`]),
  )
  const change = (text: string) => text.replace(/\p{Lu}[\p{L}'’]{2,}/gu, (word) => others.get(word) ?? word)
  const pages = document.reading.pages.map((page) => ({
    ...page,
    text: change(page.text),
    words: page.words.map((word) => ({ ...word, text: change(word.text) })),
  }))
  const reading: Reading = { ...document.reading, pages }
  const parties = document.parties.map(({ role, name }) => ({ role, name: change(name) }))
  return { ...document, reading, parties, names: document.names.map(change) }
}

const tallies = new Map<string, { wanted: number; proposed: number; right: number }>()
function judge(name: string, document: HandDocument, extractions: Extraction[]): void {
  const tally = tallies.get(name) ?? { wanted: 0, proposed: 0, right: 0 }
  const valued = extractions.filter(
    ({ field }) => !PLAIN.has(field) && !/^(?:address|property_address|apn|email|phone)$/.test(field),
  )
  const keyOf = (each: Extraction) => `${each.field} ${each.normalized}`
  const proposed = [...new Map(valued.map((each) => [keyOf(each), each])).values()]
  tally.proposed += proposed.length
  tally.right += proposed.filter((each) => fieldOf(document, each) === each.field).length
  const { parties, dates, amounts } = document
  tally.wanted += [
    ...parties.map(({ role }) => role),
    ...dates.map(({ field }) => field),
    ...amounts.map(({ field }) => field),
  ].filter((field) => field !== 'other').length
  tallies.set(name, tally)
}

const [folder = new URL('../corpus/final/', import.meta.url).pathname, ...hands] = process.argv.slice(2)
const documents = await readHands(folder, hands)
const { understand } = await openUnderstanding()
for (const [, own] of Map.groupBy(documents, ({ hand }) => hand)) {
  const memory = new Map<string, Taught>()
  for (const document of own) {
    const { extractions } = await understand(document.reading)
    const again = refill(document)
    const refilled = (await understand(again.reading)).extractions
    judge('next documents, untaught', document, extractions)
    judge('next documents, taught', document, followTaught(extractions, [...memory.values()]))
    teach(memory, document, extractions)
    judge('the same form again, untaught', again, refilled)
    judge('the same form again, taught', again, followTaught(refilled, [...memory.values()]))
  }
}
for (const [name, { wanted, proposed, right }] of tallies) {
  const [precision, recall] = [right / proposed, right / wanted]
  const f1 = (2 * precision * recall) / (precision + recall)
  console.log(
    `${name}: precision ${precision.toFixed(3)} (${right} of ${proposed}), recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`,
  )
}
process.exit(0)
