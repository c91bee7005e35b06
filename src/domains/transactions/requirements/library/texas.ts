import {
  CONDO,
  HOA,
  is,
  LAND,
  NOT_NEW,
  ONE_HOME,
  optional,
  required,
  SALE,
  SALE_OR_LEASE,
} from './conditions.ts'

const TX = is('state', 'TX')
/** The counties of the coastal zone. */
const COAST = [
  ...['Aransas', 'Brazoria', 'Calhoun', 'Cameron', 'Chambers', 'Galveston', 'Harris', 'Jackson', 'Jefferson'],
  ...['Kenedy', 'Kleberg', 'Matagorda', 'Nueces', 'Orange', 'Refugio', 'San Patricio', 'Victoria', 'Willacy'],
]

export const TEXAS = [
  required('tx.sellers_disclosure', {
    name: 'Seller’s disclosure notice',
    kind: 'seller_disclosure',
    when: [TX, SALE, ONE_HOME, NOT_NEW],
    reason: 'Sellers of a previously occupied home of one unit disclose its condition',
    citation: 'Tex. Prop. Code 5.008',
  }),
  required('tx.brokerage_services', {
    name: 'Information About Brokerage Services (IABS)',
    kind: 'agency_disclosure',
    when: [TX, SALE_OR_LEASE],
    reason: 'License holders provide it at the first substantive communication',
    citation: 'Tex. Occ. Code 1101.558; 22 TAC 531.20',
  }),
  required('tx.association_notice', {
    name: 'Notice of membership in a property owners’ association, with subdivision information',
    kind: 'hoa_disclosure',
    when: [TX, SALE, is('property_type', 'residential'), HOA],
    reason:
      'Buyers in a subdivision with mandatory membership receive the notice and the association’s information',
    citation: 'Tex. Prop. Code 5.012 and 207.003',
  }),
  required('tx.condominium_resale', {
    name: 'Condominium declaration, bylaws, rules and resale certificate',
    kind: 'hoa_disclosure',
    when: [TX, SALE, CONDO, NOT_NEW],
    reason: 'Sellers of a condominium unit provide the association’s documents and a resale certificate',
    citation: 'Tex. Prop. Code 82.157',
  }),
  required('tx.third_party_financing', {
    name: 'Third Party Financing Addendum',
    kind: 'financing_addendum',
    when: [TX, SALE, ONE_HOME, { fact: 'financing', in: ['conventional', 'fha', 'va'] }],
    reason: 'The contract depends on a loan of a third party',
    citation: 'TREC No. 40; 22 TAC 537.11',
  }),
  required('tx.seller_financing', {
    name: 'Seller Financing Addendum',
    kind: 'financing_addendum',
    when: [TX, SALE, ONE_HOME, is('financing', 'seller')],
    reason: 'The seller finances a part of the price',
    citation: 'TREC No. 26; 22 TAC 537.11',
  }),
  required('tx.rollback_tax', {
    name: 'Notice of additional tax liability',
    when: [TX, SALE, LAND],
    reason: 'Contracts for vacant land warn of taxes when its use changes',
    citation: 'Tex. Prop. Code 5.010',
  }),
  optional('tx.water_district', {
    name: 'Notice to purchaser of property in a water district (MUD)',
    when: [TX, SALE],
    reason: 'Needed where the property is in a district that taxes or issues bonds',
    citation: 'Tex. Water Code 49.452',
  }),
  optional('tx.improvement_district', {
    name: 'Notice of obligation to pay a public improvement district assessment (PID)',
    when: [TX, SALE],
    reason: 'Needed where the property is in a public improvement district',
    citation: 'Tex. Prop. Code 5.014',
  }),
  optional('tx.annexation', {
    name: 'Notice of possible annexation',
    when: [TX, SALE],
    reason: 'Needed where the property is outside of a municipality',
    citation: 'Tex. Prop. Code 5.011',
  }),
  optional('tx.certificated_service_area', {
    name: 'Notice of a certificated water or sewer service area',
    when: [TX, SALE],
    reason: 'Needed where a utility has the exclusive right to serve the property, outside of a municipality',
    citation: 'Tex. Water Code 13.257',
  }),
  optional('tx.coastal_area', {
    name: 'Coastal area property addendum',
    when: [TX, SALE, { fact: 'county', in: COAST }],
    reason:
      'Needed where the property adjoins tidal waters or lies seaward of the Gulf Intracoastal Waterway',
    citation: 'Tex. Nat. Res. Code 33.135 and 61.025',
  }),
]
