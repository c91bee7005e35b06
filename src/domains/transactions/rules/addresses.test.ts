import { describe, expect, test } from 'vitest'
import { fitOf, houseNumbers, isElsewhere } from './addresses.ts'
import { splitAddress } from './written-address.ts'

const place = (address_line1: string, more: object = {}) => ({
  ...{ address_line1, address_line2: null, city: 'Austin', state: 'TX', zip_code: '78701', ...more },
})
const HARBOR = place('12 Harbor Street')

describe('an address', () => {
  test.each([
    ['12 Harbor Street, Austin, TX 78701', HARBOR, 'same'],
    ['12 HARBOR ST., AUSTIN, TX 78701-1234', HARBOR, 'same'],
    ['12 Harbor St Austin Texas 78701', HARBOR, 'same'],
    ['Twelve Harbor Street, Austin, TX', HARBOR, 'same'],
    ['12 Harbor Street, Austin, TX', HARBOR, 'same'],
    ['12 Harbor Street', HARBOR, 'likely'],
    ['12 Harbor, Austin, TX 78701', HARBOR, 'likely'],
    ['12 Harbor Street, Austin, TX 78702', HARBOR, 'likely'],
    ['12 Harbor Street, Dallas, TX 75201', HARBOR, 'other'],
    ['12 Harbor Street, Portland, OR 97201', HARBOR, 'other'],
    ['12 Harbor Avenue, Austin, TX 78701', HARBOR, 'other'],
    ['112 Harbor Street, Austin, TX 78701', HARBOR, 'other'],
    ['14 Harbor Street, Austin, TX 78701', HARBOR, 'other'],
    ['12 Harbor View Street, Austin, TX 78701', HARBOR, 'other'],
    ['12 Harbor Street, Unit 3, Austin, TX 78701', HARBOR, 'building'],
    ['12 Harbor Street, Unit 3, Austin, TX 78701', place('12 Harbor St', { address_line2: '#3' }), 'same'],
    ['12 Harbor Street #3, Austin, TX 78701', place('12 Harbor Street, Apt 3'), 'same'],
    ['12 Harbor Street 3, Austin, TX 78701', place('12 Harbor Street', { address_line2: 'Unit 3' }), 'same'],
    ['Unit 4-B, 77 Turner Plaza, Austin, TX 78701', place('77 Turner Plz', { address_line2: '4B' }), 'same'],
    [
      '12 Harbor Street, Unit 4, Austin, TX 78701',
      place('12 Harbor St', { address_line2: 'Unit 3' }),
      'other',
    ],
    ['12 Harbor Street, Austin, TX 78701', place('12 Harbor St', { address_line2: 'Unit 3' }), 'building'],
    ['100-102 Main Street, Austin, TX 78701', place('100 Main Street'), 'building'],
    ['102 Main Street, Austin, TX 78701', place('100-102 Main Street'), 'building'],
    ['100-102 Main Street, Austin, TX 78701', place('100-102 Main St'), 'same'],
    ['104 Main Street, Austin, TX 78701', place('100-102 Main St'), 'other'],
    ['1208 N. Harbor Street, Austin, TX 78701', place('1208 North Harbor St'), 'same'],
    ['1208 Harbor Street, Austin, TX 78701', place('1208 North Harbor St'), 'likely'],
    ['1208 South Harbor Street, Austin, TX 78701', place('1208 North Harbor St'), 'other'],
    ['123 First Street, Austin, TX 78701', place('123 1st St'), 'same'],
    ['One Hundred Twenty Two Oak Lane, Austin, TX 78701', place('122 Oak Ln'), 'same'],
    ['122 Oak Lane, Austin, TX 78701', place('One Hundred Twenty-Two Oak Lane'), 'same'],
    [
      '9 Elm Road, Saint Louis, MO 63101',
      place('9 Elm Rd', { city: 'St. Louis', state: 'MO', zip_code: null }),
      'same',
    ],
    [
      '9 Elm Road, Springfield, IL',
      place('9 Elm Rd', { city: 'Springfield', state: 'MO', zip_code: null }),
      'other',
    ],
    [
      '9 Elm Road, South San Francisco, CA',
      place('9 Elm Rd', { city: 'South San Francisco', state: 'CA', zip_code: null }),
      'same',
    ],
    [
      '9 Elm Road, Austin, TX 78701',
      place('9 Elm Rd', { city: null, state: null, zip_code: null }),
      'likely',
    ],
    ['P.O. Box 12, Austin, TX 78701', HARBOR, 'other'],
    ['', HARBOR, 'other'],
  ])('“%s” fits %o: %s', (address, property, fit) => {
    expect(fitOf(address, property)).toBe(fit)
  })

  test('is looked for by its house number, in digits and in words', () => {
    expect(houseNumbers('12 Harbor Street')).toEqual(['12', 'twelve'])
    expect(houseNumbers('Twelve Harbor Street')).toContain('12')
    expect(houseNumbers('100-102 Main Street')).toEqual(expect.arrayContaining(['100', '102']))
  })

  test('of another property is noticed where a person attached the document', () => {
    expect(isElsewhere('14 Oak Lane, Austin, TX 78701', HARBOR)).toBe(true)
    expect(isElsewhere('12 Harbor St, Austin, TX 78701', HARBOR)).toBe(false)
    expect(isElsewhere('12 Harbor Street, Unit 3', HARBOR)).toBe(false)
    expect(isElsewhere(null, HARBOR)).toBe(false)
  })

  test.each([
    ['12 Harbor Street, Austin, TX 78701', ['12 Harbor Street', null, 'Austin', 'TX', '78701']],
    ['9 Quarry Road, Unit 4, Portland, OR 97201', ['9 Quarry Road', 'Unit 4', 'Portland', 'OR', '97201']],
    ['9 Quarry Road #4, Portland, Oregon 97201', ['9 Quarry Road', '#4', 'Portland', 'Oregon', '97201']],
    ['5 Elm St, Napa County, Napa, CA 94559', ['5 Elm St', null, 'Napa', 'CA', '94559']],
    ['5 Elm Street, Napa, CA', ['5 Elm Street', null, 'Napa', 'CA', null]],
    ['5 Elm Street', ['5 Elm Street', null, null, null, null]],
    ['', ['', null, null, null, null]],
  ])('“%s” is taken apart', (address, parts) => {
    expect(Object.values(splitAddress(address))).toEqual(parts)
  })
})
