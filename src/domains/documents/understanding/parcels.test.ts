import { expect, test } from 'vitest'
import { findParcels } from './parcels.ts'

const numbersIn = (text: string) => findParcels(text).map(({ normalized }) => normalized)

test.each([
  ['APN: 019-210-044', '019-210-044'],
  ["Assessor's Parcel No. 084D-1190-031-00", '084D-1190-031-00'],
  ['PIN 11309-060-041', '11309-060-041'],
  ['TMK (2) 4-6-010-088-0007', '(2) 4-6-010-088-0007'],
  ['Parcel Identification Number: 5041 08 11 0290', '5041 08 11 0290'],
  ['Tax lot 083W11CD 04100 in Salem', '083W11CD 04100'],
  ['Property Tax ID #: _10-7921-044-0310____', '10-7921-044-0310'],
  ['Schedule no. 1823-17-3-04-011', '1823-17-3-04-011'],
  ['CAD account: 10-00417-0100', '10-00417-0100'],
  ['Tishomingo County parcel\n084-19-0-00-011.02', '084-19-0-00-011.02'],
  ['geocode 15-3228-05-2-01-01-0000', '15-3228-05-2-01-01-0000'],
  ['being Tax Map 120 Lot 33, and', 'Tax Map 120 Lot 33'],
  ['Hackensack, New Jersey 07601   Block 411   Lot 7', 'Block 411 Lot 7'],
  ['SECTION 80.09 BLOCK 1 LOT 17', 'SECTION 80.09 BLOCK 1 LOT 17'],
  ['Map 11, Parcel 42.3', 'Map 11, Parcel 42.3'],
  ['Coon Rapids, MN 55433 (PIN 22-31-24-33-0058)', '22-31-24-33-0058'],
  ['PIN 57-026-2-42-07-11-5 05-004-000310', '57-026-2-42-07-11-5 05-004-000310'],
  ['Appraisal district no. _R9147____', 'R9147'],
  ['Assessor acct R0008119', 'R0008119'],
  ['1850 Brindle Loop, Kent, WA 98032 (102204-9187)', '102204-9187'],
])('the parcel number in “%s” is %s', (text, number) => {
  expect(numbersIn(text)).toEqual([number])
})

test('each parcel in a list is found, if they have the same format', () => {
  expect(numbersIn('Franklin County parcels 113-880-042 and 113-880-051, and 4 acres')).toEqual([
    '113-880-042',
    '113-880-051',
  ])
})

test.each([
  'Parcel 2 of the plat recorded in Book 12, page 33',
  'Lot 5, Block 3, Alder Heights',
  'deposited to account no. 4471-02',
  'the spin of 12345 turns',
  'Parcels 3 acres 118224 feet',
  'tax of 2025-06-30',
  'Account: $118,224.00',
])('in “%s” there is no parcel number', (text) => {
  expect(numbersIn(text)).toEqual([])
})
