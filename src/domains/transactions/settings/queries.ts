import { DEFAULT_PATTERN } from '#domains/transactions/rules/numbers.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { SettingsChange, TransactionSettings } from './schema.ts'

/** What an organization that never changed them has. */
const DEFAULTS: TransactionSettings = { number_pattern: DEFAULT_PATTERN, version: 0 }

export async function getSettings(tx: Tx, organization_id: string): Promise<TransactionSettings> {
  const row = await tx
    .selectFrom('transaction_settings')
    .select(['number_pattern', 'version'])
    .where('organization_id', '=', organization_id)
    .executeTakeFirst()
  return row ?? DEFAULTS
}

/** Undefined when they have changed since `version`. */
export async function saveSettings(
  tx: Tx,
  organization_id: string,
  version: number,
  change: SettingsChange,
): Promise<TransactionSettings | undefined> {
  if (version === 0)
    return tx
      .insertInto('transaction_settings')
      .values({ organization_id, ...change })
      .onConflict((conflict) => conflict.column('organization_id').doNothing())
      .returning(['number_pattern', 'version'])
      .executeTakeFirst()
  return tx
    .updateTable('transaction_settings')
    .set(change)
    .where('organization_id', '=', organization_id)
    .where('version', '=', version)
    .returning(['number_pattern', 'version'])
    .executeTakeFirst()
}
