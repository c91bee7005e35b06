import type { TransactionRow } from '#domains/transactions/schema.ts'
import { useMay } from '#web/session.ts'

/** Whether this person may edit a deal, as the server decides it. */
export function useMayEdit(): (deal: Pick<TransactionRow, 'mine' | 'archived_at'>) => boolean {
  const [edit, all] = [useMay('transactions.edit'), useMay('transactions.edit_all')]
  return ({ mine, archived_at }) => edit && (mine || all) && !archived_at
}
