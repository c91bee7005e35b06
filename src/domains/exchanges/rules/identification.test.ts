import { checkCases } from '#testing/rule-cases.ts'

const papers = { signed: true, written: true, unambiguous: true, recipient_ok: true }
const period = { identification_deadline: '2025-07-17', exchange_deadline: '2025-11-29' }
const relinquished = { ...period, relinquished_fmv_at_transfer: [1_000_000] }
const notice = { sent: '2025-07-01', ...papers }
const four = (fmv: number, change: object = {}) =>
  ['A', 'B', 'C', 'D'].map((id) => ({
    id,
    fmv_at_identification_deadline: fmv,
    notice,
    ...(id === 'D' ? change : {}),
  }))

checkCases([
  [
    'exactly 200% is within the limit',
    'identification',
    { ...relinquished, properties: four(500_000) },
    { rule: '200%', treated_as_identified: ['A', 'B', 'C', 'D'] },
  ],
  [
    'several relinquished properties count together',
    'identification',
    { ...relinquished, relinquished_fmv_at_transfer: [400_000, 600_000], properties: four(500_000) },
    { rule: '200%' },
  ],
  [
    'exactly 95% received in time carries those received',
    'identification',
    {
      ...relinquished,
      properties: [
        ...four(950_000, { received: '2025-11-30' }).map((one) => ({ received: '2025-09-01', ...one })),
        { id: 'E', fmv_at_identification_deadline: 0, notice },
      ],
    },
    { rule: 'over_identified', treated_as_identified: [] },
  ],
  [
    '95% counts what was received, at its value then',
    'identification',
    {
      ...relinquished,
      properties: four(950_000, { fmv_95: 150_000 }).map((one) =>
        one.id === 'D' ? one : { ...one, received: '2025-09-01' },
      ),
    },
    {
      rule: '95%',
      treated_as_identified: ['A', 'B', 'C'],
      required_fmv_for_95: 2_850_000,
      received_fmv_for_95: 2_850_000,
    },
  ],
  [
    'over-identified, what came by day 45 stands',
    'identification',
    { ...relinquished, properties: four(600_000, { received: '2025-07-17' }) },
    { rule: 'over_identified', treated_as_identified: ['D'] },
  ],
  [
    'a property received by day 45 counts without a notice',
    'identification',
    { ...relinquished, properties: four(600_000, { notice: null, received: '2025-07-10' }) },
    { counted_count: 4, rule: 'over_identified', treated_as_identified: ['D'] },
  ],
  [
    'and even after it was revoked',
    'identification',
    {
      ...relinquished,
      properties: four(600_000, {
        received: '2025-07-10',
        revocation: { sent: '2025-07-05', written: true, signed: true, same_recipient: true },
      }),
    },
    { counted_count: 4 },
  ],
  [
    'a revocation to another person is void',
    'identification',
    {
      ...relinquished,
      properties: four(600_000, {
        revocation: { sent: '2025-07-05', written: true, signed: true, same_recipient: false },
      }),
    },
    { counted_count: 4 },
  ],
  [
    'a revocation of an earlier identification does not touch a later one',
    'identification',
    {
      ...relinquished,
      properties: four(600_000, {
        revocation: { sent: '2025-06-05', written: true, signed: true, same_recipient: true },
      }),
    },
    { counted_count: 4 },
  ],
  [
    'each paper must be whole',
    'identification',
    {
      ...relinquished,
      properties: [
        { id: 'A', notice: { ...notice, signed: false } },
        { id: 'B', notice: { ...notice, unambiguous: false } },
        { id: 'C', notice: { ...notice, recipient_ok: false } },
        { id: 'D', notice: { ...notice, written: false } },
      ],
    },
    {
      rule: 'none_identified',
      not_counted: [
        { id: 'A', because: 'notice_not_signed' },
        { id: 'B', because: 'description_ambiguous' },
        { id: 'C', because: 'notice_to_wrong_person' },
        { id: 'D', because: 'notice_not_written' },
      ],
    },
  ],
  [
    'one second before midnight of day 45 is in time',
    'identification',
    {
      ...relinquished,
      time_zone: 'America/Los_Angeles',
      properties: [{ id: 'A', notice: { ...notice, sent: '2025-07-18T06:59:58Z' } }],
    },
    { counted: ['A'] },
  ],
  [
    'midnight is not',
    'identification',
    {
      ...relinquished,
      time_zone: 'America/Los_Angeles',
      properties: [{ id: 'A', notice: { ...notice, sent: '2025-07-18T00:00:00-07:00' } }],
    },
    { rule: 'none_identified' },
  ],
  [
    'an agreement signed by all parties identifies',
    'identification',
    {
      ...relinquished,
      properties: [
        { id: 'A', agreement: { signed_by_all_parties: true, signed_on: '2025-07-17', unambiguous: true } },
      ],
    },
    { counted: ['A'] },
  ],
  [
    'property to be produced counts at its value when it is expected',
    'identification',
    {
      ...relinquished,
      properties: four(100_000, { to_be_produced: true, fmv_at_expected_receipt: 1_700_001 }),
    },
    { rule: 'over_identified', aggregate_fmv: 2_000_001 },
  ],
  [
    'furniture of the house is not a fourth property',
    'identification',
    {
      ...relinquished,
      properties: four(900_000, { fmv_at_identification_deadline: 135_000, incidental_to: 'A' }),
    },
    { counted_count: 3, rule: '3-property' },
  ],
  [
    'but is when it exceeds 15% of it',
    'identification',
    {
      ...relinquished,
      properties: four(900_000, { fmv_at_identification_deadline: 135_000.01, incidental_to: 'A' }),
    },
    { counted_count: 4, rule: 'over_identified' },
  ],
  [
    'four properties of unknown value are not decided',
    'identification',
    { ...relinquished, properties: four(500_000, { fmv_at_identification_deadline: null }) },
    { rule: 'undetermined', aggregate_fmv: null, treated_as_identified: [] },
  ],
  [
    'what is not the property identified is not received',
    'identification',
    { ...relinquished, properties: four(600_000, { received: '2025-09-01', substantially_same: false }) },
    { received_fmv_for_95: 0 },
  ],
  [
    'not typically transferred together',
    'incidental',
    { larger_item_fmv: 1_000_000, incidental_fmv: 1, typically_transferred_together: false },
    { is_incidental: false },
  ],
  [
    'barn and the land under it: 75% of the value, another nature',
    'same_property',
    { identified_fmv_at_receipt: 100_000, received_fmv: 75_000, same_basic_nature_or_character: false },
    { received_percent: 75, substantially_same: false, counsel_review: true },
  ],
  [
    'one and a half of two acres',
    'same_property',
    { identified_fmv_at_receipt: 100_000, received_fmv: 75_000, same_basic_nature_or_character: true },
    { substantially_same: true },
  ],
  [
    'less than 75% never passes by itself',
    'same_property',
    { identified_fmv_at_receipt: 100_000, received_fmv: 74_999.99, same_basic_nature_or_character: true },
    { substantially_same: false, received_percent: 74.99 },
  ],
  [
    'substantial changes in production',
    'same_property',
    {
      identified_fmv_at_receipt: 100_000,
      received_fmv: 100_000,
      same_basic_nature_or_character: true,
      substantial_changes_in_production: true,
    },
    { substantially_same: false },
  ],
])
