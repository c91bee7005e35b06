import type { DocumentType } from '#domains/documents/schema.ts'
import type { Page } from '#infra/reading/schema.ts'
import { findAddresses } from './addresses.ts'
import { findAmounts } from './amounts.ts'
import { type Found, findDates } from './dates.ts'
import { nameFields, type Value } from './field-model.ts'
import { AMOUNT_LABELS, DATE_LABELS, findLabel, type Label } from './labels.ts'
import { loadLayer, type PackedLayer } from './model.ts'
import { findParcels } from './parcels.ts'
import { nameOf } from './parties.ts'
import { findInvolved, loadPartyModel, type PartyModel } from './party-model.ts'
import { findEmails, findPhones } from './places.ts'
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

/** What tells roles and fields. */
export type Models = { parties: PartyModel; dates: PackedLayer; amounts: PackedLayer }

export function loadModels(): Models {
  return {
    parties: loadPartyModel(),
    dates: loadLayer(new URL('./dates.bin', import.meta.url)),
    amounts: loadLayer(new URL('./amounts.bin', import.meta.url)),
  }
}

/** Enough for any deal; a ledger of ten thousand sums is not evidence. */
const MOST = 400

/** Dates, sums, people, places and how to reach them, each with its evidence. The most certain come first. */
export function extract(pages: Page[], document_type: DocumentType, models: Models): Extraction[] {
  const texts = pages.map(toPageText)
  const found = texts.flatMap((page) =>
    extractPage(page, document_type, models).map((candidate) => toExtraction(candidate, page)),
  )
  const best = new Map<string, Extraction>()
  for (const extraction of [...found, ...extractInvolved(texts, document_type, models.parties)]) {
    const key = `${extraction.field}\n${extraction.normalized}`
    const other = best.get(key)
    if (!other || extraction.confidence > other.confidence) best.set(key, extraction)
  }
  return [...best.values()].toSorted((a, b) => b.confidence - a.confidence).slice(0, MOST)
}

/** Who takes part in a paper its first pages say. */
const MOST_TEXT = 60_000

function extractInvolved(pages: PageText[], type: DocumentType, model: PartyModel): Extraction[] {
  const starts: { page: PageText; start: number }[] = []
  let text = ''
  for (const page of pages) {
    if (text.length > MOST_TEXT) break
    starts.push({ page, start: text.length })
    text += `${page.text}\n`
  }
  return findInvolved(model, text.slice(0, MOST_TEXT), type).flatMap((involved) => {
    const on = starts.findLast(({ start }) => start <= involved.start)
    if (!on) return []
    const place = { start: involved.start - on.start, end: involved.end - on.start }
    return [toExtraction({ ...involved, ...place, normalized: nameOf(involved.value) }, on.page)]
  })
}

/** The dates and sums of a text, with the fields that the words before them name. */
export function findPlainValues(text: string): { dates: Value[]; amounts: Value[] } {
  const named = (found: Found[], labels: Label[], plain: string) =>
    found.flatMap((value, index) => {
      const label = findLabel(text, value, found[index - 1]?.end ?? 0, labels)
      // A date of birth is nobody's business in a deal.
      if (label?.field === 'birth_date') return []
      return [{ ...value, field: label?.field ?? plain, sure: label ? 0.9 : 0.6 }]
    })
  return {
    dates: named(findDates(text), DATE_LABELS, 'date'),
    amounts: named(findAmounts(text), AMOUNT_LABELS, 'amount'),
  }
}

function extractPage({ text }: PageText, type: DocumentType, { dates, amounts }: Models): Candidate[] {
  const as = (field: string, found: Found[], sure: number) =>
    found.map((value) => ({ ...value, field, sure }))
  const plain = findPlainValues(text)
  return [
    ...nameFields(dates, text, type, plain.dates),
    ...nameFields(amounts, text, type, plain.amounts),
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
