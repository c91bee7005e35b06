import { join } from 'node:path'
import { jobs } from '#app/domains.ts'
import { migrate } from '#app/migrate.ts'
import type { Config } from '#infra/config.ts'
import { startPostgres } from '#infra/embedded-postgres.ts'
import { reactionsOf } from '#infra/jobs.ts'

export type Database = { url: string; stop: () => Promise<void> }

/** The configured database, or the embedded one, brought to the newest version. */
export async function openDatabase(config: Config, tell: (sentence: string) => void): Promise<Database> {
  const embedded = config.DATABASE_URL
    ? undefined
    : await startPostgres({ dataDir: join(config.DATA_DIR, 'postgres'), log: tell })
  const url = config.DATABASE_URL ?? embedded?.url ?? ''
  const stop = async () => embedded?.stop()
  try {
    const applied = await migrate(url, config.DEEDLINE_SECRET, reactionsOf(jobs))
    if (applied.length > 0) tell(`Migrated: ${applied.join(', ')}`)
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
