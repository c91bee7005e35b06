/** The 15 kinds of document that the product knows. */
export const DOCUMENT_TYPES = [
  'contract',
  'disclosure',
  'inspection',
  'appraisal',
  'title',
  'insurance',
  'loan',
  'listing',
  'offer',
  'counteroffer',
  'amendment',
  'addendum',
  'closing',
  'deed',
  'other',
] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]
