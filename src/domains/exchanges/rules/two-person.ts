/** Who has to do with a payment before it is approved. */
export type Makers = {
  created_by: string
  /** Who entered, and who verified, the bank details to which it goes. */
  entered_by: string
  verified_by: string | null
}

/** How many people approve a payment. */
export const APPROVERS = 2

/**
 * Why this member can't approve: who requested a payment, or entered or verified its bank details, never approves it, and no
 * one approves twice. Null: they can.
 */
export function approvalObstacle(
  { created_by, entered_by, verified_by }: Makers,
  approvers: readonly string[],
  user_id: string,
): string | null {
  if (user_id === created_by) return 'You requested this payment. Two other members must approve it.'
  if (user_id === entered_by || user_id === verified_by)
    return 'You entered or verified the bank details of this payee. Two other members must approve the payment.'
  if (approvers.includes(user_id))
    return 'You’ve approved this payment already. Another member must approve it.'
  return null
}

/** Whether enough others approve. Approvals of people who can't approve don't count. */
export function isApproved(makers: Makers, approvers: readonly string[]): boolean {
  const others = new Set(approvers.filter((one) => approvalObstacle(makers, [], one) === null))
  return others.size >= APPROVERS
}

export type DisbursementState =
  | 'requested'
  | 'authorized'
  | 'approved'
  | 'released'
  | 'sent'
  | 'canceled'
  | 'refused'

/** From which state each step leads on. */
export const STEPS = {
  change: ['requested', 'authorized', 'approved'],
  authorise: ['requested'],
  approve: ['authorized'],
  release: ['approved'],
  send: ['released'],
  cancel: ['requested', 'authorized', 'approved'],
  refuse: ['requested', 'authorized', 'approved'],
} as const satisfies Record<string, readonly DisbursementState[]>

const NEEDS: Record<keyof typeof STEPS, string> = {
  change: 'This payment can’t be changed anymore.',
  authorise: 'This payment isn’t waiting for the client’s authorization.',
  approve: 'The client must authorize this payment before it is approved.',
  release: 'The client and two approvers must agree before this payment is released.',
  send: 'Only a released payment can be marked as sent.',
  cancel: 'This payment can’t be canceled anymore. Reverse its entry if the bank returned it.',
  refuse: 'This payment can’t be refused anymore.',
}

/** Why a step can't be taken in a state; null: it can. */
export function stepObstacle(step: keyof typeof STEPS, state: DisbursementState): string | null {
  return (STEPS[step] as readonly DisbursementState[]).includes(state) ? null : NEEDS[step]
}
