import {
  HOME,
  HOUSE,
  is,
  LEASE,
  NOT_NEW,
  ONE_HOME,
  optional,
  required,
  SALE,
  SALE_OR_LEASE,
} from './conditions.ts'

const NY = is('state', 'NY')
/** The boroughs of New York City by their counties. */
const CITY = { fact: 'county' as const, in: ['Bronx', 'Kings', 'New York', 'Queens', 'Richmond'] }

export const NEW_YORK = [
  required('ny.property_condition', {
    name: 'Property Condition Disclosure Statement',
    kind: 'seller_disclosure',
    when: [NY, SALE, HOUSE, NOT_NEW],
    reason:
      'Sellers of one to four homes deliver it before the buyer signs; condominium units and new homes are exempt',
    citation: 'N.Y. Real Prop. Law 461 to 463',
  }),
  required('ny.agency_disclosure', {
    name: 'Agency disclosure form',
    kind: 'agency_disclosure',
    when: [NY, SALE_OR_LEASE, HOME],
    reason: 'Agents provide it at the first substantive contact',
    citation: 'N.Y. Real Prop. Law 443',
  }),
  required('ny.fair_housing', {
    name: 'Housing and Anti-Discrimination Disclosure Form',
    when: [NY, SALE_OR_LEASE, HOME],
    reason: 'Agents provide it at the first substantive contact',
    citation: '19 NYCRR 175.28',
  }),
  required('ny.smoke_alarm', {
    name: 'Smoke and carbon monoxide alarm affidavit',
    when: [NY, SALE, ONE_HOME],
    reason: 'Sellers of one- and two-family homes, co-ops and condominiums deliver it at closing',
    citation: 'N.Y. Exec. Law 378(5)',
  }),
  required('ny.transfer_tax', {
    name: 'Combined real estate transfer tax return (TP-584)',
    when: [NY, SALE],
    reason: 'The deed is recorded with it',
    citation: 'N.Y. Tax Law 1409',
  }),
  required('ny.transfer_report', {
    name: 'Real property transfer report (RP-5217)',
    when: [NY, SALE],
    reason: 'The deed is recorded with it',
    citation: 'N.Y. Real Prop. Law 333(1-e)',
  }),
  required('ny.city_transfer_tax', {
    name: 'New York City real property transfer tax return (NYC-RPT)',
    when: [NY, SALE, CITY],
    reason: 'Transfers in the five boroughs are reported to the city as well',
    citation: 'N.Y.C. Admin. Code 11-2105',
  }),
  required('ny.lease_flood', {
    name: 'Flood history and risk notice to tenants',
    when: [NY, LEASE, HOME],
    reason: 'Every lease of a home has it',
    citation: 'N.Y. Real Prop. Law 231-b',
  }),
  optional('ny.nonresident_tax', {
    name: 'Nonresident estimated income tax payment form (IT-2663)',
    when: [NY, SALE],
    reason: 'Needed where the seller isn’t a resident of New York',
    citation: 'N.Y. Tax Law 663',
  }),
  optional('ny.agricultural_district', {
    name: 'Agricultural district disclosure',
    when: [NY, SALE],
    reason: 'Needed where the property is partly or wholly in an agricultural district',
    citation: 'N.Y. Real Prop. Law 333-c',
  }),
  optional('ny.utility_disclosures', {
    name: 'Electric service, utility surcharge and uncapped gas well disclosures',
    when: [NY, SALE],
    reason: 'Needed where there is no electric service, a surcharge, or a known uncapped well',
    citation: 'N.Y. Real Prop. Law 242',
  }),
]
