import type { Address, Params } from '#web/features/calculators/facts-in-url.ts'

type Field = { name: string; label: string; note?: string; needed?: true }
export type Mode = 'qi_flow' | 'form8824'
export type BootFacts = { mode: Mode; amounts: Record<string, string> }

/** The facts of each kind, under the names that the rules have for them, in the order of a closing statement. */
export const FIELDS: Record<Mode, { title: string; fields: Field[] }[]> = {
  qi_flow: [
    {
      title: 'Sale',
      fields: [
        { name: 'sale_price', label: 'Sale price', needed: true },
        {
          name: 'adjusted_basis',
          label: 'Adjusted basis',
          note: 'Cost and improvements, less depreciation',
          needed: true,
        },
        { name: 'debt_paid_off', label: 'Debt paid off' },
        {
          name: 'sale_expenses_from_proceeds',
          label: 'Exchange expenses paid from proceeds',
          note: 'Commission, title, escrow, transfer tax, legal',
        },
        { name: 'sale_nonexchange_items_from_proceeds', label: 'Prorations and deposits paid from proceeds' },
        { name: 'cash_to_taxpayer_at_sale', label: 'Cash to the taxpayer' },
        { name: 'cash_from_taxpayer_at_sale', label: 'Cash paid by the taxpayer' },
        { name: 'sale_expenses_out_of_pocket', label: 'Exchange expenses paid with own money' },
      ],
    },
    {
      title: 'Purchase',
      fields: [
        { name: 'purchase_price', label: 'Purchase price', needed: true },
        {
          name: 'qi_funds_used',
          label: 'Exchange funds used',
          note: 'What the intermediary paid toward the purchase',
          needed: true,
        },
        { name: 'new_debt', label: 'New debt' },
        { name: 'purchase_expenses', label: 'Exchange expenses' },
        { name: 'loan_costs', label: 'Loan costs', note: 'Points, lender title, appraisal' },
        { name: 'purchase_nonexchange_items', label: 'Prorations, insurance, repairs' },
        { name: 'qi_fee_from_exchange_funds', label: 'Intermediary fee kept from exchange funds' },
      ],
    },
    {
      title: 'Other',
      fields: [
        { name: 'fmv_other_received', label: 'Other property received' },
        { name: 'ordinary_recapture_line21', label: 'Ordinary recapture (line 21)' },
        {
          name: 'interest_earned',
          label: 'Interest on exchange funds',
          note: 'Taxable in its own year; not on this form',
        },
      ],
    },
  ],
  form8824: [
    {
      title: 'Given',
      fields: [
        { name: 'adjusted_basis_given', label: 'Adjusted basis of property given', needed: true },
        { name: 'liabilities_assumed', label: 'Debt assumed or taken on' },
        { name: 'cash_paid', label: 'Cash paid' },
        { name: 'exchange_expenses', label: 'Exchange expenses' },
        { name: 'fmv_other_given', label: 'Other property given, value' },
        { name: 'basis_other_given', label: 'Other property given, basis' },
      ],
    },
    {
      title: 'Received',
      fields: [
        { name: 'fmv_likekind_received', label: 'Value of like-kind property received', needed: true },
        { name: 'cash_received', label: 'Cash received' },
        { name: 'liabilities_relieved', label: 'Debt relieved' },
        { name: 'fmv_other_received', label: 'Other property received' },
        { name: 'ordinary_recapture_line21', label: 'Ordinary recapture (line 21)' },
      ],
    },
  ],
}

export function fieldsOf(mode: Mode): Field[] {
  return FIELDS[mode].flatMap(({ fields }) => fields)
}

export const bootAddress: Address<BootFacts> = {
  read: (params) => {
    const mode = params.from === 'amounts' ? 'form8824' : 'qi_flow'
    const given = fieldsOf(mode).flatMap(({ name }) => (params[name] ? [[name, params[name]]] : []))
    return { mode, amounts: Object.fromEntries(given) as Record<string, string> }
  },
  write: ({ mode, amounts }) => ({
    ...(mode === 'form8824' && { from: 'amounts' }),
    ...Object.fromEntries(
      fieldsOf(mode).flatMap(({ name }) => (amounts[name] ? [[name, amounts[name]]] : [])),
    ),
  }),
}

export const BOOT_EXAMPLES: { title: string; params: Params }[] = [
  {
    title: 'Leftover exchange cash returned',
    params: {
      sale_price: '800000',
      adjusted_basis: '300000',
      sale_expenses_from_proceeds: '48000',
      purchase_price: '700000',
      qi_funds_used: '707000',
      purchase_expenses: '7000',
    },
  },
  {
    title: 'Deposits and loan costs paid with exchange funds',
    params: {
      sale_price: '900000',
      adjusted_basis: '300000',
      sale_expenses_from_proceeds: '54000',
      sale_nonexchange_items_from_proceeds: '12000',
      purchase_price: '820000',
      qi_funds_used: '834000',
      purchase_expenses: '5000',
      loan_costs: '9000',
    },
  },
  {
    title: 'Smaller loan made up with own cash',
    params: {
      sale_price: '1250000',
      adjusted_basis: '400000',
      debt_paid_off: '500000',
      sale_expenses_from_proceeds: '75000',
      purchase_price: '1300000',
      qi_funds_used: '675000',
      new_debt: '400000',
      purchase_expenses: '9000',
    },
  },
  {
    title: 'Cash is not offset by a larger mortgage (regulation)',
    params: {
      from: 'amounts',
      adjusted_basis_given: '100000',
      liabilities_assumed: '150000',
      fmv_likekind_received: '250000',
      cash_received: '40000',
      liabilities_relieved: '80000',
    },
  },
]
