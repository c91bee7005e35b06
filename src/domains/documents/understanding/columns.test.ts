import { expect, test } from 'vitest'
import { toReading } from '#testing/sample-reading.ts'
import { findAddressesInColumns } from './columns.ts'
import { toPageText } from './rows.ts'

const addressesIn = (...lines: string[]) =>
  toReading(...lines).pages.flatMap((page) =>
    findAddressesInColumns(toPageText(page)).map(({ value }) => value),
  )

test('a street goes with the city below it, whatever is in the columns beside it', () => {
  expect(
    addressesIn(
      'Listing Broker                Settlement Agent',
      'Oakfen Realty                 Blue Gate Settlement',
      '12 Aspen Street               40 Birch Avenue',
      'Dover, DE 19901               Canton, OH 44799',
    ),
  ).toEqual(['12 Aspen Street, Dover, DE 19901', '40 Birch Avenue, Canton, OH 44799'])
  expect(
    addressesIn(
      'Property    38 Paseo Sandoval        Seller  CORDELIA BASKERVILLE',
      '            Arroyo Hondo, NM 87513   Luciano Baskerville-Ruiz',
    ),
  ).toEqual(['38 Paseo Sandoval, Arroyo Hondo, NM 87513'])
})

test('a box has a city below it too, and old state abbreviations count', () => {
  expect(
    addressesIn(
      'RR 2 Box 88               117 Old Mill Way',
      'Folsom, N. Mex. 88419     Raton, N. Mex. 87740',
    ),
  ).toEqual(['RR 2 Box 88, Folsom, N. Mex. 88419', '117 Old Mill Way, Raton, N. Mex. 87740'])
})

test('text in another column, or in rows of one column, is not joined', () => {
  expect(addressesIn('12 Aspen Street               Canton, OH 44799')).toEqual([])
  expect(addressesIn('12 Aspen Street      Price', '                     Dover, DE 19901')).toEqual([])
  expect(addressesIn('12 Aspen Street', 'Dover, DE 19901')).toEqual([])
})
