import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CandidateDeal, findDeal, PROPOSED, type ReadDocument, type ReadValue } from './matching.ts'

const place = (address_line1: string, more: object = {}) => ({
  ...{ address_line1, address_line2: null, city: 'Austin', state: 'TX', zip_code: '78701', ...more },
})
const HARBOR = place('12 Harbor Street')

const deal = (id: string, more: Partial<CandidateDeal> = {}): CandidateDeal => ({
  ...{ id, transaction_number: `2026-${id}`, status: 'active', began: '2026-01-10', ended: null },
  property: { ...HARBOR, parcel_number: null },
  ...{ parties: [], prices: [], dates: [] },
  ...more,
})
const at = (line: string, more: object = {}) => ({
  property: { ...place(line), parcel_number: null, ...more },
})
const party = (name: string, role: 'buyer' | 'seller') => ({ contact_id: `id of ${name}`, name, role })
const value = (field: string, value: string): ReadValue => ({ field, value, page_number: 1 })
const document = (...values: ReadValue[]): ReadDocument => ({
  document_type: 'contract',
  names: ['contract.pdf'],
  values,
})
const ADDRESS = value('property_address', '12 Harbor Street, Austin, TX 78701')
const found = (read: ReadDocument, deals: CandidateDeal[]) => findDeal(read, deals)?.transaction_id

const [SOLD, OPEN] = [
  deal('0001', { status: 'closed', began: '2019-02-01', ended: '2019-04-15' }),
  deal('0002', { began: '2026-01-10' }),
]

