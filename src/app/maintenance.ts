import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { openDatabase } from '#app/database.ts'
import { seedDemonstration } from '#app/demonstration.ts'
import { reachMachines } from '#app/machines.ts'
import { openWarehouse } from '#app/warehouse.ts'
import { auditResumed } from '#domains/identity/events.ts'
import { type Config, readConfig } from '#infra/config.ts'
import {
  type Anchor,
  type ChainHead,
  findAnchor,
  listAnchored,
  openAnchor,
  saveAnchor,
  signHead,
} from '#infra/facts/anchors.ts'
import { publish } from '#infra/facts/events.ts'
import { resumeSealing, type Verdict, verifyChain } from '#infra/facts/seals.ts'
import type { Infra } from '#infra/infra.ts'
import { logOptions } from '#infra/logs.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'

/** Does one piece of work on the configured engines, which are connected before it and released after it. */
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

/**
 * Verifies each organization's chain of facts against the heads kept in the files store and, with `--against FILE`,
 * those of an earlier export. `--export FILE` writes the current heads, signed, one a line: an organization that keeps
 * that file elsewhere can show later that nothing was cut off. Exit code 1 when a chain is broken; each is named with
 * its first bad fact. After the database was restored from a backup, `--restored REASON` continues from what is there,
 * with a fact that records it.
 */
export async function verifyCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS })
  return withMachines(async (infra, { DEEDLINE_SECRET: secret }) => {
    const { files, worker, now } = infra
    const exported = values.against ? await readExport(secret, values.against) : []
    const names = await withWorker(worker, (tx) =>
      tx.selectFrom('organizations').select(['id', 'name']).orderBy('name').execute(),
    )
    const known = new Map(names.map(({ id, name }) => [id, name]))
    const ids = new Set([
      ...known.keys(),
      ...(await listAnchored(files)),
      ...exported.map((one) => one.organization_id),
    ])
    const heads: Anchor[] = []
    let broken = 0
    for (const id of ids) {
      const kept = [await findAnchor(files, secret, id), exported.find((one) => one.organization_id === id)]
      let verdict = await verifyAgainst(worker, secret, id, kept)
      if (!verdict.intact && values.restored && known.has(id)) {
        await goOn(infra, id, values.restored, verdict)
        verdict = await verifyAgainst(worker, secret, id, [await findAnchor(files, secret, id)])
      }
      if (!verdict.intact) broken++
      console.log(`${known.get(id) ?? id}: ${sentenceOf(verdict)}`)
      heads.push(
        signHead(secret, { organization_id: id, position: verdict.sealed, hash: verdict.head }, now()),
      )
    }
    if (values.export) {
      await writeFile(values.export, heads.map((head) => `${JSON.stringify(head)}\n`).join(''))
      console.log(
        `The heads of ${heads.length} chains are in ${values.export}. Keep it where none of your staff can change it.`,
      )
    }
    return broken > 0 ? 1 : 0
  })
}

/** Continues the chain from where it ends now, with a fact that records that it was cut, why, and where. */
async function goOn(infra: Infra, organization_id: string, reason: string, verdict: Verdict): Promise<void> {
  const { config, db, files, worker, now } = infra
  const head = await withWorker(worker, (tx) => resumeSealing(tx, config.DEEDLINE_SECRET, organization_id))
  await saveAnchor(files, config.DEEDLINE_SECRET, head, now())
  await withActor(db, systemActor(organization_id), (tx) =>
    publish(tx, organization_id, auditResumed, organization_id, {
      reason,
      fault: verdict.fault ?? '',
      position: head.position,
    }),
  )
}

const OPTIONS = {
  export: { type: 'string' },
  against: { type: 'string' },
  restored: { type: 'string' },
} as const

/** The first fault, compared with each of the heads that were kept elsewhere. */
async function verifyAgainst(
  worker: Infra['worker'],
  secret: string,
  organization_id: string,
  kept: (ChainHead | undefined)[],
): Promise<Verdict> {
  const verify = (known?: ChainHead) =>
    withWorker(worker, (tx) => verifyChain(tx, secret, organization_id, known))
  let verdict = await verify()
  for (const head of kept) if (verdict.intact && head) verdict = await verify(head)
  return verdict
}

function sentenceOf({ intact, sealed, unsealed, fault, event_id }: Verdict): string {
  if (intact) return `${sealed} facts intact, ${unsealed} not yet sealed`
  return `BROKEN. ${fault}${event_id ? ` Fact ${event_id}.` : ''}`
}

async function readExport(secret: string, file: string): Promise<Anchor[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => openAnchor(secret, line))
}

export async function doctorCommand(): Promise<number> {
  return withMachines(async (infra, config) => {
    await withWorker(infra.worker, (tx) => tx.selectFrom('organizations').select('id').limit(1).execute())
    console.log(
      `Database: answers. Cache: ${infra.cache.isUp() ? 'answers' : 'isn’t responding (the product works without it)'}.`,
    )
    await infra.files.prepare()
    console.log('Files: can be written.')
    const { warehouse, close } = await openWarehouse(config, console.log) // The message says why it is off and what to do.
    if (warehouse) console.log('Warehouse: answers.')
    await close()
    return 0
  })
}
