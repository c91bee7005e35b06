import { random } from '#domains/documents/understanding/corpus/compose.ts'
import { quantize, train } from '#domains/documents/understanding/corpus/train.ts'
import type { Layer } from '#domains/documents/understanding/model.ts'
import { findParties } from '#domains/documents/understanding/parties.ts'
import { findNamed, type Named } from '#domains/documents/understanding/roles.ts'
import { toPageText } from '#domains/documents/understanding/rows.ts'
import type { HandDocument } from './hands.ts'
import { SEED } from './material.ts'

/** What authors call a role, and the field that the product knows it by. The first two are no roles. */
const FIELDS: Record<string, string> = {
  none: '',
  name: 'person',
  seller: 'seller',
  buyer: 'buyer',
  agent: 'agent',
  taxpayer: 'exchanger',
  lender: 'lender',
  intermediary: 'qualified_intermediary',
  title_company: 'title_company',
  attorney: 'attorney',
  broker: 'broker',
  borrower: 'borrower',
  escrow_holder: 'escrow_holder',
  inspector: 'inspector',
  grantor: 'grantor',
  grantee: 'grantee',
  tenant: 'tenant',
  insured: 'insured',
  insurer: 'insurer',
  trustee: 'trustee',
  appraiser: 'appraiser',
  landlord: 'landlord',
}
const ROLES = Object.keys(FIELDS)
export const PARTY_FIELDS = Object.values(FIELDS)

const COST = 4
/** Fitted on hands that were left out: `node scripts/judge-parties.ts`. */
export const TEMPERATURE = 0.15
/** Most of what is written in capitals names nobody. */
const NOBODY_WEIGHT = 0.5

export type NamedInHand = { document: HandDocument; named: (Named & { row: number })[] }

/** Who is named in a document, as the product would find it, and what the author says of each. */
export function nameAll(document: HandDocument): NamedInHand {
  const text = document.reading.pages.map((page) => toPageText(page).text).join('\n')
  const named = findNamed(text, document.document_type, findParties(text)).map((each) => {
    const value = each.mentions[0]?.value ?? ''
    const party = document.parties.find(({ name }) => isSameName(name, value))
    const row = party
      ? ROLES.indexOf(party.role)
      : document.names.some((name) => isSameName(name, value))
        ? 1
        : 0
    return { ...each, row: Math.max(0, row) }
  })
  return { document, named }
}

export function trainParties(documents: NamedInHand[]): Layer {
  const examples = documents.flatMap(({ named }) =>
    named.map(({ features, row }) => ({ features, row, weight: row === 0 ? NOBODY_WEIGHT : 1 })),
  )
  return quantize(train(examples, ROLES.length, COST, random(SEED)))
}

const IGNORED = new Set(['the', 'of', 'and', 'a', 'an', 'no', 'llc', 'inc', 'co'])

function wordsOf(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
  return plain.split(/[^\p{L}\d]+/u).filter((word) => word !== '' && !IGNORED.has(word))
}

/** Whether at least eight tenths of the words of each are in the other. */
export function isSameName(first: string, second: string): boolean {
  const [a, b] = [wordsOf(first), wordsOf(second)]
  const shared = (from: string[], to: string[]) => {
    const left = [...to]
    return from.filter((word) => {
      const at = left.indexOf(word)
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    }).length
  }
  return a.length > 0 && b.length > 0 && shared(a, b) >= 0.8 * a.length && shared(b, a) >= 0.8 * b.length
}
