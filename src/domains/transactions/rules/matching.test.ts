import { describe, expect, test } from 'vitest'
import { ADDRESS, at, deal, document, found, party, value } from '#testing/deal-matching.ts'
import type { CandidateDeal, ReadDocument } from './matching.ts'

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
})
