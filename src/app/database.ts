import { join } from 'node:path'
import { jobs } from '#app/domains.ts'
import { migrate } from '#app/migrate.ts'
import type { Config } from '#infra/config.ts'
import { reactionsOf } from '#infra/jobs/jobs.ts'
import { startPostgres } from '#infra/postgres/embedded/engine.ts'
import { AppError } from '#lib/errors.ts'

export type Database = { url: string; stop: () => Promise<void> }

/** The configured database, or the embedded one, brought to the newest version. */
export async function openDatabase(config: Config, print: (sentence: string) => void): Promise<Database> {
  const embedded = config.DATABASE_URL
    ? undefined
    : await startPostgres({ dataDir: join(config.DATA_DIR, 'postgres'), log: print })
  const url = config.DATABASE_URL ?? embedded?.socket_url ?? embedded?.url ?? ''
  const stop = async () => embedded?.stop()
  try {
    const applied = await migrate(url, config.DEEDLINE_SECRET, reactionsOf(jobs))
    if (applied.length > 0) print(`Migrated: ${applied.join(', ')}`)
    return { url, stop }
  } catch (error) {
    await stop()
    throw explain(error as Error & { code?: string }, url)
  }
}

const SENTENCES: Record<string, string> = {
  '28P01': 'rejected this user and password. Correct DATABASE_URL.',
  '28000': 'doesn’t allow this user to connect. Correct DATABASE_URL.',
  '3D000': 'doesn’t have this database. Create it, or correct DATABASE_URL.',
  '42501': 'doesn’t allow this user to create roles, extensions or tables. DATABASE_URL must be the owner’s.',
}

function explain(error: Error & { code?: string }, url: string): Error {
  const { host } = new URL(url)
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET'].includes(error.code ?? ''))
    return new AppError(
      'unavailable',
      `The database at ${host} isn’t responding. Start it, or correct DATABASE_URL.`,
    )
  const sentence = SENTENCES[error.code ?? '']
  return sentence ? new AppError('refused', `The database at ${host} ${sentence}`) : error
}
