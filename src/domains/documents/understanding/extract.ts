import type { Page } from '#infra/reading/schema.ts'
import { findAmounts } from './amounts.ts'
import { type Found, findDates } from './dates.ts'
import { AMOUNT_LABELS, DATE_LABELS, findLabel, type Label } from './labels.ts'
import { findParcels } from './parcels.ts'
import { findParties } from './parties.ts'
import { findAddresses, findEmails, findPhones } from './places.ts'
import { type Box, type PageText, toPageText } from './rows.ts'

export type Extraction = {
  /** `closing_date`, `purchase_price`, `buyer`, `property_address`, `apn`, … or plain `date`, `amount`, `address`. */
  field: string
  /** As it stands on the page. */
  value: string
  /** ISO day; money with two decimals; +1 and ten digits; else the value made plain. */
  normalized: string
  page_number: number
  /** Around the words of the value, in fractions of the page. */
  box: Box
  /** How sure the reading of the words and the meaning of their place are, 0..1. */
  confidence: number
}

type Candidate = Found & { field: string; sure: number }

/** Enough for any deal; a ledger of ten thousand sums is not evidence. */
const MOST = 400

/** Dates, sums, people, places and how to reach them, each with its evidence. The most certain come first. */
export function extract(pages: Page[]): Extraction[] {
  const found = pages.flatMap((page) => {
    const pageText = toPageText(page)
    return extractPage(pageText).map((candidate) => toExtraction(candidate, pageText))
  })
  const best = new Map<string, Extraction>()
  for (const extraction of found) {
    const key = `${extraction.field}\n${extraction.normalized}`
    const other = best.get(key)
    if (!other || extraction.confidence > other.confidence) best.set(key, extraction)
  }
  return [...best.values()].toSorted((a, b) => b.confidence - a.confidence).slice(0, MOST)
}

function extractPage({ text }: PageText): Candidate[] {
  const named = (found: Found[], labels: Label[], plain: string) =>
    found.flatMap((value, index) => {
      const label = findLabel(text, value, found[index - 1]?.end ?? 0, labels)
      // A date of birth is nobody's business in a deal.
      if (label?.field === 'birth_date') return []
      return [{ ...value, field: label?.field ?? plain, sure: label ? 0.9 : 0.6 }]
    })
  const as = (field: string, found: Found[], sure: number) =>
    found.map((value) => ({ ...value, field, sure }))
  return [
    ...named(findDates(text), DATE_LABELS, 'date'),
    ...named(findAmounts(text), AMOUNT_LABELS, 'amount'),
    ...findParties(text).map((party) => ({ ...party, sure: party.labelled ? 0.85 : 0.8 })),
    ...findAddresses(text).map((place) => ({ ...place, sure: place.whole ? 0.9 : 0.65 })),
    ...as('apn', findParcels(text), 0.9),
    ...as('email', findEmails(text), 0.95),
    ...as('phone', findPhones(text), 0.85),
  ]
}

function toExtraction(candidate: Candidate, page: PageText): Extraction {
  const { box, confidence } = page.place(candidate.start, candidate.end)
  return {
    field: candidate.field,
    value: candidate.value.replace(/\s+/g, ' '),
    normalized: candidate.normalized,
    page_number: page.page_number,
    box,
    confidence: Math.round(candidate.sure * confidence * 1e4) / 1e4,
  }
}
