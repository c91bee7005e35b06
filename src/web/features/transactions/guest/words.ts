import type { Stage } from '#domains/transactions/schema.ts'
import type { Statuses } from '#web/kit/StatusPill.tsx'

/** Where a deal stands, as a client says it. */
export const GUEST_STAGES: Statuses<Stage> = {
  pre_listing: ['Getting ready to list', 'draft'],
  listed: ['On the market', 'waiting'],
  offer: ['Offer in negotiation', 'waiting'],
  under_contract: ['Under contract', 'soon'],
  contingencies_cleared: ['Contingencies cleared', 'soon'],
  clear_to_close: ['Ready to close', 'soon'],
  closed: ['Closed', 'done'],
  cancelled: ['Canceled', 'draft'],
}
