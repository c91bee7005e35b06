import { checkCases } from '#testing/rule-cases.ts'

const period = { identification_deadline: '2025-07-17', exchange_deadline: '2025-11-29' }
const leg = {
  qi_took_title: true,
  qi_party_to_contract: false,
  rights_assigned: false,
  all_parties_notified: null,
}
const structure = {
  intermediary_disqualified: false,
  written_exchange_agreement_before_transfer: true,
  g6_limits_in_agreement: true,
  relinquished_leg: { ...leg, transfer: '2025-06-02' },
  replacement_leg: { ...leg, transfer: '2025-09-01' },
  cash_paid_to_taxpayer: 5_000,
}
const waiting = { ...period, any_property_identified_or_received: true, entitled_not_yet_received: ['A'] }
const rezoning = {
  in_writing: true,
  relates_to_exchange: true,
  beyond_control: true,
  occurred_on: '2025-08-25',
}
const sale = {
  amount_realized: 100_000,
  adjusted_basis: 60_000,
  boot_or_returned_cash: 30_000,
  bona_fide_intent: true,
}

checkCases([
  [
    'a right that begins with the replacement is no early right',
    'constructive_receipt',
    {
      unrestricted_right_from: '2025-09-01',
      amount_subject_to_right: 5,
      full_consideration: 5,
      replacement_received_on: '2025-09-01',
    },
    { characterization: 'exchange', constructive_receipt_date: null },
  ],
  [
    'substantial limitations prevent receipt',
    'constructive_receipt',
    {
      unrestricted_right_from: '2025-08-01',
      amount_subject_to_right: 5,
      full_consideration: 5,
      replacement_received_on: '2025-09-01',
      substantial_limitations: true,
    },
    { characterization: 'exchange' },
  ],
  [
    'direct deeds with notice on the day',
    'qi_structure',
    {
      ...structure,
      replacement_leg: {
        ...leg,
        qi_took_title: false,
        rights_assigned: true,
        all_parties_notified: '2025-09-01',
        transfer: '2025-09-01',
      },
    },
    { qi_safe_harbor: true, cash_boot: 5_000 },
  ],
  [
    'one further contract without the intermediary',
    'qi_structure',
    { ...structure, further_legs: [{ ...leg, qi_took_title: false, transfer: '2025-09-02' }] },
    { qi_safe_harbor: false, defects: ['further_legs[0]_not_through_intermediary'] },
  ],
  [
    'an agreement without the limits of (g)(6)',
    'qi_structure',
    { ...structure, g6_limits_in_agreement: false },
    { treated_as: 'sale_and_purchase' },
  ],
  [
    'nothing identified, day 46',
    'funds_release',
    {
      ...period,
      as_of: '2025-07-18',
      any_property_identified_or_received: false,
      entitled_not_yet_received: [],
    },
    { allowed: true, basis: '(g)(6)(ii)' },
  ],
  [
    'a property waited for until the period ends',
    'funds_release',
    { ...waiting, as_of: '2025-11-29' },
    { allowed: false, earliest_lawful_date: '2025-11-30' },
  ],
  [
    'and the day after',
    'funds_release',
    { ...waiting, as_of: '2025-11-30' },
    { allowed: true, basis: '(g)(6)(i)' },
  ],
  [
    'a written contingency beyond control',
    'funds_release',
    { ...waiting, as_of: '2025-09-01', contingency: rezoning },
    { allowed: true, basis: '(g)(6)(iii)(B)' },
  ],
  [
    'a contingency within the identification period opens nothing',
    'funds_release',
    { ...waiting, as_of: '2025-09-01', contingency: { ...rezoning, occurred_on: '2025-07-17' } },
    { allowed: false },
  ],
  [
    'all received early, and the right to more ended',
    'funds_release',
    {
      ...waiting,
      entitled_not_yet_received: [],
      as_of: '2025-07-05',
      last_received_on: '2025-07-01',
      entitlement_irrevocably_ended: true,
    },
    { allowed: true, basis: '(g)(6)(iii)(A)', earliest_lawful_date: '2025-07-01' },
  ],
  [
    'recapture is of the year of the transfer',
    'installment',
    { ...sale, transfer_date: '2025-12-01', payment_date: '2026-01-15', recapture_income: 10_000 },
    {
      recognition_year: 2026,
      recognized_in_transfer_year: 10_000,
      recognized_by_year: [
        { year: 2025, gain: 10_000 },
        { year: 2026, gain: 20_000 },
      ],
    },
  ],
  [
    'elected out of the installment method',
    'installment',
    { ...sale, transfer_date: '2025-12-01', payment_date: '2026-01-15', elected_out: true },
    { recognition_year: 2025 },
  ],
  [
    'earnings all paid to the taxpayer are no loan',
    'facilitator_loan',
    {
      all_earnings_paid_to_taxpayer: true,
      exchange_funds: 9_000_000,
      loan_start: '2025-03-03',
      loan_end: '2025-12-03',
    },
    { is_loan: false, section_7872_exempt: null },
  ],
  [
    'six months and a day',
    'facilitator_loan',
    {
      all_earnings_paid_to_taxpayer: false,
      exchange_funds: 1,
      loan_start: '2025-03-03',
      loan_end: '2025-09-04',
      short_term_afr_semiannual: 0.043,
      t_bill_91_day_rate: 0.041,
    },
    { section_7872_exempt: false, test_rate: 0.041 },
  ],
  [
    'half a cent of interest is a cent',
    'interest',
    { principal: 365, annual_rate: 0.005, days: 1, day_count_basis: 365 },
    { interest: 0.01 },
  ],
  [
    'a qualified escrow',
    'safe_harbor',
    {
      type: 'qualified_escrow',
      taxpayer_can_obtain_benefits: false,
      holder_disqualified: false,
      g6_limits_in_agreement: true,
    },
    { safe_harbor: true },
  ],
  [
    'an escrow of which nobody said who holds it',
    'safe_harbor',
    { type: 'qualified_escrow', taxpayer_can_obtain_benefits: false, g6_limits_in_agreement: true },
    { safe_harbor: false, defects: ['holder_disqualified'] },
  ],
  [
    'a guarantee secured by cash',
    'safe_harbor',
    { type: 'security_or_guarantee', taxpayer_can_obtain_benefits: false, secured_by_cash: true },
    { safe_harbor: false },
  ],
  [
    'a trust whose money the taxpayer may draw',
    'safe_harbor',
    {
      type: 'qualified_trust',
      taxpayer_can_obtain_benefits: true,
      holder_disqualified: false,
      g6_limits_in_agreement: true,
    },
    { defects: ['taxpayer_can_obtain_benefits'] },
  ],
  [
    'a contingency on day 46',
    'funds_release',
    { ...waiting, as_of: '2025-07-18', contingency: { ...rezoning, occurred_on: '2025-07-18' } },
    { allowed: true, basis: '(g)(6)(iii)(B)' },
  ],
  [
    'debt relief in excess of basis is of the year of the transfer',
    'installment',
    {
      ...sale,
      transfer_date: '2025-12-01',
      payment_date: '2026-01-15',
      recapture_income: 10_000,
      debt_relief_in_excess_of_basis: 5_000,
    },
    { recognized_in_transfer_year: 15_000 },
  ],
])
