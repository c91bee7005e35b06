import type { Stage } from '#domains/transactions/schema.ts'

/** Where a deal goes from each stage, as a rule. What else there is, is a step back that needs a reason. */
const FORWARD: Record<Stage, readonly Stage[]> = {
  pre_listing: ['listed', 'offer', 'under_contract', 'cancelled'],
  listed: ['pre_listing', 'offer', 'under_contract', 'cancelled'],
  offer: ['pre_listing', 'listed', 'under_contract', 'cancelled'],
  under_contract: ['contingencies_cleared', 'clear_to_close', 'closed', 'cancelled'],
  contingencies_cleared: ['under_contract', 'clear_to_close', 'closed', 'cancelled'],
  clear_to_close: ['under_contract', 'contingencies_cleared', 'closed', 'cancelled'],
  closed: [],
  cancelled: [],
}

/** A contract that fell through, a closing that was entered by mistake, a deal that comes back. */
const BACK: Record<Stage, readonly Stage[]> = {
  pre_listing: [],
  listed: [],
  offer: [],
  under_contract: ['pre_listing', 'listed', 'offer'],
  contingencies_cleared: ['pre_listing', 'listed', 'offer'],
  clear_to_close: ['pre_listing', 'listed', 'offer'],
  closed: ['clear_to_close'],
  cancelled: ['pre_listing', 'listed', 'offer', 'under_contract'],
}

/** Whether a deal may go from one stage to another: freely, with a reason, or not at all. */
export function stepFrom(from: Stage, to: Stage): 'free' | 'with_reason' | null {
  if (FORWARD[from].includes(to)) return to === 'cancelled' ? 'with_reason' : 'free'
  return BACK[from].includes(to) ? 'with_reason' : null
}

/** The stages to which a deal may go from this one, those that need no reason first. */
export function nextStages(from: Stage): readonly Stage[] {
  return [...FORWARD[from], ...BACK[from]]
}
