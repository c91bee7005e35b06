import { kindOf } from './context.ts'
import type { Extraction } from './extract.ts'

/**
 * The decisions of an organization's people about values with this label: in how many documents they chose this field.
 */
export type Taught = { context: string; field: string; accepted: number; rejected: number }

/** The share of the decisions that must agree. */
const AGREED = 0.8
/** "Date" and "Amount" can mean anything: such short labels are followed only after this many documents. */
const OFTEN = 3
const PLAIN = { date: 'date', amount: 'amount', name: 'person' }

/**
 * The values with the fields that the organization's people gave to values with the same label before. A field that was
 * only ever rejected there is no longer used.
 */
export function followTaught(extractions: Extraction[], taught: Taught[]): Extraction[] {
  const byContext = Map.groupBy(taught, ({ context }) => context)
  const followed = extractions.map((extraction) => {
    const decided = (extraction.context && byContext.get(extraction.context)) || []
    return decided.length === 0 ? extraction : follow(extraction, decided)
  })
  // Two places of one value may now have the same field: it is listed once, at the more certain place.
  const best = new Map<string, Extraction>()
  for (const each of followed) {
    const key = `${each.field}\n${each.normalized}`
    if (each.confidence > (best.get(key)?.confidence ?? -1)) best.set(key, each)
  }
  return [...best.values()]
}

const isAddress = (field: string) => /(?:^|_)address$/.test(field)

function follow(extraction: Extraction, all: Taught[]): Extraction {
  // An address is not a person, although both are words.
  const decided = all.filter(({ field }) => isAddress(field) === isAddress(extraction.field))
  if (decided.length === 0) return extraction
  const best = decided.reduce((best, each) => (each.accepted > best.accepted ? each : best))
  const others = decided.reduce((sum, { accepted }) => sum + accepted, 0) - best.accepted + best.rejected
  const words = best.context.split(' ').length - 1
  if (best.accepted === 0) {
    const refused = decided.find(({ field }) => field === extraction.field)
    if ((refused?.rejected ?? 0) < 2) return extraction
    return {
      ...extraction,
      field: PLAIN[kindOf(extraction.normalized)],
      confidence: Math.min(0.5, extraction.confidence),
    }
  }
  if (best.accepted / (best.accepted + others) < AGREED) return extraction
  if (words < 2 && best.accepted < OFTEN) return extraction
  // One document that agrees gives 0.8, twenty give 0.98.
  const sure = (best.accepted + 1) / (best.accepted + others + 1.5)
  const known = extraction.field === best.field ? extraction.confidence : 0
  return { ...extraction, field: best.field, confidence: Math.max(known, Math.round(sure * 1e4) / 1e4) }
}
