import { checkCases } from '#testing/rule-cases.ts'

const held = {
  real_property: true,
  in_us: true,
  held_primarily_for_sale: false,
  held_for_business_or_investment: true,
}

checkCases([
  [
    'an agent within two years',
    'disqualified',
    { first_transfer_date: '2025-06-02', last_agent_service_date: '2023-06-03' },
    { reasons: ['agent_within_2_years'] },
  ],
  [
    'a listing 800 days before',
    'disqualified',
    {
      first_transfer_date: '2025-06-02',
      services: [{ role: 'real_estate_agent', last_date: '2023-03-25', only_1031_or_routine: false }],
    },
    { disqualified: false },
  ],
  [
    'a listing 400 days before',
    'disqualified',
    {
      first_transfer_date: '2025-06-02',
      services: [{ role: 'real_estate_agent', last_date: '2024-04-28', only_1031_or_routine: false }],
    },
    { disqualified: true },
  ],
  [
    'exactly ten percent is not more than ten',
    'disqualified',
    { first_transfer_date: '2025-06-02', ownership_percent_between: 10 },
    { disqualified: false },
  ],
  [
    'related to an agent',
    'disqualified',
    { first_transfer_date: '2025-06-02', ownership_percent_by_or_of_disqualified_agent: 10.01 },
    { reasons: ['related_to_agent_over_10_percent'] },
  ],
  [
    'a bank that is affiliated with an agent',
    'disqualified',
    {
      first_transfer_date: '2025-06-02',
      ownership_percent_by_or_of_disqualified_agent: 100,
      bank_affiliate_exception: true,
    },
    { disqualified: false },
  ],
  [
    'the taxpayer itself, and its family',
    'disqualified',
    { first_transfer_date: '2025-06-02', is_taxpayer: true, family_member: true },
    { reasons: ['is_taxpayer', 'related_family'] },
  ],
  [
    'half is not more than half',
    'related_person',
    { family_member: false, ownership_percent_between: 50 },
    { related_for_1031f: false, disqualified_by_10_percent: true },
  ],
  [
    'a spouse and a chain of entities count',
    'constructive_ownership',
    {
      person: 'B',
      entity: 'QI',
      family: [{ one: 'S', other: 'B', relation: 'spouse' }],
      holdings: [
        { owner: 'B', entity: 'Holding', percent: 50 },
        { owner: 'Holding', entity: 'QI', percent: 10 },
        { owner: 'S', entity: 'QI', percent: 6 },
      ],
    },
    { direct_percent: 5, constructive_percent: 11, over_10_percent: true, over_50_percent: false },
  ],
  [
    'entities that own each other are walked once',
    'constructive_ownership',
    {
      person: 'B',
      entity: 'QI',
      holdings: [
        { owner: 'B', entity: 'X', percent: 100 },
        { owner: 'X', entity: 'Y', percent: 100 },
        { owner: 'Y', entity: 'X', percent: 100 },
        { owner: 'Y', entity: 'QI', percent: 9 },
      ],
    },
    { constructive_percent: 9 },
  ],
  [
    'a second home within the safe harbor',
    'dwelling_unit',
    {
      months_owned: 24,
      periods: [
        { days_rented_at_fair_rent: 200, days_of_personal_use: 20 },
        { days_rented_at_fair_rent: 14, days_of_personal_use: 14 },
      ],
    },
    { safe_harbor: true },
  ],
  [
    'a second home used for 21 days',
    'dwelling_unit',
    {
      months_owned: 24,
      periods: [
        { days_rented_at_fair_rent: 200, days_of_personal_use: 21 },
        { days_rented_at_fair_rent: 14, days_of_personal_use: 14 },
      ],
    },
    { safe_harbor: false },
  ],
  [
    'property held for sale',
    'like_kind_test',
    { relinquished: { ...held, held_primarily_for_sale: true }, replacement: held },
    { qualifies: false, failures: ['relinquished: held_primarily_for_sale'] },
  ],
  [
    'foreign for foreign',
    'like_kind_test',
    { relinquished: { ...held, in_us: false }, replacement: { ...held, in_us: false } },
    { qualifies: true },
  ],
  [
    'an interest in a partnership',
    'like_kind_test',
    { relinquished: held, replacement: { ...held, interest: 'partnership_interest' } },
    { qualifies: false },
  ],
  [
    'a lease of 29 years for a fee',
    'like_kind_test',
    { relinquished: held, replacement: { ...held, interest: 'leasehold', lease_years_remaining: 29 } },
    { qualifies: false },
  ],
  [
    'a lease of 30 years for a fee',
    'like_kind_test',
    { relinquished: held, replacement: { ...held, interest: 'leasehold', lease_years_remaining: 30 } },
    { qualifies: true },
  ],
  [
    'another taxpayer buys',
    'like_kind_test',
    { relinquished: held, replacement: held, same_taxpayer: false },
    { qualifies: false },
  ],
  [
    'an agent exactly two years before, counted',
    'disqualified',
    { first_transfer_date: '2025-06-02', last_agent_service_date: '2023-06-02' },
    { disqualified: true },
  ],
  [
    'an agent two years and a day before',
    'disqualified',
    { first_transfer_date: '2025-06-02', last_agent_service_date: '2023-06-01' },
    { disqualified: false },
  ],
  [
    'ten percent through a company is not more than ten',
    'constructive_ownership',
    {
      person: 'B',
      entity: 'QI',
      holdings: [
        { owner: 'B', entity: 'X', percent: 20 },
        { owner: 'X', entity: 'QI', percent: 50 },
      ],
    },
    { constructive_percent: 10, over_10_percent: false },
  ],
])
