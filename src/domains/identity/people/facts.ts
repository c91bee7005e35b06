import type { z } from 'zod'
import { type FactType, publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/**
 * A fact about a person is recorded in each of their organizations, because each one is responsible for its own people.
 */
export async function publishOfPerson<P extends z.ZodType>(
  tx: Tx,
  user_id: string,
  type: FactType<P>,
  payload: z.input<P>,
): Promise<void> {
  const rows = await tx
    .selectFrom('organization_members')
    .select('organization_id')
    .where('user_id', '=', user_id)
    .execute()
  for (const { organization_id } of rows) await publish(tx, organization_id, type, user_id, payload)
}
