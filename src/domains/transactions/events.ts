import { z } from 'zod'
import { ImportFailure, ImportOutcome, UndoOutcome } from '#domains/identity/imports/schema.ts'
import { fact } from '#infra/facts/events.ts'

const named = z.object({ name: z.string() })
const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
const step = z.object({ from: z.string(), to: z.string() })
const party = z.object({ party_id: z.uuid(), contact_id: z.uuid(), role: z.string() })
const guest = z.object({ guest_id: z.uuid(), party_id: z.uuid(), contact_id: z.uuid(), email: z.string() })
const guestOnly = guest.pick({ guest_id: true, contact_id: true })
/** Not its title: who sees the deal may not see the document. */
const attachment = z.object({ document_id: z.uuid() })
const moved = z.object({
  id: z.string(),
  name: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
})

export const transactionCreated = fact(
  'transactions.created',
  'transaction',
  'Deal created',
  named.extend({ agent_ids: z.array(z.uuid()).default([]) }),
)
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
/** Who took a list of deals out of the product, and how many. */
export const transactionsExported = fact(
  'transactions.exported',
  'organization',
  'Deals exported',
  z.object({ count: z.int(), format: z.string(), columns: z.array(z.string()) }),
)
export const transactionArchived = fact('transactions.archived', 'transaction', 'Deal archived', named)
export const transactionUnarchived = fact(
  'transactions.unarchived',
  'transaction',
  'Deal taken out of the archive',
  named,
)
export const partyAdded = fact('transactions.party_added', 'transaction', 'Party added to a deal', party)
export const partyChanged = fact(
  'transactions.party_changed',
  'transaction',
  'Party of a deal changed',
  party.extend({ changes: change }),
)
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
/** A client sent it for this deal, and it says that it is about another property. */
export const documentElsewhere = fact(
  'transactions.document_elsewhere',
  'transaction',
  'File of a client is about another property',
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
/** The exchanges domain follows it: whose exchange begins with this closing, and who holds it. */
export const exchangeCooperationChanged = fact(
  'transactions.exchange_cooperation_changed',
  'transaction',
  'Exchange cooperation changed',
  z.object({ exchange_cooperation: z.boolean().nullable(), contact_id: z.uuid().nullable() }),
)
const requirement = z.object({ requirement_id: z.uuid(), requirement: z.string() })
export const requirementAdded = fact(
  'transactions.requirement_added',
  'transaction',
  'Required document added by hand',
  requirement,
)
export const requirementRemoved = fact(
  'transactions.requirement_removed',
  'transaction',
  'Required document removed',
  requirement,
)
export const requirementSubmitted = fact(
  'transactions.requirement_submitted',
  'transaction',
  'Required document submitted',
  requirement.extend({ document_id: z.uuid(), version_number: z.int() }),
)
export const requirementApproved = fact(
  'transactions.requirement_approved',
  'transaction',
  'Required document approved',
  requirement.extend({ document_id: z.uuid(), version_number: z.int() }),
)
export const requirementRejected = fact(
  'transactions.requirement_rejected',
  'transaction',
  'Required document rejected',
  requirement.extend({
    document_id: z.uuid(),
    version_number: z.int(),
    reason: z.string(),
    submitted_by: z.uuid().nullable(),
  }),
)
export const requirementWaived = fact(
  'transactions.requirement_waived',
  'transaction',
  'Required document marked as not applicable',
  requirement.extend({ reason: z.string() }),
)
export const requirementReopened = fact(
  'transactions.requirement_reopened',
  'transaction',
  'Required document reopened',
  requirement,
)
export const ruleCreated = fact(
  'transactions.requirement_rule_created',
  'requirement_rule',
  'Rule for required documents created',
  named,
)
export const ruleChanged = fact(
  'transactions.requirement_rule_changed',
  'requirement_rule',
  'Rule for required documents changed',
  change,
)
export const ruleRemoved = fact(
  'transactions.requirement_rule_removed',
  'requirement_rule',
  'Rule for required documents removed',
  named,
)
export const propertyAdded = fact('transactions.property_added', 'property', 'Property added', named)
export const propertyChanged = fact('transactions.property_changed', 'property', 'Property changed', change)
export const guestInvited = fact(
  'transactions.guest_invited',
  'transaction',
  'Client invited to a deal',
  guest,
)
export const guestRevoked = fact(
  'transactions.guest_revoked',
  'transaction',
  'Access of a client to a deal ended',
  guest,
)
/** For the first time; when they looked last stands on the guest. */
export const guestOpened = fact(
  'transactions.guest_opened',
  'transaction',
  'Deal opened by a client',
  guestOnly,
)
export const guestMailFailed = fact(
  'transactions.guest_mail_failed',
  'transaction',
  'Email to a client of a deal not delivered',
  guestOnly,
)
export const settingsChanged = fact(
  'transactions.settings_changed',
  'transaction_settings',
  'Settings of deals changed',
  change,
)
/** A correction of a closing after it was entered. */
export const transactionAmended = fact(
  'transactions.amended',
  'transaction',
  'Closing amended',
  named.extend({
    reason: z.string(),
    changes: change,
    /** In words; null before it was added, and after it was removed. */
    amounts: z
      .array(z.object({ label: z.string(), from: z.string().nullable(), to: z.string().nullable() }))
      .default([]),
  }),
)
/** A deal that came with a file: it is history, so no one is notified of each. */
export const dealImported = fact('transactions.deal_imported', 'transaction', 'Deal imported', named)
/** With the import that created it. */
export const dealRemoved = fact('transactions.deal_removed', 'transaction', 'Imported deal removed', named)
export const dealsImported = fact(
  'transactions.imported',
  'transaction_import',
  'Deals imported',
  ImportOutcome,
)
export const dealImportFailed = fact(
  'transactions.import_failed',
  'transaction_import',
  'Import of deals failed',
  ImportFailure,
)
export const dealImportUndone = fact(
  'transactions.import_undone',
  'transaction_import',
  'Import of deals undone',
  UndoOutcome,
)
