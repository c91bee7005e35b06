import { expect, test } from 'vitest'
import { findAddresses, withinColumn } from './addresses.ts'

const addressesIn = (text: string) => findAddresses(text).map(({ normalized }) => normalized)

test.each([
  '14 Quarry Lane, Dover, NH 03820',
  '7031 56th Drive NE, Marysville, WA 98270',
  '77 Shoals Bend Road, Lewisburg, TN 37091',
  '19 Cannery Wharf, Seaford, DE 19973',
  '6 Court Green, Newport, NH 03773',
  '88-15 Tilden Mews, Ozone Park, New York 11417',
  '1812 Kingston Pk Ste C, Knoxville TN 37919',
  '2000 Plaza Corvina, 4th Floor, Sacramento, CA 95814',
  '418 Nestle Court, Apartment 2-B, Lancaster, PA 17603',
  '12 Rock River Landing, Newfane, Windham County, VT 05345',
  'P.O. Box 1187, Kinston, NC 28502',
  'Post Office Box 611, Corinth, Mississippi 38835',
  'N7123 County Road HH, Barrow, WI 54999',
])('%s is one address', (address) => {
  expect(addressesIn(`It lies at ${address}, as we said.`)).toEqual([address])
  expect(findAddresses(`It lies at ${address}.`)[0]?.whole).toBe(true)
})

test('an address continues over the end of its line', () => {
  expect(addressesIn('the house at 508 Weaverland\nSpring Road, East\nEarl, PA 17519')).toEqual([
    '508 Weaverland Spring Road, East Earl, PA 17519',
  ])
})

test('two columns do not combine into an address that does not exist', () => {
  const found = addressesIn('12 Aspen Street   40 Birch Avenue\nDover, DE 19901   Canton, OH 44799')
  expect(found).toEqual(['12 Aspen Street', '40 Birch Avenue'])
})

test('a street alone is listed once, and not where its full address is', () => {
  expect(addressesIn('At 14 Quarry Lane, Dover, NH 03820. The roof of 14 Quarry Lane leaks.')).toEqual([
    '14 Quarry Lane, Dover, NH 03820',
  ])
  expect(addressesIn('Meet me at 9 Wharf Lane.')).toEqual(['9 Wharf Lane'])
})

test.each(['within 30 days after the sale', 'Lot 12 of the Oak Road plat', 'on June 3, Dover', '$14 Quarry'])(
  'in “%s” there is no address',
  (text) => {
    expect(addressesIn(text)).toEqual([])
  },
)

test('an address ends with its column', () => {
  const text =
    '12 Aspen Street   40 Birch Avenue\nDover, DE 19901   Canton, OH 44799\n\n9 Via Serena\nReno, NV 89501\n61 Jasper Ridge Drive   LOAN ID 7\nend'
  const cut = (from: string, to: string) => {
    const start = text.indexOf(from)
    return text.slice(start, withinColumn(text, start, text.indexOf(to, start) + to.length))
  }
  expect(cut('12 Aspen', '19901')).toBe('12 Aspen Street')
  expect(cut('40 Birch', '19901')).toBe('40 Birch Avenue')
  expect(cut('61 Jasper', 'ID 7')).toBe('61 Jasper Ridge Drive')
  expect(cut('9 Via', '89501')).toBe('9 Via Serena\nReno, NV 89501')
})

test.each([
  [
    '2022\nMrs. Philomena Cray\n1186 Dunraven Street\nSaint Paul, MN 55116',
    '1186 Dunraven Street Saint Paul, MN 55116',
  ],
  ['61 Jasper Ridge Drive LOAN ID # 7781 Mesa, AZ 85999', '61 Jasper Ridge Drive'],
  ['1978 Address 604 Tolman Street, Ashland, OR 97520', '604 Tolman Street, Ashland, OR 97520'],
  ['937 555 0148 1919 Rookhollow Ave Apt 6 Dayton OH 45420', '1919 Rookhollow Ave Apt 6 Dayton OH 45420'],
  ['Unit 4-B, 77 Turner Plaza, Hobbs, NM 88242', 'Unit 4-B, 77 Turner Plaza, Hobbs, NM 88242'],
  [
    'Second Floor, 310 Cathedral Prospect, Saint Paul, Minnesota 55102',
    'Second Floor, 310 Cathedral Prospect, Saint Paul, Minnesota 55102',
  ],
  ['14 Calle del Rio, Ribera, N.M. 87560', '14 Calle del Rio, Ribera, N.M. 87560'],
  ['1127 Luna Circle, Truth or Consequences, NM 87901', '1127 Luna Circle, Truth or Consequences, NM 87901'],
  [
    '29 Sugar Crossing, Claremont, County of Sullivan, New Hampshire 03743',
    '29 Sugar Crossing, Claremont, County of Sullivan, New Hampshire 03743',
  ],
])('the address in “%s” is complete and nothing more', (text, address) => {
  expect(findAddresses(text).map(({ normalized }) => normalized)).toEqual([address])
})
