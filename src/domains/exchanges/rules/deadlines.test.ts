import { checkCases } from '#testing/rule-cases.ts'

const transfer = { transfer_dates: ['2025-12-01'], return_due_date: '2026-04-15' }
const storm = {
  relief: 'section_17',
  original_deadline: '2025-07-17',
  transfer_date: '2025-06-02',
  disaster_date: '2025-07-10',
  general_postponement_date: '2025-10-15',
  affected_taxpayer: true,
  difficulty_meeting_deadline: false,
  return_due_date_incl_extension: '2026-10-15',
} as const

checkCases([
  [
    'a return not extended ends the period',
    'deadlines',
    { ...transfer, extension_obtained: false },
    {
      exchange_deadline: '2026-04-15',
      binding_limit: 'return_due_date',
      extension_needed: true,
      days_lost_without_extension: 45,
    },
  ],
  [
    'an extension not obtained yet moves nothing',
    'deadlines',
    { ...transfer, extension_obtained: false, extended_due_date: '2026-10-15' },
    { exchange_deadline: '2026-04-15' },
  ],
  [
    'midnight is that of the governing zone',
    'deadlines',
    { ...transfer, extension_obtained: false, time_zone: 'Pacific/Honolulu' },
    { identification_deadline: '2026-01-15', identification_ends_at: '2026-01-16T10:00:00Z' },
  ],
  [
    'without a return only day 180 is known',
    'deadlines',
    { transfer_dates: ['2025-12-01'], extension_obtained: false },
    { exchange_deadline: '2026-05-30', binding_limit: 'day_180' },
  ],
  [
    'a calendar partnership files on 15 March',
    'return_due_dates',
    { form: '1065', tax_year_end: '2025-12-31' },
    { return_due_date: '2026-03-15', extended_due_date: '2026-09-15' },
  ],
  [
    'a trust is extended to the end of September',
    'return_due_dates',
    { form: '1041', tax_year_end: '2025-12-31' },
    { return_due_date: '2026-04-15', extended_due_date: '2026-09-30' },
  ],
  [
    'a corporation with a June year before 2026',
    'return_due_dates',
    { form: '1120', tax_year_end: '2025-06-30' },
    { return_due_date: '2025-09-15', extended_due_date: '2026-04-15' },
  ],
  [
    'and one beginning in 2026',
    'return_due_dates',
    { form: '1120', tax_year_end: '2027-06-30' },
    { return_due_date: '2027-10-15', extended_due_date: '2028-04-15' },
  ],
  [
    'relief stops at the due date of the return',
    'disaster',
    { ...storm, original_deadline: '2025-11-29', return_due_date_incl_extension: '2026-01-31' },
    { postponed_deadline: '2026-01-31', limited_by: 'return_due_date' },
  ],
  [
    'relief stops after one year',
    'disaster',
    { ...storm, general_postponement_date: '2026-12-31', return_due_date_incl_extension: null },
    { postponed_deadline: '2026-07-17', limited_by: 'one_year' },
  ],
  [
    'the general period counts when it is longer than 120 days',
    'disaster',
    { ...storm, general_postponement_date: '2025-12-31' },
    { postponed_deadline: '2025-12-31', limited_by: null },
  ],
  [
    'section 17 needs the transfer by the disaster',
    'disaster',
    { ...storm, transfer_date: '2025-07-11', original_deadline: '2025-08-25' },
    {
      eligible: false,
      not_eligible_because: 'transfer_after_disaster',
      other_section: { eligible: true, postponed_deadline: '2025-10-15' },
    },
  ],
  [
    'difficulty is enough for section 17',
    'disaster',
    { ...storm, affected_taxpayer: false, difficulty_meeting_deadline: true },
    { eligible: true, other_section: { eligible: false, postponed_deadline: '2025-07-17' } },
  ],
  [
    'neither affected nor in difficulty',
    'disaster',
    { ...storm, affected_taxpayer: false },
    { eligible: false, postponed_deadline: '2025-07-17' },
  ],
  [
    'a deadline that had expired is not revived',
    'disaster',
    { ...storm, disaster_date: '2025-07-18' },
    { eligible: false, not_eligible_because: 'deadline_expired_before_disaster' },
  ],
  [
    'a FEMA declaration alone moves nothing',
    'disaster',
    { ...storm, irs_notice_issued: false },
    { eligible: false, not_eligible_because: 'no_irs_notice' },
  ],
  [
    'section 6 is for affected taxpayers only',
    'disaster',
    { ...storm, relief: 'section_6', affected_taxpayer: false, difficulty_meeting_deadline: true },
    { eligible: false },
  ],
  [
    'a transfer on the day of the disaster',
    'disaster',
    { ...storm, transfer_date: '2025-07-10', original_deadline: '2025-08-24' },
    { eligible: true, postponed_deadline: '2025-12-22' },
  ],
  [
    'a deadline on the day of the disaster',
    'disaster',
    { ...storm, disaster_date: '2025-07-17' },
    { eligible: true },
  ],
  [
    'a deadline on the last day of the general period',
    'disaster',
    { ...storm, relief: 'section_6', original_deadline: '2025-10-15' },
    { eligible: true, postponed_deadline: '2025-10-15' },
  ],
])
