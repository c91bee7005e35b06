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
