import { isPeriod } from '#domains/documents/rules/periods.ts'
import type { Page } from '#infra/reading/schema.ts'
import { addressField, findAddresses, withinColumn } from './addresses.ts'
import { findAddressesInColumns } from './columns.ts'
import { contextOf, kindOf } from './context.ts'
import type { Found } from './dates.ts'
import { findValues } from './labels.ts'
import { toMentions } from './network/names.ts'
import type { Network } from './network/network.ts'
import { findPeople, keyOf } from './network/people.ts'
import { findStretches, type Stretch } from './network/stretches.ts'
import { toTokens } from './network/tokens.ts'
import { nameValues } from './network/values.ts'
import { findParcels } from './parcels.ts'
import { findParties, nameOf } from './parties.ts'
import { findContingencies } from './periods/contingencies.ts'
import { findEmails, findPhones } from './places.ts'
import { type Box, type PageText, toPageText } from './rows.ts'

export type Extraction = {
  /** `closing_date`, `purchase_price`, `buyer`, `property_address`, `apn`, … or plain `date`, `amount`, `address`. */
  field: string
  /** As written on the page; for one of a couple, with the last name that follows the other. */
  value: string
  /** ISO day; money with two decimals; +1 and ten digits; "17 days after acceptance"; else the value, cleaned up. */
  normalized: string
  page_number: number
  /** Around the words of the value, in fractions of the page. */
  box: Box
  /** Certainty of the words and of the meaning of their position, 0..1. */
  confidence: number
  /** The label beside it; null if there is none. */
  context: string | null
}

type Candidate = Found & { page: number; field: string; sure: number }

/** Enough for any deal; a ledger of ten thousand amounts is not evidence. */
const MOST = 400
/** The first pages name the parties and the terms of a document; this many tokens are about 10 pages. */
const MOST_TOKENS = 6_000

const PLACE_FROM = 0.6
/** A number or a box, and a name: not only a ZIP code. */
const ADDRESS = /^(?=.*\d)(?=.*\p{L}{3}).{8,120}$/u
const PARCEL = /^(?=(?:.*\d){4})(?!.*\. ).{5,40}$/

/**
 * Dates, amounts, people, places and contact details, each with its evidence, and the contingencies of an agreement. The
 * most certain come first.
 */
export async function extract(pages: Page[], network: Network, agreement: boolean): Promise<Extraction[]> {
  const texts = pages.map(toPageText)
  const values = texts.map(({ text }) => findValues(text))
  const tokens = toTokens(texts, values, network.vocabulary, MOST_TOKENS)
  const said = await network.judge(tokens)
  const stretches = findStretches(tokens, said)
  const last = tokens.at(-1)?.page ?? -1
  const judged = new Set(tokens.map(({ value }) => value))
  const periods = agreement
    ? texts.flatMap(({ text }, page) => findContingencies(text).map((one) => ({ ...one, page })))
    : []
  const found: Candidate[] = [
    ...periods,
    ...nameValues(tokens, said).filter((one) => !periods.some((other) => overlap(one, other))),
    ...values.flatMap(({ dates, amounts }, page) =>
      [...dates, ...amounts]
        .filter((value) => value.sure > 0 && !judged.has(value))
        .map((value) => ({ ...value, page })),
    ),
    ...findInvolved(texts, stretches),
    ...texts.flatMap((page, index) => findPlaces(page, index, index <= last ? stretches : null)),
  ]
  const best = new Map<string, Extraction>()
  for (const candidate of found) {
    const extraction = toExtraction(candidate, texts[candidate.page] as PageText)
    const key = `${extraction.field}\n${extraction.normalized}`
    const other = best.get(key)
    if (!other || extraction.confidence > other.confidence) best.set(key, extraction)
  }
  return [...best.values()].toSorted((a, b) => b.confidence - a.confidence).slice(0, MOST)
}

/** Where a label names the role ("Seller: …"), it sets that role for the full name found there. */
function findInvolved(pages: PageText[], stretches: Stretch[]): Candidate[] {
  const labelled = pages.flatMap(({ text }, page) =>
    findParties(text).map((party) => ({ ...party, page, sure: 0.85 })),
  )
  const ruled = new Map(labelled.map((party) => [keyOf(party.value), party]))
  const people = findPeople(toMentions(pages, stretches)).map((each) => {
    const rule = ruled.get(keyOf(each.value)) ?? labelled.find((party) => covers(each, party))
    return { ...each, field: rule?.field ?? each.field, normalized: nameOf(each.value) }
  })
  const alone = [...ruled.values()].filter((party) => {
    const there = people
      .filter((each) => overlap(party, each))
      .flatMap(({ value }) => keyOf(value).split(' '))
    return !keyOf(party.value)
      .split(' ')
      .every((word) => there.includes(word))
  })
  return [...people, ...alone]
}

type Placed = { page: number; start: number; end: number }
const covers = (a: Placed, b: Placed) => a.page === b.page && a.start <= b.start && b.end <= a.end
const overlap = (a: Placed, b: Placed) => a.page === b.page && a.start < b.end && b.start < a.end

/**
 * Full addresses and parcel numbers that match a pattern, and others that the network recognizes. On pages that it
 * hasn't seen, streets alone as well.
 */
function findPlaces(from: PageText, page: number, stretches: Stretch[] | null): Candidate[] {
  const { text } = from
  const as = (field: string, found: Found[], sure: number) =>
    found.map((value) => ({ ...value, page, field, sure }))
  const inRows = findAddresses(text).filter(({ whole }) => whole || !stretches)
  const inColumns = findAddressesInColumns(from)
    .filter((each) => !inRows.some((other) => each.start < other.end && other.start < each.end))
    .map((each) => ({ ...each, field: addressField(text, each.start), whole: true }))
  const addresses = [...inRows, ...inColumns].map((each) => ({
    ...each,
    page,
    sure: each.whole ? 0.97 : 0.4,
  }))
  const parcels = as('apn', findParcels(text), 0.92)
  const others = (kind: Stretch['kind'], found: Found[], looks: RegExp) =>
    (stretches ?? [])
      .filter((each) => each.kind === kind && each.page === page && each.sure >= PLACE_FROM)
      .filter((each) => !found.some((other) => each.start < other.end && other.start < each.end))
      .map(({ start, end: far, sure }) => {
        const end = withinColumn(text, start, far)
        const value = text.slice(start, end).replace(/\s+/g, ' ')
        return { page, start, end, sure: sure * 0.6, value, normalized: value }
      })
      .filter(({ value }) => looks.test(value) && !found.some((other) => other.value.endsWith(value)))
  return [
    ...addresses,
    ...others('address', addresses, ADDRESS).map((each) => ({
      ...each,
      field: addressField(text, each.start),
    })),
    ...parcels,
    ...others('parcel', parcels, PARCEL).map((each) => ({ ...withIsland(text, each), field: 'apn' })),
    ...as('email', findEmails(text), 0.98),
    ...as('phone', findPhones(text), 0.9),
  ]
}

/** Hawaii's numbers start with the island's: "(3) 7-8-013-004-0012". */
function withIsland<T extends Found>(text: string, parcel: T): T {
  const island = /\(\d\) $/.exec(text.slice(Math.max(0, parcel.start - 4), parcel.start))?.[0]
  if (!island) return parcel
  const value = island + parcel.value
  return { ...parcel, start: parcel.start - island.length, value, normalized: value }
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
    // What a period is for is read from its whole sentence, which the words right before it don't say.
    context: isPeriod(candidate.field)
      ? null
      : (contextOf(page.text, candidate.start, kindOf(candidate.normalized)) ?? null),
  }
}
