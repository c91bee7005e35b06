import type { Document, DocumentType } from '#domains/documents/schema.ts'

/** What people call what the API has as a word: the interface and exported lists say it alike. */
export const TYPE_NAMES: Record<DocumentType, string> = {
  contract: 'Contract',
  disclosure: 'Disclosure',
  inspection: 'Inspection report',
  appraisal: 'Appraisal',
  title: 'Title',
  insurance: 'Insurance',
  loan: 'Loan',
  listing: 'Listing',
  offer: 'Offer',
  counteroffer: 'Counteroffer',
  amendment: 'Amendment',
  addendum: 'Addendum',
  closing: 'Closing statement',
  deed: 'Deed',
  other: 'Other',
}

export const STATUS_NAMES: Record<Document['status'], string> = {
  processing: 'Processing',
  ready: 'Ready',
  error: "Couldn't be read",
  archived: 'Archived',
}

export const VISIBILITY_NAMES: Record<Document['visibility'], string> = {
  private: 'Me and administrators',
  team: 'A team',
  agency: 'Whole organization',
}
