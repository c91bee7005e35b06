import { CONDO, HOA, HOME, HOUSE, is, NEW, optional, required, SALE, SALE_OR_LEASE } from './conditions.ts'

const AZ = is('state', 'AZ')
const HOME_OR_LAND = { fact: 'property_type' as const, in: ['residential', 'multi_family', 'land'] }

export const ARIZONA = [
  required('az.sellers_disclosure', {
    name: 'Seller’s Property Disclosure Statement (SPDS)',
    kind: 'seller_disclosure',
    when: [AZ, SALE, HOME],
    reason: 'Sellers disclose known facts that materially affect the value of the property',
    citation: 'Hill v. Jones, 151 Ariz. 81 (App. 1986)',
  }),
  required('az.planned_community', {
    name: 'Planned community resale disclosure',
    kind: 'hoa_disclosure',
    when: [AZ, SALE, HOUSE, HOA],
    reason: 'Buyers in a planned community receive the association’s documents and statements',
    citation: 'A.R.S. 33-1806',
  }),
  required('az.condominium', {
    name: 'Condominium resale disclosure',
    kind: 'hoa_disclosure',
    when: [AZ, SALE, CONDO],
    reason: 'Buyers of a condominium unit receive the association’s documents and statements',
    citation: 'A.R.S. 33-1260',
  }),
  required('az.property_value', {
    name: 'Affidavit of property value',
    when: [AZ, SALE],
    reason: 'The deed is recorded together with it, unless an exemption is noted on the deed',
    citation: 'A.R.S. 11-1133 and 11-1134',
  }),
  required('az.dual_agency', {
    name: 'Consent to limited representation of both sides',
    when: [AZ, SALE_OR_LEASE, is('side', 'both')],
    reason: 'A broker represents both sides only with the written consent of both',
    citation: 'A.R.S. 32-2153(A)(2)',
  }),
  optional('az.unincorporated_land', {
    name: 'Affidavit of disclosure for land in an unincorporated area',
    when: [AZ, SALE, HOME_OR_LAND],
    reason: 'Needed for five or fewer parcels outside of subdivisions in an unincorporated area',
    citation: 'A.R.S. 33-422',
  }),
  optional('az.pool', {
    name: 'Pool safety notice',
    when: [AZ, SALE_OR_LEASE, HOME],
    reason: 'Needed where the home has a swimming pool or spa',
    citation: 'A.R.S. 36-1681',
  }),
  optional('az.well', {
    name: 'Notice of the change of ownership of a well',
    when: [AZ, SALE],
    reason: 'Needed where a registered well is sold with the property',
    citation: 'A.R.S. 45-593',
  }),
  optional('az.septic', {
    name: 'Transfer inspection of an on-site wastewater system',
    when: [AZ, SALE],
    reason: 'Needed where the property has a septic system',
    citation: 'A.A.C. R18-9-A316',
  }),
  optional('az.public_report', {
    name: 'Subdivision public report receipt',
    when: [AZ, SALE, NEW],
    reason: 'Needed for the first sale of a lot in a subdivision',
    citation: 'A.R.S. 32-2183',
  }),
]
