import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ADDRESS, at, deal, document, party, value } from '#testing/deal-matching.ts'
import { findDeal, PROPOSED } from './matching.ts'

describe('a match of a document and a deal', () => {
  test('is said with the words of the document, and names its evidence', () => {
    const read = document(ADDRESS, value('buyer', 'Maria Lopez'), value('purchase_price', '500000.00'))
    const match = findDeal(read, [
      deal('1', { parties: [party('Maria J. Lopez', 'buyer')], prices: ['500000.00'] }),
    ])
    expect(match?.evidence.map(({ text }) => text)).toEqual([
      'Address on page 1 is 12 Harbor Street, Austin, TX 78701',
      'Buyer Maria Lopez is a party',
      'Price on page 1 is that of the deal: $500,000.00',
    ])
    expect(match?.evidence[1]?.contact_id).toBe('id of Maria J. Lopez')
    expect(match?.score).toBeCloseTo(0.95)
  })

  test('is never guessed from names, prices and dates alone, whatever they are', () => {
    const names = fc.constantFrom('Maria Lopez', 'Tom Hall', 'The Smith Family Trust', 'Ana Ruiz')
    const values = fc.array(
      fc.oneof(
        fc.tuple(fc.constantFrom('buyer', 'seller', 'person'), names),
        fc.tuple(
          fc.constantFrom('closing_date', 'contract_date'),
          fc.constantFrom('2026-03-03', '2026-04-15'),
        ),
        fc.tuple(fc.constant('purchase_price'), fc.constantFrom('500000.00', '1.00')),
      ),
      { maxLength: 12 },
    )
    const parties = fc.array(fc.tuple(names, fc.constantFrom('buyer' as const, 'seller' as const)), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(values, parties, (said, people) => {
        const read = document(...said.map(([field, text]) => value(field, text)))
        const known = { parties: people.map(([name, role]) => party(name, role)), prices: ['500000.00'] }
        return findDeal(read, [deal('1', { ...known, dates: ['2026-03-03', '2026-04-15'] })]) === undefined
      }),
    )
  })

  test('has a score from the least that is proposed to less than 1, and survives any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (address, name, line) => {
        const read = document(value('property_address', address), value('buyer', name), value('apn', address))
        const match = findDeal(read, [deal('1', { ...at(line || '1'), parties: [party(name, 'buyer')] })])
        return !match || (match.score >= PROPOSED && match.score < 1)
      }),
    )
  })
})
