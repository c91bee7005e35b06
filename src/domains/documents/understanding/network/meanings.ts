/** The network's outputs for words and values, in its order; authors' labels beside the product's fields. */

/** Where a stretch of words starts and continues. */
export const KINDS = ['name', 'address', 'parcel'] as const
export const TAGS = ['none', ...KINDS.flatMap((kind) => [`begins ${kind}`, `continues ${kind}`])]

/** The first is someone without a part in the deal. */
export const ROLES = [
  'person',
  'seller',
  'buyer',
  'agent',
  'taxpayer',
  'lender',
  'intermediary',
  'title_company',
  'attorney',
  'broker',
  'borrower',
  'escrow_holder',
  'inspector',
  'grantor',
  'grantee',
  'tenant',
  'insured',
  'insurer',
  'trustee',
  'appraiser',
  'landlord',
]

/** The first is an amount without a field, the last is not an amount. */
export const AMOUNT_FIELDS = [
  'other',
  'purchase_price',
  'earnest_money',
  'loan_amount',
  'monthly_payment',
  'commission',
  'premium',
  'coverage',
  'deductible',
  'appraised_value',
  'payoff',
  'cash_to_close',
  'rent',
  'security_deposit',
  'list_price',
  'fee',
  'tax',
  'none',
]

/** The first is a day without a field, the last is not a day. */
export const DATE_FIELDS = [
  'other',
  'closing_date',
  'contract_date',
  'signed',
  'expiration_date',
  'inspection_date',
  'effective_date',
  'recording_date',
  'list_date',
  'due_date',
  'possession_date',
  'identification_deadline',
  'exchange_deadline',
  'none',
]
