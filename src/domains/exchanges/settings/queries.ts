import type { Tx } from '#infra/postgres/transactions.ts'
import type { ExchangeSettings, ExchangeSettingsChange } from './schema.ts'

/** What an organization that never changed them has. */
const DEFAULTS: ExchangeSettings = { number_pattern: 'EX-{YYYY}-{####}', version: 0 }

export async function getSettings(tx: Tx, organization_id: string): Promise<ExchangeSettings> {
  const row = await tx
    .selectFrom('exchange_settings')
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
  change: ExchangeSettingsChange,
): Promise<ExchangeSettings | undefined> {
  if (version === 0)
    return tx
      .insertInto('exchange_settings')
      .values({ organization_id, ...change })
      .onConflict((conflict) => conflict.column('organization_id').doNothing())
      .returning(['number_pattern', 'version'])
      .executeTakeFirst()
  return tx
    .updateTable('exchange_settings')
    .set(change)
    .where('organization_id', '=', organization_id)
    .where('version', '=', version)
    .returning(['number_pattern', 'version'])
    .executeTakeFirst()
}
