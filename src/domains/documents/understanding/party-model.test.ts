import { expect, test } from 'vitest'
import { findInvolved, loadPartyModel } from './party-model.ts'

const model = loadPartyModel()
const involvedIn = (text: string, type: Parameters<typeof findInvolved>[2]) =>
  findInvolved(model, text, type).map(({ field, value }) => `${field}: ${value.replace(/\s+/g, ' ')}`)

test('parties beside their labels, without a colon, are found', () => {
  const statement = [
    'SELLER STATEMENT OF SETTLEMENT',
    'Seller   Bartholomew Quist and Ottilie Quist',
    'Buyer   Anneliese Drummond',
    'Lender   Fennimore Valley Savings Bank',
    'Settlement Agent   Red Barn Title Company',
    'Property   14 Cooper Street, Dover, DE 19901',
    'Contract sales price   $412,000.00',
  ].join('\n')
  expect(involvedIn(statement, 'closing')).toEqual(
    expect.arrayContaining([
      'seller: Bartholomew Quist',
      'seller: Ottilie Quist',
      'buyer: Anneliese Drummond',
      'lender: Fennimore Valley Savings Bank',
    ]),
  )
})

test('parties in sentences and in the block of signatures are found', () => {
  const contract = [
    'PURCHASE AGREEMENT',
    'Cornelius Abara (the "Seller") agrees to sell, and Philippa Tannahill, a single woman ("Buyer"), agrees to buy,',
    'the house at 7 Pinecone Drive, Cold Spring, Minnesota 56320 for $266,500.',
    'Buyer has paid earnest money of $5,000 to Stearns Lake Title.',
    '',
    '____________________      ____________________',
    'Philippa Tannahill, Buyer      Cornelius Abara, Seller',
  ].join('\n')
  const found = involvedIn(contract, 'contract')
  expect(found).toEqual(expect.arrayContaining(['seller: Cornelius Abara', 'buyer: Philippa Tannahill']))
  expect(found.filter((each) => /Tannahill|Abara/.test(each))).toHaveLength(2)
})

test('somebody without a part in the paper is a person, and headings, streets and months are nobody', () => {
  const letter = [
    'From: Winona Castleberry <winona@harbor.example>',
    'To: Priscilla Ekholm <priscilla@quarry.example>',
    'Subject: Deed for the Larkspur file',
    '',
    'Dear Priscilla,',
    'the recorded deed for Larkspur Lane came back on Monday, March 3. Please send the copy to Basil Underhill.',
    'Kind regards,',
    'Winona Castleberry',
  ].join('\n')
  const found = involvedIn(letter, 'other')
  expect(found).toEqual(expect.arrayContaining(['person: Winona Castleberry', 'person: Basil Underhill']))
  expect(found.join()).not.toMatch(/Larkspur Lane|Monday|March|Dear|Kind|Subject/)
})

test('what the model says is never so sure that it is taken without a look', () => {
  const found = findInvolved(model, 'Buyer: Anneliese Drummond\nSeller: Bartholomew Quist', 'contract')
  expect(found.map(({ field }) => field)).toEqual(expect.arrayContaining(['buyer', 'seller']))
  expect(Math.max(...found.map(({ sure }) => sure))).toBeLessThanOrEqual(0.85)
})

test('a list of thousands of names is looked through in a moment', () => {
  const names = Array.from({ length: 8_000 }, (_, i) => `Anna${'abcdefghij'[i % 10]} Berg${i} Holm`).join(
    '\n',
  )
  const started = performance.now()
  findInvolved(model, names.slice(0, 60_000), 'other')
  expect(performance.now() - started).toBeLessThan(4_000)
})
