import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toReading } from '#testing/sample-reading.ts'
import { findAddresses } from './addresses.ts'
import { findDates } from './dates.ts'
import type { Extraction } from './extract.ts'
import { findValues } from './labels.ts'
import { findParcels } from './parcels.ts'
import { findParties } from './parties.ts'
import { findEmails, findPhones } from './places.ts'
import { documentNeedsReview, openUnderstanding } from './understand.ts'

const { understand, learn, featuresOf } = await openUnderstanding()

function normalizedOf(extractions: Extraction[], field: string): string | undefined {
  return extractions.find((extraction) => extraction.field === field)?.normalized
}

const DEED = [
  'RECORDING REQUESTED BY: Sonoma Valley Title Company',
  'APN: 019-210-044',
  'GRANT DEED',
  'The undersigned grantor(s) declare(s): Documentary transfer tax is $926.75',
  'computed on full value of property conveyed',
  'FOR A VALUABLE CONSIDERATION, receipt of which is hereby acknowledged,',
  'Grantor: Thomas Whitfield',
  'hereby GRANT(S) to',
  'Grantee: Maria Alvarez',
  'the real property in the City of Petaluma, County of Sonoma, State of California',
]

test('a deed is recognized, and titled by its heading and its property', async () => {
  const result = await understand(toReading(...DEED, 'Property: 418 Larkspur Lane, Petaluma, CA 94952'))
  expect(result).toMatchObject({ document_type: 'deed', category: 'grant_deed' })
  expect(result.confidence_score).toBeGreaterThan(0.9)
  expect(result.title).toBe('Grant Deed – 418 Larkspur Lane')
  expect(documentNeedsReview(result)).toBe(false)
})

test('a value in a document is found with its page and its box', async () => {
  const { extractions } = await understand(toReading(...DEED))
  expect(normalizedOf(extractions, 'apn')).toBe('019-210-044')
  expect(normalizedOf(extractions, 'transfer_tax')).toBe('926.75')
  expect(normalizedOf(extractions, 'grantor')).toBe('Thomas Whitfield')
  expect(normalizedOf(extractions, 'grantee')).toBe('Maria Alvarez')
  const apn = extractions.find((extraction) => extraction.field === 'apn')
  // Second row, from the sixth sign on.
  expect(apn).toMatchObject({ page_number: 1, value: '019-210-044', box: { x0: 0.09, y0: 0.068 } })
  expect(apn?.box.x1).toBeCloseTo(0.178, 3)
})

test('a person named on a later page is found there, in a box of their own', async () => {
  const first = toReading('PURCHASE AGREEMENT', 'This agreement is made for the house at 9 Oak Street.')
  const second = toReading('Seller: Bartholomew Quist', 'Buyer: Anneliese Drummond').pages
  const pages = [...first.pages, ...second.map((page) => ({ ...page, page_number: 2 }))]
  const { extractions } = await understand({ ...first, pages })
  const buyer = extractions.find(({ field }) => field === 'buyer')
  // Second row, from the eighth sign on.
  expect(buyer).toMatchObject({ value: 'Anneliese Drummond', page_number: 2, box: { x0: 0.106, y0: 0.068 } })
  expect(extractions.find(({ field }) => field === 'seller')).toMatchObject({ page_number: 2 })
})

test('dates and amounts of a contract are named by the words before them', async () => {
  const { extractions } = await understand(
    toReading(
      'RESIDENTIAL PURCHASE AGREEMENT',
      'This agreement is dated January 31, 2025 between the parties below.',
      'Buyer: Dr. Amelia van Houten and Seller: Whitfield Family Trust',
      'The purchase price is $842,500 of which an initial deposit of $25,000.00 is',
      'paid. The balance is a loan amount of $674,000.',
      'Close of escrow shall occur on 3/14/2025. Listing Agent: Rosa Pereira, DRE 01234567',
      'This offer expires on February 30, 2025 or on Feb 3, 2025 at noon.',
      'Premises known as 9 N. Oak St., Unit 4B, Boise, Idaho 83702. Call (208) 555-0142.',
    ),
  )
  const expected = {
    contract_date: '2025-01-31',
    buyer: 'Amelia van Houten',
    seller: 'Whitfield Family Trust',
    purchase_price: '842500.00',
    earnest_money: '25000.00',
    loan_amount: '674000.00',
    closing_date: '2025-03-14',
    expiration_date: '2025-02-03',
    listing_agent: 'Rosa Pereira',
    property_address: '9 N. Oak St., Unit 4B, Boise, Idaho 83702',
    phone: '+12085550142',
  }
  const found = Object.fromEntries(
    Object.keys(expected).map((field) => [field, normalizedOf(extractions, field)]),
  )
  expect(found).toEqual(expected)
  expect(extractions.map((extraction) => extraction.normalized)).not.toContain('2025-02-30')
})

