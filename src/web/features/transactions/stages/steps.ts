import { stepFrom } from '#domains/transactions/rules/stages.ts'
import type { Stage, TransactionRow } from '#domains/transactions/schema.ts'

export type Moved = Pick<
  TransactionRow,
  'id' | 'side' | 'stage' | 'address' | 'contract_date' | 'sale_price' | 'transaction_type'
>
export type Needed = 'reason' | 'contract_date' | 'closed_on' | 'sale_price'

const BEFORE_CONTRACT: Stage[] = ['pre_listing', 'listed', 'offer', 'cancelled']

/** What a step asks for; nothing: it can be taken at once. */
export function neededFor({ stage, contract_date, transaction_type }: Moved, to: Stage): Needed[] {
  const priced = transaction_type === 'sale' || transaction_type === 'purchase'
  return [
    ...(!contract_date && !BEFORE_CONTRACT.includes(to) ? (['contract_date'] as const) : []),
    ...(to === 'closed' ? (['closed_on'] as const) : []),
    ...(to === 'closed' && priced ? (['sale_price'] as const) : []),
    ...(stepFrom(stage, to) === 'with_reason' ? (['reason'] as const) : []),
  ]
}
