import { HOA, HOME, is, OF_BUYER, ONE_HOME, optional, required, SALE } from './conditions.ts'

const CA = is('state', 'CA')

export const CALIFORNIA = [
  required('ca.transfer_disclosure', {
    name: 'Transfer Disclosure Statement (TDS)',
    kind: 'seller_disclosure',
    when: [CA, SALE, HOME],
    reason: 'Sellers of one to four homes disclose the condition of the property',
    citation: 'Cal. Civ. Code 1102 to 1102.6',
  }),
  required('ca.natural_hazard', {
    name: 'Natural Hazard Disclosure Statement (NHD)',
    kind: 'natural_hazard',
    when: [CA, SALE, HOME],
    reason: 'Sellers disclose whether the property is in a mapped flood, fire or earthquake zone',
    citation: 'Cal. Civ. Code 1103 to 1103.2',
  }),
  required('ca.agency_disclosure', {
    name: 'Disclosure regarding real estate agency relationships',
    kind: 'agency_disclosure',
    when: [CA, SALE],
    reason: 'Buyers and sellers receive it before they sign with an agent',
    citation: 'Cal. Civ. Code 2079.14 and 2079.16',
  }),
  required('ca.visual_inspection', {
    name: 'Agent visual inspection disclosure',
    when: [CA, SALE, HOME],
    reason: 'Agents inspect one to four homes and disclose what they see',
    citation: 'Cal. Civ. Code 2079',
  }),
  required('ca.buyer_representation', {
    name: 'Buyer representation agreement',
    kind: 'buyer_representation',
    when: [CA, SALE, OF_BUYER],
    reason: 'Agents and buyers sign it no later than the buyer’s offer',
    citation: 'Cal. Civ. Code 1670.50',
  }),
  required('ca.water_heater', {
    name: 'Water heater statement of compliance',
    when: [CA, SALE, HOME],
    reason: 'Sellers certify that water heaters are braced against earthquakes',
    citation: 'Cal. Health & Safety Code 19211',
  }),
  required('ca.smoke_alarm', {
    name: 'Smoke alarm statement of compliance',
    when: [CA, SALE, ONE_HOME],
    reason: 'Sellers of a single-family home state in writing that it has working smoke alarms',
    citation: 'Cal. Health & Safety Code 13113.8',
  }),
  required('ca.hoa', {
    name: 'Common interest development documents',
    kind: 'hoa_disclosure',
    when: [CA, SALE, HOA],
    reason: 'Sellers provide the association’s governing documents, budget and statements',
    citation: 'Cal. Civ. Code 4525',
  }),
  required('ca.earthquake_guide', {
    name: 'Homeowner’s Guide to Earthquake Safety and hazards report',
    when: [CA, SALE, HOME, { fact: 'year_built', below: 1960 }],
    reason: 'Wood-frame homes built before 1960 need the guide and the report of known hazards',
    citation: 'Cal. Gov. Code 8897.1 to 8897.2; Bus. & Prof. Code 10149',
  }),
  required('ca.plumbing', {
    name: 'Water-conserving plumbing fixtures disclosure',
    when: [CA, SALE, is('property_type', 'residential'), { fact: 'year_built', below: 1994 }],
    reason: 'Sellers of single-family homes built before 1994 disclose fixtures that don’t comply',
    citation: 'Cal. Civ. Code 1101.4',
  }),
  required('ca.withholding', {
    name: 'Real estate withholding statement (Form 593)',
    when: [CA, SALE, { fact: 'sale_price', at_least: 100_000.01 }],
    reason: 'Sales for more than $100,000 need it, also where an exemption is claimed',
    citation: 'Cal. Rev. & Tax. Code 18662',
  }),
  optional('ca.special_tax', {
    name: 'Notice of special tax (Mello-Roos) and 1915 Act assessments',
    when: [CA, SALE, HOME],
    reason: 'Needed where the property is in a district with a special tax or an assessment',
    citation: 'Cal. Civ. Code 1102.6b',
  }),
  optional('ca.fire_hardening', {
    name: 'Fire hardening and defensible space disclosure',
    when: [CA, SALE, HOME, { fact: 'year_built', below: 2010 }],
    reason: 'Needed for homes built before 2010 in a high or very high fire hazard severity zone',
    citation: 'Cal. Civ. Code 1102.6f and 1102.19',
  }),
]
