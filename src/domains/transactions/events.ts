import { z } from 'zod'
import { fact } from '#infra/facts/events.ts'

const named = z.object({ name: z.string() })
const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
const step = z.object({ from: z.string(), to: z.string() })
const party = z.object({ party_id: z.uuid(), contact_id: z.uuid(), role: z.string() })
/** Not its title: who sees the deal may not see the document. */
const attachment = z.object({ document_id: z.uuid() })
const moved = z.object({
  id: z.string(),
  name: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
})

export const transactionCreated = fact('transactions.created', 'transaction', 'Deal created', named)
export const transactionChanged = fact('transactions.changed', 'transaction', 'Deal changed', change)
export const stageChanged = fact('transactions.stage_changed', 'transaction', 'Stage of a deal changed', step)
export const transactionClosed = fact(
  'transactions.closed',
  'transaction',
  'Deal closed',
  named.extend({ closed_on: z.string(), sale_price: z.string().nullable() }),
)
export const transactionCancelled = fact(
  'transactions.cancelled',
  'transaction',
  'Deal canceled',
  z.object({ from: z.string(), reason: z.string() }),
)
/** Also a contract that fell through, and a closing that was undone. */
export const transactionReopened = fact(
  'transactions.reopened',
  'transaction',
  'Deal reopened',
  step.extend({ reason: z.string() }),
)
export const transactionArchived = fact('transactions.archived', 'transaction', 'Deal archived', named)
export const transactionUnarchived = fact(
  'transactions.unarchived',
  'transaction',
  'Deal taken out of the archive',
  named,
)
export const partyAdded = fact('transactions.party_added', 'transaction', 'Party added to a deal', party)
export const partyRemoved = fact(
  'transactions.party_removed',
  'transaction',
  'Party removed from a deal',
  party,
)
export const documentAttached = fact(
  'transactions.document_attached',
  'transaction',
  'Document attached to a deal',
  attachment,
)
export const documentDetached = fact(
  'transactions.document_detached',
  'transaction',
  'Document detached from a deal',
  attachment,
)
export const documentProposed = fact(
  'transactions.document_proposed',
  'transaction',
  'Document proposed for a deal',
  attachment,
)
export const documentDismissed = fact(
  'transactions.document_dismissed',
  'transaction',
  'Proposed document dismissed',
  attachment,
)
/** Which values of documents a person took over into the deal. */
export const valuesApplied = fact(
  'transactions.values_applied',
  'transaction',
  'Values of documents applied to a deal',
  z.object({
    applied: z.array(
      attachment.extend({
        extraction_id: z.uuid(),
        field: z.string(),
        from: z.string().nullable(),
        to: z.string(),
      }),
    ),
  }),
)
export const valueRejected = fact(
  'transactions.value_rejected',
  'transaction',
  'Value of a document not wanted for a deal',
  attachment.extend({ field: z.string() }),
)
export const valueRestored = fact(
  'transactions.value_restored',
  'transaction',
  'Value of a document proposed again',
  attachment.extend({ field: z.string() }),
)
/** Of sources that disagree, a person said which is right: a document, or the deal itself. */
export const discrepancySettled = fact(
  'transactions.discrepancy_settled',
  'transaction',
  'Discrepancy of a deal settled',
  z.object({ field: z.string(), document_id: z.uuid().nullable(), reason: z.string() }),
)
/** Which dates moved, from when to when; a date that was removed has none any more. */
export const datesChanged = fact(
  'transactions.dates_changed',
  'transaction',
  'Dates of a deal changed',
  z.object({ moved: z.array(moved) }),
)
export const propertyAdded = fact('transactions.property_added', 'property', 'Property added', named)
export const propertyChanged = fact('transactions.property_changed', 'property', 'Property changed', change)
