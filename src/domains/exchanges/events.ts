import { z } from 'zod'
import { fact } from '#infra/facts/events.ts'

const named = z.object({ name: z.string() })
const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
const property = z.object({ exchange_property_id: z.uuid(), property_id: z.uuid(), side: z.string() })
const participant = z.object({ exchange_participant_id: z.uuid(), contact_id: z.uuid(), role: z.string() })

export const exchangeCreated = fact(
  'exchanges.created',
  'exchange',
  'Exchange opened',
  named.extend({ client_id: z.uuid(), transaction_id: z.uuid().nullable() }),
)
export const exchangeChanged = fact('exchanges.changed', 'exchange', 'Exchange changed', change)
export const exchangeActivated = fact('exchanges.activated', 'exchange', 'Exchange activated', named)
/** Of itself: a period began or ended at midnight, or with a transfer. */
export const exchangeStatusChanged = fact(
  'exchanges.status_changed',
  'exchange',
  'Status of an exchange changed',
  z.object({ from: z.string(), to: z.string() }),
)
export const exchangeCancelled = fact(
  'exchanges.cancelled',
  'exchange',
  'Exchange canceled',
  z.object({ from: z.string(), reason: z.string() }),
)
export const propertyAdded = fact(
  'exchanges.property_added',
  'exchange',
  'Property added to an exchange',
  property,
)
export const propertyChanged = fact(
  'exchanges.property_changed',
  'exchange',
  'Property of an exchange changed',
  property.extend({ changes: change }),
)
export const propertyRemoved = fact(
  'exchanges.property_removed',
  'exchange',
  'Property removed from an exchange',
  property,
)
export const participantAdded = fact(
  'exchanges.participant_added',
  'exchange',
  'Participant added to an exchange',
  participant,
)
export const participantChanged = fact(
  'exchanges.participant_changed',
  'exchange',
  'Participant of an exchange changed',
  participant.extend({ changes: change }),
)
export const participantLeft = fact(
  'exchanges.participant_left',
  'exchange',
  'Participant left an exchange',
  participant,
)
/** Facts that move deadlines beside transfers: the return, a parked property, relief for a disaster. */
export const deadlineFactsChanged = fact(
  'exchanges.deadline_facts_changed',
  'exchange',
  'Facts behind the deadlines of an exchange changed',
  z.object({ kinds: z.array(z.string()), changes: change }),
)
/** Tasks and alerts follow it. A deadline that no longer exists has no day. */
export const deadlinesChanged = fact(
  'exchanges.deadlines_changed',
  'exchange',
  'Deadlines of an exchange changed',
  z.object({
    cause: z.string(),
    moved: z.array(z.object({ kind: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  }),
)
/** Day 0, with the money that is expected from the closing. */
export const relinquishedTransferred = fact(
  'exchanges.relinquished_transferred',
  'exchange',
  'Relinquished property transferred',
  property.extend({ transferred_on: z.string(), price: z.string().nullable() }),
)
export const replacementReceived = fact(
  'exchanges.replacement_received',
  'exchange',
  'Replacement property received',
  property.extend({ transferred_on: z.string(), price: z.string().nullable() }),
)

const notice = z.object({ notice_id: z.uuid(), kind: z.enum(['identification', 'revocation']) })
export const noticeDrafted = fact(
  'exchanges.notice_drafted',
  'exchange',
  'Identification notice drafted',
  notice,
)
/** Signed, and sent at this moment; what it names is identified or revoked since. */
export const noticeSent = fact(
  'exchanges.notice_sent',
  'exchange',
  'Identification notice signed and sent',
  notice.extend({ sent_at: z.string(), exchange_property_ids: z.array(z.uuid()) }),
)
export const noticeDiscarded = fact(
  'exchanges.notice_discarded',
  'exchange',
  'Identification notice discarded',
  notice,
)
const document = z.object({ document_id: z.uuid(), kind: z.string() })
export const documentAttached = fact(
  'exchanges.document_attached',
  'exchange',
  'Document attached to an exchange',
  document,
)
export const documentDetached = fact(
  'exchanges.document_detached',
  'exchange',
  'Document removed from an exchange',
  document,
)
const signing = z.object({ signature_request_id: z.uuid(), document_id: z.uuid(), title: z.string() })
export const signaturesRequested = fact(
  'exchanges.signatures_requested',
  'exchange',
  'Signatures requested',
  signing.extend({ contact_ids: z.array(z.uuid()) }),
)
export const documentSigned = fact(
  'exchanges.document_signed',
  'exchange',
  'Document signed',
  signing.extend({ signature_id: z.uuid(), contact_id: z.uuid(), name: z.string() }),
)
/** Everyone has signed. */
export const signaturesCompleted = fact(
  'exchanges.signatures_completed',
  'exchange',
  'Document signed by everyone',
  signing,
)
export const signatureRequestEnded = fact(
  'exchanges.signature_request_ended',
  'exchange',
  'Signature request canceled or declined',
  z.object({ signature_request_id: z.uuid(), title: z.string(), status: z.string(), reason: z.string() }),
)
/** The certificate and the seal are part of the document now. */
export const documentSealed = fact(
  'exchanges.document_sealed',
  'exchange',
  'Signed document sealed',
  signing.extend({ version_number: z.int(), file_hash: z.string() }),
)
const guest = z.object({
  guest_id: z.uuid(),
  exchange_participant_id: z.uuid(),
  contact_id: z.uuid(),
})
export const guestInvited = fact(
  'exchanges.guest_invited',
  'exchange',
  'Participant invited to see an exchange',
  guest.extend({ email: z.string() }),
)
export const guestOpened = fact('exchanges.guest_opened', 'exchange', 'Participant opened their page', guest)
export const guestRevoked = fact(
  'exchanges.guest_revoked',
  'exchange',
  'Access of a participant to an exchange ended',
  guest.extend({ email: z.string() }),
)
export const guestMailFailed = fact(
  'exchanges.guest_mail_failed',
  'exchange',
  'Email with the link to an exchange could not be delivered',
  guest,
)

/** An officer found that a service to the taxpayer doesn't count against the intermediary. */
export const conflictExcepted = fact(
  'exchanges.conflict_excepted',
  'exchange',
  'Exception to a conflict recorded',
  z.object({
    ...{ taxpayer_relationship_id: z.uuid().nullable(), transaction_id: z.uuid().nullable() },
    ...{ reason: z.string(), document_id: z.uuid() },
  }),
)
export const serviceRecorded = fact(
  'exchanges.service_recorded',
  'contact',
  'Service to a taxpayer recorded',
  z.object({ taxpayer_relationship_id: z.uuid(), changes: change }),
)
export const serviceRemoved = fact(
  'exchanges.service_removed',
  'contact',
  'Record of a service to a taxpayer removed',
  z.object({ taxpayer_relationship_id: z.uuid(), role: z.string(), ended_on: z.string().nullable() }),
)
export const settingsChanged = fact(
  'exchanges.settings_changed',
  'exchange_settings',
  'Numbering of exchanges changed',
  change,
)

/** Its replacements were received and its money paid out: taxes, forms and the watch over related parties follow. */
export const exchangeCompleted = fact(
  'exchanges.completed',
  'exchange',
  'Exchange completed',
  z.object({
    from: z.string(),
    exchange_property_ids: z.array(z.uuid()),
    last_received_on: z.string().nullable(),
  }),
)
export const exchangeFailed = fact(
  'exchanges.failed',
  'exchange',
  'Exchange failed',
  z.object({ from: z.string(), reason: z.string() }),
)
