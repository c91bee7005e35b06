import {
  CONDO,
  HOA,
  HOME,
  HOUSE,
  is,
  LEASE,
  NEW,
  optional,
  required,
  SALE,
  SALE_OR_LEASE,
} from './conditions.ts'

const FL = is('state', 'FL')
const BUILDING = {
  fact: 'property_type' as const,
  in: ['residential', 'condo', 'multi_family', 'commercial'],
}

export const FLORIDA = [
  required('fl.radon', {
    name: 'Radon gas notice',
    when: [FL, SALE_OR_LEASE, BUILDING],
    reason: 'Contracts and leases for a building have the notice',
    citation: 'Fla. Stat. 404.056(5)',
  }),
  required('fl.flood', {
    name: 'Flood disclosure',
    when: [FL, SALE, HOME],
    reason: 'Sellers of residential property disclose flood claims and damage no later than the contract',
    citation: 'Fla. Stat. 689.302',
  }),
  required('fl.property_tax', {
    name: 'Property tax disclosure summary',
    when: [FL, SALE, HOME],
    reason: 'Buyers are warned that their taxes may differ from the seller’s',
    citation: 'Fla. Stat. 689.261',
  }),
  required('fl.sellers_disclosure', {
    name: 'Seller’s property disclosure',
    kind: 'seller_disclosure',
    when: [FL, SALE, HOME],
    reason: 'Sellers disclose known facts that materially affect the value of a home',
    citation: 'Johnson v. Davis, 480 So. 2d 625 (Fla. 1985)',
  }),
  required('fl.hoa', {
    name: 'Homeowners’ association disclosure summary',
    kind: 'hoa_disclosure',
    when: [FL, SALE, HOUSE, HOA],
    reason: 'Buyers receive it before they sign; without it they can cancel the contract',
    citation: 'Fla. Stat. 720.401',
  }),
  required('fl.condominium', {
    name: 'Condominium documents',
    kind: 'hoa_disclosure',
    when: [FL, SALE, CONDO],
    reason:
      'Buyers receive the declaration, bylaws, rules, budget and inspection reports, and can cancel until they have',
    citation: 'Fla. Stat. 718.503',
  }),
  required('fl.foreign_buyer_affidavit', {
    name: 'Buyer’s affidavit under the Conveyances to Foreign Entities Act',
    when: [FL, SALE],
    reason: 'Every buyer signs an affidavit about foreign principals at closing',
    citation: 'Fla. Stat. 692.203(6) and 692.204(6)',
  }),
  optional('fl.agency', {
    name: 'Brokerage relationship notice',
    kind: 'agency_disclosure',
    when: [FL, SALE, HOME],
    reason: 'Needed for a single agent, a change to transaction broker, or no brokerage relationship',
    citation: 'Fla. Stat. 475.278',
  }),
  optional('fl.energy', {
    name: 'Energy efficiency rating information',
    when: [FL, SALE, BUILDING],
    reason: 'Buyers receive the brochure on the building’s energy efficiency rating',
    citation: 'Fla. Stat. 553.996',
  }),
  optional('fl.coastal', {
    name: 'Coastal construction control line disclosure',
    when: [FL, SALE],
    reason: 'Needed where the property is partly or wholly seaward of the line',
    citation: 'Fla. Stat. 161.57',
  }),
  optional('fl.sinkhole', {
    name: 'Sinkhole claim disclosure',
    when: [FL, SALE, BUILDING],
    reason: 'Needed where a sinkhole claim was paid for the property',
    citation: 'Fla. Stat. 627.7073(2)(c)',
  }),
  optional('fl.development_district', {
    name: 'Community development district disclosure',
    when: [FL, SALE, NEW],
    reason: 'Needed in the first sale of a property in a community development district',
    citation: 'Fla. Stat. 190.048',
  }),
  required('fl.lease_flood', {
    name: 'Flood disclosure to tenants',
    when: [FL, LEASE, HOME],
    reason: 'Landlords disclose flooding to tenants of a home for one year or longer',
    citation: 'Fla. Stat. 83.512',
  }),
]
