import { getPayee } from '#domains/exchanges/payees/queries.ts'
import { approvalObstacle, STEPS, stepObstacle } from '#domains/exchanges/rules/two-person.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { listApprovals } from './queries.ts'
import { approversOf, makersOf } from './release.ts'
import type { Disbursement, DisbursementRow } from './schema.ts'

type Step = keyof typeof STEPS
const ASKS: Record<Step, string> = {
  change: 'money.request',
  authorise: 'money.request',
  approve: 'money.approve',
  release: 'money.post',
  send: 'money.post',
  cancel: 'money.request',
  refuse: 'money.approve',
}

/** With its approvals, and why this member can't take each step that they can't take. */
export async function detailOf(tx: Tx, actor: Actor, disbursement: DisbursementRow): Promise<Disbursement> {
  const { organization_id, user_id } = actor
  const approvals = await listApprovals(tx, organization_id, disbursement.id)
  const payee = await getPayee(tx, organization_id, disbursement.payee_id)
  const approvers = await approversOf(tx, organization_id, disbursement)
  const makers = makersOf({ disbursement, payee })
  const obstacles = (Object.keys(STEPS) as Step[]).flatMap((step) => {
    const text =
      (may(actor, ASKS[step]) ? null : 'You don’t have permission to do this. Contact an administrator.') ??
      stepObstacle(step, disbursement.state) ??
      (step === 'approve' ? approvalObstacle(makers, approvers, user_id ?? '') : null)
    return text ? [{ step, text }] : []
  })
  return { ...disbursement, approvals, obstacles }
}
