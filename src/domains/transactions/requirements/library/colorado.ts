import { HOA, HOME, is, NEW, NOT_NEW, optional, required, SALE, SALE_OR_LEASE } from './conditions.ts'

const CO = is('state', 'CO')

export const COLORADO = [
  required('co.sellers_disclosure', {
    name: 'Seller’s Property Disclosure',
    kind: 'seller_disclosure',
    when: [CO, SALE, HOME, NOT_NEW],
    reason: 'The contract of the Real Estate Commission asks sellers of homes for it',
    citation: 'Colorado Real Estate Commission form SPD',
  }),
  required('co.brokerage_disclosure', {
    name: 'Brokerage disclosure or written agreement',
    kind: 'agency_disclosure',
    when: [CO, SALE_OR_LEASE],
    reason: 'Brokers disclose in writing for whom they work',
    citation: 'C.R.S. 12-10-408; 4 CCR 725-1',
  }),
  required('co.hoa', {
    name: 'Common interest community disclosure',
    kind: 'hoa_disclosure',
    when: [CO, SALE, HOA],
    reason: 'Contracts in a common interest community warn of its obligations and assessments',
    citation: 'C.R.S. 38-35.7-102',
  }),
  required('co.special_district', {
    name: 'Special taxing district disclosure',
    when: [CO, SALE, HOME],
    reason: 'Contracts warn that special districts may tax the property',
    citation: 'C.R.S. 38-35.7-101',
  }),
  required('co.water_source', {
    name: 'Source of potable water disclosure',
    when: [CO, SALE, HOME],
    reason: 'Sellers disclose where the water of the home comes from',
    citation: 'C.R.S. 38-35.7-104',
  }),
  required('co.mineral_estate', {
    name: 'Surface and mineral estates disclosure',
    when: [CO, SALE, HOME],
    reason: 'Contracts warn that the mineral estate may belong to someone else',
    citation: 'C.R.S. 38-35.7-108',
  }),
  required('co.radon', {
    name: 'Radon disclosure',
    when: [CO, SALE, HOME],
    reason: 'Contracts for homes warn of radon, and sellers disclose tests and mitigation',
    citation: 'C.R.S. 38-35.7-112',
  }),
  required('co.transfer_declaration', {
    name: 'Real property transfer declaration (TD-1000)',
    when: [CO, SALE],
    reason: 'The deed is recorded with it',
    citation: 'C.R.S. 39-14-102',
  }),
  required('co.conveyance_information', {
    name: 'Information with respect to a conveyance (DR 1083)',
    when: [CO, SALE, { fact: 'sale_price', at_least: 100_000.01 }],
    reason: 'Sales for more than $100,000 report whether tax is withheld from a nonresident seller',
    citation: 'C.R.S. 39-22-604.5',
  }),
  required('co.new_home_options', {
    name: 'Solar and water-efficiency options of a new home',
    when: [CO, SALE, is('property_type', 'residential'), NEW],
    reason: 'Builders offer solar prewiring and water-smart features to buyers of new homes',
    citation: 'C.R.S. 38-35.7-106 and 38-35.7-107',
  }),
  optional('co.drug_laboratory', {
    name: 'Methamphetamine laboratory disclosure',
    when: [CO, SALE, HOME],
    reason: 'Needed where the seller knows that the home was used as a laboratory and not cleaned up',
    citation: 'C.R.S. 38-35.7-103',
  }),
  optional('co.carbon_monoxide', {
    name: 'Carbon monoxide alarm confirmation',
    when: [CO, SALE, HOME],
    reason: 'Needed for homes with fuel-fired heaters, fireplaces or an attached garage',
    citation: 'C.R.S. 38-45-102 and 38-45-103',
  }),
]
