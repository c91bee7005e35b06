import { HOME, is, ONE_HOME, optional, required, SALE, SALE_OR_LEASE } from './conditions.ts'

const FINANCED = { fact: 'financing' as const, in: ['conventional', 'fha', 'va'] }

export const FEDERAL = [
  required('us.lead_based_paint', {
    name: 'Lead-based paint disclosure',
    kind: 'lead_based_paint',
    when: [SALE_OR_LEASE, HOME, { fact: 'year_built', below: 1978 }],
    reason: 'Homes built before 1978 need a lead-based paint disclosure, with the EPA pamphlet',
    citation: '42 U.S.C. 4852d; 24 CFR 35.88 and 35.92; 40 CFR 745.107 and 745.113',
  }),
  required('us.non_foreign_status', {
    name: 'Certification of non-foreign status (FIRPTA)',
    when: [SALE, is('seller_is_foreign', false)],
    reason: 'Without the seller’s certification, the buyer has to withhold tax',
    citation: '26 U.S.C. 1445(b)(2); 26 CFR 1.1445-2(b)(2)',
  }),
  required('us.firpta_withholding', {
    name: 'FIRPTA withholding (Forms 8288 and 8288-A) or withholding certificate',
    when: [SALE, is('seller_is_foreign', true)],
    reason: 'The buyer withholds tax when the seller is a foreign person, unless an exception applies',
    citation: '26 U.S.C. 1445(a); 26 CFR 1.1445-1 and 1.1445-3',
  }),
  required('us.closing_disclosure', {
    name: 'Closing Disclosure',
    kind: 'closing_disclosure',
    when: [SALE, ONE_HOME, FINANCED],
    reason: 'Consumers who finance a home receive it three business days before closing',
    citation: '12 CFR 1026.19(f) and 1026.38',
  }),
  required('us.fha_amendatory_clause', {
    name: 'FHA amendatory clause and real estate certification',
    when: [SALE, is('financing', 'fha')],
    reason: 'FHA loans need them, signed by the buyer and the seller',
    citation: 'HUD Handbook 4000.1, section II.A',
  }),
  required('us.fha_inspection_notice', {
    name: 'For Your Protection: Get a Home Inspection (HUD-92564-CN)',
    when: [SALE, is('financing', 'fha')],
    reason: 'Buyers with an FHA loan receive this notice',
    citation: 'HUD Handbook 4000.1, section II.A; form HUD-92564-CN',
  }),
  required('us.va_escape_clause', {
    name: 'VA escape clause',
    when: [SALE, is('financing', 'va')],
    reason: 'Contracts with a VA loan have it: the buyer needn’t buy if the value is below the price',
    citation: '38 U.S.C. 3703(c)(1); VA Lenders Handbook M26-7, chapter 9',
  }),
  required('us.exchange_cooperation', {
    name: '1031 exchange cooperation clause',
    kind: 'exchange_cooperation',
    when: [SALE, is('exchange_cooperation', true)],
    reason: 'The seller is exchanging: the contract can be assigned, and the buyer cooperates',
    citation: '26 U.S.C. 1031; 26 CFR 1.1031(k)-1(g)(4)(iv) and (v)',
  }),
  required('us.exchange_assignment', {
    name: 'Assignment of the contract to the qualified intermediary',
    kind: 'assignment',
    when: [SALE, is('exchange_cooperation', true)],
    reason: 'The seller’s rights in the contract go to the intermediary before closing',
    citation: '26 CFR 1.1031(k)-1(g)(4)(v)',
  }),
  required('us.exchange_notice', {
    name: 'Notice of assignment to all parties',
    kind: 'notice_of_assignment',
    when: [SALE, is('exchange_cooperation', true)],
    reason: 'All parties to the contract are notified in writing on or before the day of the transfer',
    citation: '26 CFR 1.1031(k)-1(g)(4)(v)',
  }),
  optional('us.1099s_certification', {
    name: 'Certification for no information reporting (Form 1099-S)',
    when: [SALE, ONE_HOME],
    reason: 'A seller of their main home may certify that the sale needn’t be reported',
    citation: '26 U.S.C. 6045(e)(5); Rev. Proc. 2007-12',
  }),
  optional('us.affiliated_business', {
    name: 'Affiliated business arrangement disclosure',
    when: [SALE, HOME, FINANCED],
    reason: 'Needed when someone refers the client to a settlement service in which they have an interest',
    citation: '12 U.S.C. 2607(c)(4); 12 CFR 1024.15',
  }),
]
