/**
 * How well dates and sums get their fields in documents of authors that were not learned from: the hands are left out in
 * six groups. `node scripts/judge-fields.ts`
 */

import { findPlainValues } from '#domains/documents/understanding/extract.ts'
import { nameFields, type Value } from '#domains/documents/understanding/field-model.ts'
import { toPageText } from '#domains/documents/understanding/rows.ts'
import { KINDS, type Kind, trainFields, valueAll } from './corpus/fields.ts'
import { type HandDocument, readHands } from './corpus/hands.ts'

const GROUPS = 6
const documents = await readHands()
const hands = [...new Set(documents.map(({ hand }) => hand))]

function judge(kind: Kind): void {
  const names: Record<string, string> = KINDS[kind]
  const [plain] = Object.values(names)
  const valued = documents.map((document) => valueAll(document, kind))
  const all = { wanted: 0, found: 0, proposed: 0, right: 0 }
  const by = new Map<string, typeof all>()
  const count = (field: string, key: keyof typeof all) => {
    all[key] += 1
    const own = by.get(field) ?? { wanted: 0, found: 0, proposed: 0, right: 0 }
    own[key] += 1
    by.set(field, own)
  }
  for (let group = 0; group < GROUPS; group++) {
    const left = new Set(hands.filter((_, index) => index % GROUPS === group))
    const model = trainFields(
      valued.filter(({ document }) => !left.has(document.hand)),
      kind,
    )
    for (const document of documents.filter(({ hand }) => left.has(hand))) {
      const said = wantedOf(document, kind, names).filter(({ field }) => field !== plain)
      const text = document.reading.pages.map((page) => toPageText(page).text).join('\n')
      const named = nameFields(model, text, document.document_type, findPlainValues(text)[kind])
      const own = new Map(named.map((value) => [`${value.field} ${value.normalized}`, value]))
      const proposed = [...own.values()].filter(
        ({ field }) => Object.values(names).includes(field) && field !== plain,
      )
      const is = (a: Pick<Value, 'field' | 'normalized'>, b: typeof a) =>
        a.field === b.field && a.normalized === b.normalized
      for (const each of said) {
        count(each.field, 'wanted')
        if (proposed.some((other) => is(each, other))) count(each.field, 'found')
      }
      for (const each of proposed) {
        count(each.field, 'proposed')
        if (said.some((other) => is(each, other))) count(each.field, 'right')
      }
    }
  }
  for (const [field, { wanted, found, proposed, right }] of [[kind, all] as const, ...by]) {
    const [precision, recall] = [right / proposed, found / wanted]
    const f1 = (2 * precision * recall) / (precision + recall)
    console.log(
      `| ${field} | ${wanted} | ${precision.toFixed(2)} | ${recall.toFixed(2)} | ${f1.toFixed(2)} |`,
    )
  }
}

function wantedOf(document: HandDocument, kind: Kind, names: Record<string, string>) {
  return document[kind].map(({ field, value }) => ({
    field: names[field] ?? '',
    normalized: typeof value === 'number' ? value.toFixed(2) : value,
  }))
}

for (const kind of Object.keys(KINDS) as Kind[]) judge(kind)
process.exit(0)
