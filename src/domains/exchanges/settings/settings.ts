import { settingsChanged } from '#domains/exchanges/events.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { getSettings, saveSettings } from './queries.ts'
import type { ExchangeSettings, ExchangeSettingsChange } from './schema.ts'

/** Exchanges that have a number keep it. */
export async function changeSettings(
  tx: Tx,
  { organization_id }: Actor,
  version: number,
  change: ExchangeSettingsChange,
): Promise<ExchangeSettings> {
  const before = await getSettings(tx, organization_id)
  const after = unchanged(await saveSettings(tx, organization_id, version, change), 'settings')
  await publish(
    tx,
    organization_id,
    settingsChanged,
    organization_id,
    changesOf(before, after, ['number_pattern']),
  )
  return after
}