test.each([
  ['March 14, 2025', '2025-03-14'],
  ['14th day of March, 2025', '2025-03-14'],
  ['Sept. 3rd, 2024', '2024-09-03'],
  ['03/14/25', '2025-03-14'],
  ['3-4-2025', '2025-03-04'],
  ['2024-02-29', '2024-02-29'],
  ['2023-02-29', undefined],
  ['13/40/2025', undefined],
  ['June 31, 2025', undefined],
  ['parcel 12-34-2025-9', undefined],
  ['March 14,2025', '2025-03-14'],
  ['3 / 14 / 2025', '2025-03-14'],
  ['14-Mar-2025', '2025-03-14'],
  ['3-14-25', '2025-03-14'],
  ['2025/3/14', '2025-03-14'],
  ['3.14.2025', '2025-03-14'],
  ['the fourteenth (14th) day of March, 2025', '2025-03-14'],
  ['March 14th of 2025', '2025-03-14'],
  ['Mar.14, 2025', '2025-03-14'],
  ["3/14/'25", '2025-03-14'],
  ['Mayfair 14, 2025', undefined],
  ['9 Junction 2025', undefined],
  ['Novato 3, 2024', undefined],
  ['version 3.14.2025.1', undefined],
])('the date %s is read as %s', (text, day) => {
  expect(findDates(`on ${text} here`).map((date) => date.normalized)).toEqual(day ? [day] : [])
})

test('every day of the calendar is found in each of its formats, and no other', () => {
  const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2068-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10)
      const long = date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
      const short = date.toLocaleDateString('en-US', { timeZone: 'UTC' })
      for (const text of [day, long, short])
        expect(findDates(text).map((found) => found.normalized)).toEqual([day])
    }),
  )
})

test('people, places and addresses of all kinds are told apart', () => {
  const parties = findParties(
    'between ACME HOLDINGS, LLC, a Delaware limited liability company ("Seller"), and Ann B. Lee ("Buyer")\nLender: Summit Bank, N.A.\nBuyer: ____\nSeller: Initials',
  )
  expect(parties.map(({ field, normalized }) => [field, normalized])).toEqual(
    expect.arrayContaining([
      ['seller', 'Acme Holdings, LLC'],
      ['buyer', 'Ann B. Lee'],
      ['lender', 'Summit Bank, N.A.'],
    ]),
  )
  expect(parties).toHaveLength(3)
  expect(findAddresses('at 1842 Brickell Ave, Unit 2405, Miami, FL 33129 and').at(0)?.normalized).toBe(
    '1842 Brickell Ave, Unit 2405, Miami, FL 33129',
  )
  expect(findAddresses('Lot 12 of the Oak Road plat; 30 days after')).toEqual([])
  expect(
    findParcels(
      "Assessor's Parcel No. 518-082-45-00; Parcel ID: 01-3210-045-2405; Tax Parcel No(s). 330780-0155",
    ).map((each) => each.value),
  ).toEqual(['518-082-45-00', '01-3210-045-2405', '330780-0155'])
  expect(findEmails('write to Ana.Lee@Example.com.').map((each) => each.normalized)).toEqual([
    'ana.lee@example.com',
  ])
  expect(
    findPhones('(707) 555-0199 or 707.555.0100, not 019-210-0440').map((each) => each.normalized),
  ).toEqual(['+17075550199', '+17075550100'])
})

test('a value that its name follows has that name, and a longer word that starts like a label names nothing', () => {
  const { amounts } = findValues(
    [
      'Earnest Money: Buyer must deliver $3,000.00 as earnest money and $250.00 as the option fee.',
      'DAMAGE TO RENTED PREMISES   $100,000.00',
      'BALANCE OF DOWN PAYMENT OR PURCHASE PRICE in the amount of   $143,500.00',
      'The lot has a fair market value of $640,000.00',
    ].join('\n'),
  )
  expect(amounts.map(({ field, normalized }) => [field, normalized])).toEqual([
    ['earnest_money', '3000.00'],
    ['option_fee', '250.00'],
    ['amount', '100000.00'],
    ['balance_due', '143500.00'],
    ['amount', '640000.00'],
  ])
})