describe('the deal of a document', () => {
  test.each<[string, ReadDocument, CandidateDeal[], string | undefined]>([
    ['its property alone', document(ADDRESS), [OPEN], '0002'],
    ['nothing that is known', document(ADDRESS), [deal('1', at('9 Oak Lane'))], undefined],
    [
      'no address at all',
      document(value('buyer', 'Maria Lopez')),
      [deal('1', { parties: [party('Maria Lopez', 'buyer')] })],
      undefined,
    ],
    [
      'names, price and date without a place',
      document(
        value('buyer', 'Maria Lopez'),
        value('seller', 'Tom Hall'),
        value('purchase_price', '500000.00'),
        value('closing_date', '2026-04-15'),
      ),
      [
        deal('1', {
          parties: [party('Maria Lopez', 'buyer'), party('Tom Hall', 'seller')],
          prices: ['500000.00'],
          dates: ['2026-04-15'],
        }),
      ],
      undefined,
    ],
    [
      'the same street in another city',
      document(value('property_address', '12 Harbor Street, Dallas, TX 75201')),
      [OPEN],
      undefined,
    ],
    [
      'the right one of two cities',
      document(value('property_address', '12 Harbor Street, Dallas, TX 75201')),
      [OPEN, deal('3', at('12 Harbor St', { city: 'Dallas', zip_code: '75201' }))],
      '3',
    ],
    [
      'a street without a place, and nothing else',
      document(value('property_address', '12 Harbor Street')),
      [OPEN],
      undefined,
    ],
    [
      'a street without a place, and a party',
      document(value('property_address', '12 Harbor Street'), value('buyer', 'Maria Lopez')),
      [deal('4', { parties: [party('Maria Lopez', 'buyer')] })],
      '4',
    ],
    [
      'the unit',
      document(value('property_address', '12 Harbor Street, Unit 3, Austin, TX 78701')),
      [
        deal('5', at('12 Harbor St', { address_line2: 'Unit 3' })),
        deal('6', at('12 Harbor St', { address_line2: 'Unit 4' })),
      ],
      '5',
    ],
    [
      'a house with units, of which it names none',
      document(ADDRESS),
      [
        deal('5', at('12 Harbor St', { address_line2: 'Unit 3' })),
        deal('6', at('12 Harbor St', { address_line2: 'Unit 4' })),
      ],
      undefined,
    ],
    [
      'a house with units, and the buyer and seller of one',
      document(ADDRESS, value('buyer', 'Maria Lopez'), value('seller', 'Tom Hall')),
      [
        deal('5', {
          ...at('12 Harbor St', { address_line2: 'Unit 3' }),
          parties: [party('Maria Lopez', 'buyer'), party('Tom Hall', 'seller')],
        }),
        deal('6', at('12 Harbor St', { address_line2: 'Unit 4' })),
      ],
      '5',
    ],
    [
      'a duplex by its parties',
      document(
        value('property_address', '100-102 Main Street, Austin, TX 78701'),
        value('seller', 'Tom Hall'),
        value('buyer', 'Maria Lopez'),
      ),
      [
        deal('7', {
          ...at('100 Main Street'),
          parties: [party('Tom Hall', 'seller'), party('Maria Lopez', 'buyer')],
        }),
      ],
      '7',
    ],
    [
      'a duplex without people',
      document(value('property_address', '100-102 Main Street, Austin, TX 78701')),
      [deal('7', at('100 Main Street'))],
      undefined,
    ],
    ['the open deal of two', document(ADDRESS), [SOLD, OPEN], '0002'],
    [
      'the closed deal whose dates fit',
      document(ADDRESS, value('closing_date', '2019-04-15')),
      [SOLD, OPEN],
      '0001',
    ],
    [
      'the open deal whose dates fit',
      document(ADDRESS, value('closing_date', '2026-04-15')),
      [SOLD, OPEN],
      '0002',
    ],
    ['dates of neither', document(ADDRESS, value('closing_date', '2010-04-15')), [SOLD, OPEN], undefined],
    [
      'a new contract of a property that was sold years ago',
      document(ADDRESS, value('contract_date', '2026-03-03')),
      [SOLD],
      undefined,
    ],
    ['two open deals of one property', document(ADDRESS), [OPEN, deal('8')], undefined],
    [
      'two open deals, and the buyer of one',
      document(ADDRESS, value('buyer', 'Maria Lopez')),
      [
        deal('9', { parties: [party('Nadia Haddad', 'buyer')] }),
        deal('10', { parties: [party('Maria Lopez', 'buyer')] }),
      ],
      '10',
    ],
    [
      'another buyer in every role',
      document(ADDRESS, value('buyer', 'Maria Lopez')),
      [deal('9', { parties: [party('Nadia Haddad', 'buyer')] })],
      undefined,
    ],
    [
      'another buyer of the same seller',
      document(ADDRESS, value('buyer', 'Maria Lopez'), value('seller', 'Tom Hall')),
      [deal('9', { parties: [party('Nadia Haddad', 'buyer'), party('Tom Hall', 'seller')] })],
      '9',
    ],
    [
      'a buyer who is the seller of another deal',
      document(
        value('property_address', '9 Oak Lane, Austin, TX 78701'),
        value('address', '12 Harbor Street, Austin, TX 78701'),
        value('buyer', 'Maria Lopez'),
      ),
      [
        deal('11', { parties: [party('Maria Lopez', 'seller')] }),
        deal('12', { ...at('9 Oak Lane'), parties: [party('Maria Lopez', 'buyer')] }),
      ],
      '12',
    ],
    [
      'where a party lives',
      document(
        value('property_address', '9 Oak Lane, Austin, TX 78701'),
        value('address', '12 Harbor Street, Austin, TX 78701'),
        value('buyer', 'Maria Lopez'),
      ),
      [deal('11', { parties: [party('Maria Lopez', 'seller')] })],
      undefined,
    ],
    [
      'an address that is not said to be the property’s',
      document(value('address', '12 Harbor Street, Austin, TX 78701')),
      [OPEN],
      '0002',
    ],
    [
      'an entity that sells',
      document(value('property_address', '12 Harbor Street'), value('seller', 'The Smith Family Trust')),
      [deal('13', { parties: [party('Smith Family Revocable Trust dated 2011', 'seller')] })],
      '13',
    ],
    [
      'the parcel',
      document(value('apn', '019-210-044')),
      [deal('14', at('12 Harbor St', { parcel_number: '019210044' }))],
      '14',
    ],
    [
      'a parcel of another address',
      document(value('apn', '019-210-044'), value('property_address', '9 Oak Lane, Austin, TX 78701')),
      [deal('14', at('12 Harbor St', { parcel_number: '019-210-044' }))],
      undefined,
    ],
    [
      'a parcel that was written with another address, and its seller',
      document(
        value('apn', '019-210-044'),
        value('property_address', '9 Oak Lane, Austin, TX 78701'),
        value('seller', 'Tom Hall'),
      ),
      [
        deal('14', {
          ...at('12 Harbor St', { parcel_number: '019-210-044' }),
          parties: [party('Tom Hall', 'seller')],
        }),
      ],
      '14',
    ],
    [
      'no parcel for none',
      document(value('apn', '-')),
      [deal('14', at('12 Harbor St', { parcel_number: null }))],
      undefined,
    ],
    [
      'an amended address: the old and the new',
      document(value('property_address', '14 Harbor Street, Austin, TX 78701'), ADDRESS),
      [OPEN],
      '0002',
    ],
    [
      'the number of the deal and a party',
      { ...document(value('buyer', 'Maria Lopez')), names: ['Addendum 2026-0002.pdf'] },
      [deal('0002', { parties: [party('Maria Lopez', 'buyer')] })],
      '0002',
    ],
    ['the number of the deal alone', { ...document(), names: ['Addendum 2026-0002.pdf'] }, [OPEN], undefined],
    [
      'a longer number',
      { ...document(value('buyer', 'Maria Lopez')), names: ['2026-00021.pdf'] },
      [deal('0002', { parties: [party('Maria Lopez', 'buyer')] })],
      undefined,
    ],
    [
      'a deal that was canceled before',
      document(ADDRESS, value('contract_date', '2026-03-03')),
      [deal('15', { status: 'cancelled', began: '2025-01-01', ended: '2025-04-01' }), OPEN],
      '0002',
    ],
    [
      'a grantee who bought',
      { ...document(ADDRESS, value('grantee', 'Maria Lopez')), document_type: 'deed' },
      [deal('16', { parties: [party('Maria Lopez', 'buyer')] }), deal('17')],
      '16',
    ],
    [
      'a closing disclosure, which calls the buyers borrowers',
      {
        ...document(value('property_address', '12 Harbor Street'), value('borrower', 'Maria Lopez')),
        document_type: 'closing',
      },
      [deal('18', { parties: [party('Maria Lopez', 'buyer')] })],
      '18',
    ],
    ['nothing among no deals', document(ADDRESS), [], undefined],
  ])('follows from %s', (_, read, deals, expected) => {
    expect(found(read, deals)).toBe(expected)
    expect(found(read, deals.toReversed())).toBe(expected)
  })

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
