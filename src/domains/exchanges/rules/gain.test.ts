import { checkCases } from '#testing/rule-cases.ts'

checkCases([
  [
    'line 25 by classes',
    'form8824',
    {
      adjusted_basis_given: 175_000,
      fmv_likekind_received: 220_000,
      fmv_1250_received: 165_000,
      fmv_1245_received: 55_000,
    },
    { line25a: 131_250, line25b: 43_750, line25c: 0 },
  ],
  [
    'loan costs paid with own money are not boot',
    'qi_flow',
    {
      sale_price: 500_000,
      debt_paid_off: 200_000,
      adjusted_basis: 100_000,
      purchase_price: 600_000,
      new_debt: 300_000,
      loan_costs: 5_000,
      loan_costs_out_of_pocket: 5_000,
      qi_funds_used: 300_000,
    },
    { out_of_pocket_cash: 5_000, line15: 0 },
  ],
  [
    'loan costs paid from exchange funds are',
    'qi_flow',
    {
      sale_price: 500_000,
      debt_paid_off: 200_000,
      adjusted_basis: 100_000,
      purchase_price: 600_000,
      new_debt: 305_000,
      loan_costs: 5_000,
      qi_funds_used: 300_000,
    },
    { line15: 5_000 },
  ],
  [
    'a loan larger than needed brings cash back at closing',
    'qi_flow',
    {
      sale_price: 500_000,
      adjusted_basis: 100_000,
      purchase_price: 600_000,
      new_debt: 150_000,
      qi_funds_used: 500_000,
    },
    { cash_to_taxpayer_at_purchase: 50_000, line15: 50_000, line19: 400_000 },
  ],
  [
    'deposits as a liability are offset by new debt',
    'qi_flow',
    {
      sale_price: 500_000,
      sale_nonexchange_items_from_proceeds: 12_000,
      adjusted_basis: 100_000,
      purchase_price: 600_000,
      new_debt: 112_000,
      qi_funds_used: 488_000,
      nonexchange_items_as: 'liability',
    },
    { line15: 0 },
  ],
  [
    'lines of a closing statement by what they are',
    'closing_items',
    {
      lines: [
        { item: 'commission', amount: 54_000, closing: 'sale', paid_from: 'exchange_funds' },
        { item: 'security_deposit', amount: 12_000, closing: 'sale', paid_from: 'exchange_funds' },
        { item: 'loan_points', amount: 9_000, closing: 'purchase', paid_from: 'taxpayer' },
      ],
    },
    {
      sale_expenses_from_proceeds: 54_000,
      sale_nonexchange_items_from_proceeds: 12_000,
      loan_costs: 9_000,
      loan_costs_out_of_pocket: 9_000,
      boot_from_exchange_funds: 12_000,
    },
  ],
  [
    'a shortfall of section 1250 property',
    'line21',
    { line19: 75_000, line20: 10_000, additional_depreciation_1250: 35_000, fmv_1250_received: 20_000 },
    { line21: 15_000, line22: 0, line23: 15_000 },
  ],
  [
    'no recapture out of a loss',
    'line21',
    { line19: -5_000, line20: 0, depreciation_1245: 50_000, fmv_non1245_likekind_received: 250_000 },
    { line21: 0, line23: 0 },
  ],
  [
    'other property takes its value of the basis first',
    'allocate',
    {
      total_basis: 11_000,
      properties: [{ id: 'land', fmv: 9_000 }],
      other_property_received: [{ id: 'car', fmv: 2_000 }],
    },
    { allocation: { land: 9_000 }, other_property_basis: { car: 2_000 } },
  ],
  [
    'excess liabilities assumed are no surplus',
    'exchange_groups',
    {
      groups: {
        real: { transferred: [{ id: 'T', fmv: 100, basis: 40 }], received: [{ id: 'R', fmv: 150 }] },
      },
      liabilities_relieved: 20,
      liabilities_assumed: 70,
    },
    { groups: { real: { surplus: 0, deficiency: 0, recognized_gain: 0, basis_received: { R: 90 } } } },
  ],
  [
    'excess liabilities relieved are a deficiency',
    'exchange_groups',
    {
      groups: { real: { transferred: [{ id: 'T', fmv: 100, basis: 40 }], received: [{ id: 'R', fmv: 80 }] } },
      liabilities_relieved: 30,
      liabilities_assumed: 10,
    },
    {
      excess_liabilities_relieved: 20,
      total_recognized_like_kind_gain: 20,
      groups: { real: { basis_received: { R: 40 } } },
    },
  ],
  [
    'a home with more boot than the exclusion',
    'section121',
    {
      adjusted_basis: 100_000,
      fmv_likekind_received: 300_000,
      cash_received: 300_000,
      exclusion_limit: 250_000,
      replacement_received_on: '2024-02-29',
    },
    {
      excluded_gain: 250_000,
      recognized_gain: 50_000,
      deferred_gain: 200_000,
      replacement_basis: 100_000,
      section_121_on_replacement_from: '2029-03-01',
    },
  ],
  [
    'improvements on land of the taxpayer',
    'improvement',
    {
      land_cost: 400_000,
      improvements_in_place_at_receipt: 350_000,
      adjusted_basis_given: 300_000,
      land_owned_by_taxpayer: true,
    },
    { likekind_value: 0, line15: 350_000, line23: 50_000 },
  ],
  [
    'depreciation of a former home is not excluded',
    'section121',
    {
      adjusted_basis: 100_000,
      fmv_likekind_received: 200_000,
      exclusion_limit: 250_000,
      depreciation_after_1997_05_06: 20_000,
    },
    {
      realized_gain: 100_000,
      excluded_gain: 80_000,
      recognized_gain: 0,
      deferred_gain: 20_000,
      replacement_basis: 180_000,
    },
  ],
])