test.each([
  ['A. THIS IS AN OFFER FROM Nadia Ferrante ("Buyer").', 'buyer', 'Nadia Ferrante'],
  ['parties are Harold Pennington (Seller) and', 'seller', 'Harold Pennington'],
  ['Brokers: Oakfen Realty (buyer), Ida Lunt', 'buyer_agent', 'Oakfen Realty'],
  ['in which Cosmo Delgado is referred to as Buyer', 'buyer', 'Cosmo Delgado'],
  ['as Buyer and Wren Hathaway is referred to as Seller', 'seller', 'Wren Hathaway'],
  ['Title Company: Summit Ridge Title Company', 'title_company', 'Summit Ridge Title Company'],
  ['Escrow Holder: Coastal Escrow Company', 'escrow_holder', 'Coastal Escrow Company'],
])('%s names the %s', (text, field, name) => {
  expect(findParties(text).map((party) => [party.field, party.normalized])).toEqual([[field, name]])
})

test.each([
  'Signature (Seller)',
  'Initials (Buyer)',
  'Date (Seller)',
  'Seller: the person who owns the home',
])('%s names no one', (text) => {
  expect(findParties(text)).toEqual([])
})

test('a page without words is unreadable, and a person is asked', async () => {
  const result = await understand(toReading(''))
  expect(result).toMatchObject({
    document_type: 'other',
    category: 'unreadable',
    confidence_score: 0,
    title: null,
  })
  expect(documentNeedsReview(result)).toBe(true)
})

test('no text, however strange, makes understanding fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 8 }),
      async (lines) => {
        const result = await understand(toReading(...lines))
        expect(result.confidence_score).toBeLessThanOrEqual(1)
        for (const { box } of result.extractions) expect(Object.values(box).every(Number.isFinite)).toBe(true)
      },
    ),
  )
})

test('no text, however long, holds understanding up', { timeout: 20_000 }, async () => {
  const monsters = ['A '.repeat(200_000), 'a'.repeat(500_000), '1,'.repeat(200_000), 'Buyer: '.repeat(50_000)]
  for (const monster of monsters)
    expect((await understand(toReading(monster))).extractions.length).toBeLessThan(401)
})

const HOUSE_FORM = [
  'ROI SYSTEMS TRANSACTION COVER SHEET',
  'File opened by coordinator, side, lockbox code, commission split, referral, checklist of items received',
  'Coordinator initials beside each item when received and uploaded to the file room before payout',
]

test('a name that continues over the end of a row is listed once and complete, in the role that its sentence names', async () => {
  const { extractions } = await understand(
    toReading(
      'EXCHANGE AGREEMENT dated March 3, 2025 for the sale of the house and the land around it.',
      'The parties agree on everything below, and the intermediary is Larkfield',
      'Exchange Company ("Qualified Intermediary"), which keeps the funds in a separate account.',
    ),
  )
  const named = extractions
    .filter(({ field }) => field === 'qualified_intermediary')
    .map(({ value }) => value)
  expect(named).toEqual(['Larkfield Exchange Company'])
})

const FILLED = toReading(HOUSE_FORM[0] ?? '', 'Agent: Sam Ito   Date: 5/2/2025', ...HOUSE_FORM.slice(1))

test("an organization's corrections are followed for documents like them", async () => {
  const before = await understand(toReading(...HOUSE_FORM))
  const learned = learn([
    { text: HOUSE_FORM.join('\n'), document_type: 'closing' },
    { features: featuresOf([...HOUSE_FORM, 'Agent: Rosa Pereira'].join('\n')), document_type: 'closing' },
  ])
  expect(before.document_type).not.toBe('closing')
  expect(await understand(FILLED, learned)).toMatchObject({ document_type: 'closing' })
  expect(await understand(FILLED, JSON.parse(JSON.stringify(learned)))).toMatchObject({
    document_type: 'closing',
  })
})

test('one correction makes the next similar document a question, without an unconfirmed category; more make it certain', async () => {
  const label = { text: HOUSE_FORM.join('\n'), document_type: 'closing' as const }
  const taughtBy = (count: number) => learn(Array.from({ length: count }, () => label))
  const once = await understand(FILLED, taughtBy(1))
  expect(once).toMatchObject({ document_type: 'closing', category: 'closing' })
  expect(once.confidence_score).toBeLessThanOrEqual(0.75)
  const often = await understand(FILLED, taughtBy(4))
  expect(often.confidence_score).toBeGreaterThan(0.8)
  expect(often.confidence_score).toBeLessThanOrEqual(0.9)
})
