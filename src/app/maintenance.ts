import pino from 'pino'
import { openDatabase } from '#app/database.ts'
import { seedDemonstration } from '#app/demonstration.ts'
import { reachMachines } from '#app/machines.ts'
import { type Config, readConfig } from '#infra/config.ts'
import type { Infra } from '#infra/infra.ts'
import { logOptions } from '#infra/logs.ts'
import { withWorker } from '#infra/postgres.ts'
import { verifyChain } from '#infra/seals.ts'

/** One piece of work on the configured machines, which are reached before and let go after. */
export async function withMachines<T>(
  work: (infra: Infra, config: Config, database_url: string) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env)
  const database = await openDatabase(config, console.log)
  try {
    const machines = await reachMachines(config, pino(logOptions('warn'), pino.destination(2)), database.url)
    try {
      return await work(machines.infra, config, database.url)
    } finally {
      await machines.close()
    }
  } finally {
    await database.stop()
  }
}

export async function migrateCommand(): Promise<number> {
  const config = readConfig(process.env)
  const database = await openDatabase(config, console.log)
  await database.stop()
  console.log('The database is at the newest version.')
  return 0
}

export async function seedCommand(): Promise<number> {
  return withMachines(async (infra) => {
    console.log(await seedDemonstration(infra, console.log))
    return 0
  })
}

/** Exit code 1 when a chain is broken; each broken one is named with its first bad fact. */
export async function verifyCommand(): Promise<number> {
  return withMachines(async (infra, config) =>
    withWorker(infra.worker, async (tx) => {
      const organizations = await tx
        .selectFrom('organizations')
        .select(['id', 'name'])
        .orderBy('name')
        .execute()
      let broken = 0
      for (const { id, name } of organizations) {
        const verdict = await verifyChain(tx, config.DEEDLINE_SECRET, id)
        if (!verdict.intact) broken++
        const place = verdict.event_id ? ` Fact ${verdict.event_id}.` : ''
        console.log(
          `${name}: ${verdict.intact ? `${verdict.sealed} facts intact, ${verdict.unsealed} not yet sealed` : `BROKEN. ${verdict.fault}${place}`}`,
        )
      }
      return broken > 0 ? 1 : 0
    }),
  )
}

export async function doctorCommand(): Promise<number> {
  return withMachines(async (infra) => {
    await withWorker(infra.worker, (tx) => tx.selectFrom('organizations').select('id').limit(1).execute())
    console.log(
      `Database: answers. Cache: ${infra.cache.isUp() ? 'answers' : 'does not answer (the product goes on without it)'}.`,
    )
    await infra.files.prepare()
    console.log('Files: can be written.')
    return 0
  })
}
