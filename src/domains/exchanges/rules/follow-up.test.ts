import { checkCases } from '#testing/rule-cases.ts'

const sister = { last_transfer_date: '2024-02-29', exchange_tax_year: 2024, deferred_gain: 90_000 }

checkCases([
  [
    'a holiday moves the written agreement only',
    'reverse',
    { eat_acquisition_date: '2025-02-12', legal_holidays: ['2025-02-17'] },
    { qeaa_written_agreement_by: '2025-02-20', identify_relinquished_by: '2025-03-29' },
  ],
  [
    'the return ends the forward leg first',
    'reverse',
    {
      eat_acquisition_date: '2025-12-01',
      relinquished_transfer_date: '2025-12-10',
      return_due_date_incl_extension: '2026-04-15',
    },
    {
      taxpayer_must_receive_parked_property_by: '2026-04-15',
      binding_clock: 'forward_leg',
      parking_must_end_by: '2026-05-30',
    },
  ],
  [
    'the written agreement is a day late',
    'reverse',
    { eat_acquisition_date: '2025-02-03', qeaa_signed_on: '2025-02-11' },
    { safe_harbor_available: false, defects: ['qeaa_late'] },
  ],
  [
    'owned 180 days before',
    'reverse',
    { eat_acquisition_date: '2025-02-03', taxpayer_owned_until: '2024-08-07' },
    { safe_harbor_available: false },
  ],
  [
    'both parked: the days add up',
    'reverse',
    { eat_acquisition_date: '2025-02-03', other_property_parked_days: 30 },
    { parking_must_end_by: '2025-07-03' },
  ],
  [
    'two years from 29 February end on 1 March',
    'related_party',
    { ...sister, disposition_date: '2026-03-01' },
    { two_year_rule_triggered: false, first_safe_disposition_date: '2026-03-01' },
  ],
  [
    'the day before',
    'related_party',
    { ...sister, disposition_date: '2026-02-28' },
    { two_year_rule_triggered: true, recognized_in_year: 2026, gain_accelerated: 90_000 },
  ],
  [
    'a put of ten days puts off the two years',
    'related_party',
    { ...sister, risk_diminished: [{ from: '2025-01-01', to: '2025-01-11' }] },
    { first_safe_disposition_date: '2026-03-11' },
  ],
  [
    'the related person sold the replacement',
    'related_party',
    { ...sister, related_party_sold_replacement: true },
    { nonrecognition_denied: true, gain_accelerated: 90_000, recognized_in_year: 2024 },
  ],
  [
    'a failed exchange of California property',
    'ca_withholding',
    { sale_price: 1_200_000, exchange_failed: true, payment_date: '2026-01-31' },
    {
      form_593_amount: 39_960,
      statutory_3_1_3_percent: 40_000,
      remit_by: '2026-02-20',
      penalty_if_not_withheld: 3_996,
    },
  ],
  [
    'a price of 100,000 is exempt',
    'ca_withholding',
    { sale_price: 100_000, exchange_failed: true },
    { withholding_required: false, form_593_amount: 0 },
  ],
  [
    'a cent above the de minimis',
    'ca_withholding',
    { sale_price: 1_200_000, exchange_failed: false, boot: 1_500.01 },
    { withholding_required: true },
  ],
  [
    'the alternative on the gain',
    'ca_withholding',
    {
      sale_price: 1_200_000,
      exchange_failed: true,
      alternative_elected: true,
      seller: 'individual',
      gain_recognized: 100_000,
    },
    { form_593_amount: 12_300 },
  ],
  [
    'one replacement of two outside California',
    'ftb3840',
    { relinquished_state: 'CA', replacement_states: ['CA', 'TX'], deferred_gain: 1 },
    { required: true },
  ],
  [
    'the owner died',
    'ftb3840',
    { relinquished_state: 'CA', replacement_states: ['TX'], deferred_gain: 1, owner_died: true },
    { required: false },
  ],
  [
    'Pennsylvania before 2023',
    'state_follow_up',
    { relinquished_state: 'PA', replacement_states: ['PA'], transfer_date: '2022-12-31', deferred_gain: 1 },
    { conforms: false },
  ],
  [
    'and from 2023',
    'state_follow_up',
    { relinquished_state: 'PA', replacement_states: ['PA'], transfer_date: '2023-01-01', deferred_gain: 1 },
    { conforms: true },
  ],
  [
    'Oregon follows its gain out of the state',
    'state_follow_up',
    { relinquished_state: 'OR', replacement_states: ['ID'], transfer_date: '2025-01-01', deferred_gain: 1 },
    { claw_back: true, withholding_rules: false },
  ],
  [
    'before 2014 the form did not exist',
    'ftb3840',
    { relinquished_state: 'CA', replacement_states: ['TX'], deferred_gain: 1, exchange_tax_year: 2013 },
    { required: false },
  ],
])
