import { z } from 'zod'
import { fact } from '#infra/facts/events.ts'

const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
const payee = z.object({ contact_id: z.uuid(), details_version: z.int() })
const payment = z.object({ exchange_id: z.uuid(), purpose: z.string(), amount: z.string() })

export const accountOpened = fact(
  'exchanges.account_opened',
  'exchange_account',
  'Account for exchange funds opened',
  z.object({
    kind: z.string(),
    exchange_id: z.uuid().nullable(),
    bank_name: z.string(),
    account_number_last4: z.string(),
  }),
)
export const accountChanged = fact(
  'exchanges.account_changed',
  'exchange_account',
  'Account for exchange funds changed',
  z.object({ changes: change }),
)
export const accountLocked = fact(
  'exchanges.account_reconciled',
  'exchange_account',
  'Account for exchange funds reconciled',
  z.object({ locked_through: z.string(), balance: z.string() }),
)
export const statementImported = fact(
  'exchanges.statement_imported',
  'exchange_account',
  'Bank statement imported',
  z.object({ statement_id: z.uuid(), filename: z.string(), lines: z.int(), file_hash: z.string() }),
)
export const linesMatched = fact(
  'exchanges.statement_lines_matched',
  'exchange_account',
  'Lines of a bank statement matched',
  z.object({ matched: z.int(), released: z.int() }),
)
export const entryPosted = fact(
  'exchanges.entry_posted',
  'exchange_funds',
  'Entry posted to an exchange ledger',
  z.object({
    entry_id: z.uuid(),
    type: z.string(),
    amount: z.string(),
    value_date: z.string(),
    disbursement_id: z.uuid().nullable(),
  }),
)
export const entryReversed = fact(
  'exchanges.entry_reversed',
  'exchange_funds',
  'Entry of an exchange ledger reversed',
  z.object({ entry_id: z.uuid(), reverses_id: z.uuid(), type: z.string(), reason: z.string() }),
)
export const feeAgreed = fact(
  'exchanges.fee_agreed',
  'exchange_funds',
  'Fee of an exchange agreed',
  z.object({
    amount: z.string(),
    agreed_on: z.string(),
    document_id: z.uuid(),
    document_hash: z.string(),
  }),
)
export const payeeAdded = fact('exchanges.payee_added', 'payee', 'Payee added', payee)
/** New bank details, or others than before: they have to be verified by phone. */
export const payeeDetailsChanged = fact(
  'exchanges.payee_details_changed',
  'payee',
  'Bank details of a payee changed',
  payee.extend({ fields: z.array(z.string()) }),
)
export const payeeVerified = fact(
  'exchanges.payee_verified',
  'payee',
  'Bank details of a payee verified by phone',
  payee.extend({ called_at: z.string(), spoken_with: z.string() }),
)
export const payeeFrozen = fact(
  'exchanges.payee_frozen',
  'payee',
  'Payee frozen',
  payee.extend({ reason: z.string() }),
)
export const payeeNumberViewed = fact(
  'exchanges.payee_number_viewed',
  'payee',
  'Account number of a payee viewed',
  payee,
)
export const disbursementRequested = fact(
  'exchanges.disbursement_requested',
  'disbursement',
  'Payment from exchange funds requested',
  payment.extend({ payee_id: z.uuid(), allowed: z.boolean() }),
)
/** Authorization and approvals no longer count. */
export const disbursementChanged = fact(
  'exchanges.disbursement_changed',
  'disbursement',
  'Payment from exchange funds changed',
  z.object({ changes: change, voided: z.boolean() }),
)
export const disbursementAuthorized = fact(
  'exchanges.disbursement_authorized',
  'disbursement',
  'Client’s authorization of a payment recorded',
  payment.extend({ terms_hash: z.string(), document_id: z.uuid(), document_hash: z.string() }),
)
export const disbursementApproved = fact(
  'exchanges.disbursement_approved',
  'disbursement',
  'Payment from exchange funds approved',
  payment.extend({ terms_hash: z.string(), approvals: z.int() }),
)
export const disbursementReleased = fact(
  'exchanges.disbursement_released',
  'disbursement',
  'Payment from exchange funds released',
  payment.extend({ entry_id: z.uuid(), legal_basis: z.string() }),
)
export const disbursementSent = fact(
  'exchanges.disbursement_sent',
  'disbursement',
  'Payment from exchange funds sent',
  payment.extend({ bank_reference: z.string() }),
)
export const disbursementEnded = fact(
  'exchanges.disbursement_ended',
  'disbursement',
  'Payment from exchange funds canceled, refused or returned',
  payment.extend({ from: z.string(), to: z.string(), reason: z.string() }),
)
