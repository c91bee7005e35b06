import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { openDatabase } from '#app/database.ts'
import { load } from '#app/load.ts'
import { reachMachines } from '#app/machines.ts'
import { LOAD_PASSWORD } from '#domains/identity/load.ts'
import { readConfig } from '#infra/config.ts'
import type { Infra } from '#infra/infra.ts'
import { connect, disconnect } from '#infra/postgres/pool.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { feed, jobs } from './background.ts'
import { ocr, starts } from './machine.ts'
import { type Result, seconds } from './measure.ts'
import { peopleAndDeals } from './people-and-deals.ts'
import { listOf25, pointRead, searches, signIn } from './reads.ts'
import { startServer } from './server.ts'
import type { World } from './world.ts'
import { patch, upload } from './writes.ts'

/**
 * `npm run bench [-- --scale 0.1] [--only search,jobs]`: what the product does on this machine, each beside its limit
 * measured in the same run. Loads a database of its own into BENCH_DIR once. Never fails by time.
 */
const SCENARIOS: Record<string, (world: World) => Promise<Result | Result[]>> = {
  'sign-in': signIn,
  read: pointRead,
  list: listOf25,
  search: searches,
  deals: peopleAndDeals,
  write: patch,
  upload,
  jobs,
  feed,
}
const ALONE: Record<string, () => Promise<Result | Result[]>> = { start: starts, ocr }

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '1' }, only: { type: 'string' } },
})
const chosen = (name: string) => !values.only || values.only.split(',').includes(name)
const results: Result[] = []

const DATA_DIR = resolve(process.env.BENCH_DIR ?? 'data/bench')
const config = readConfig({
  DATA_DIR,
  DATABASE_POOL_SIZE: '20',
  DATABASE_POOL_SIZE_WORKER: '4',
  RATE_LIMIT_PER_MINUTE: '100000000',
  RATE_LIMIT_PER_ADDRESS: '100000000',
  TRUST_PROXY: 'loopback',
})

for (const [name, scenario] of Object.entries(ALONE)) if (chosen(name)) await measure(name, () => scenario())
if (Object.keys(SCENARIOS).some(chosen)) await onLoadedDatabase()
show()

async function measure(name: string, scenario: () => Promise<Result | Result[]>): Promise<void> {
  process.stderr.write(`${name} …\n`)
  results.push(...[await scenario()].flat())
  await writeFile(
    new URL('results.json', import.meta.url),
    JSON.stringify({ at: new Date(), results }, null, 2),
  )
}

async function onLoadedDatabase(): Promise<void> {
  const database = await openDatabase(config, console.error)
  const machines = await reachMachines(config, pino({ level: 'error' }, pino.destination(2)), database.url)
  const bare = connect(database.url, { max: 10 })
  try {
    await fill(machines.infra, database.url)
    const server = await startServer(DATA_DIR, ['--web'], {
      // As it runs for people; the tests' environment checks every answer against its schema.
      DEEDLINE_ENV: 'production',
      DEEDLINE_SECRET: config.DEEDLINE_SECRET,
      SMTP_URL: 'smtp://127.0.0.1:9',
      BASE_URL: 'http://127.0.0.1',
      DATABASE_POOL_SIZE: '20',
      RATE_LIMIT_PER_MINUTE: '100000000',
      RATE_LIMIT_PER_ADDRESS: '100000000',
      TRUST_PROXY: 'loopback',
    })
    try {
      for (const [name, scenario] of Object.entries(SCENARIOS))
        if (chosen(name))
          await measure(name, async () =>
            scenario({
              infra: machines.infra,
              bare,
              database_url: database.url,
              server_url: server.url,
              ...(await enter(server.url, bare)),
            }),
          )
    } finally {
      await server.stop()
    }
  } finally {
    await disconnect(bare)
    await machines.close()
    await database.stop()
  }
}

async function fill(infra: Infra, url: string): Promise<void> {
  const loaded = await withWorker(infra.worker, (tx) =>
    tx.selectFrom('organizations').select('id').where('slug', '=', 'load-1').executeTakeFirst(),
  )
  if (loaded) return
  const spent = await seconds(() =>
    load(infra, url, { scale: Number(values.scale), one_organization: true }, console.error),
  )
  results.push({
    scenario: 'deedline load',
    target: '< 180 s',
    rate: null,
    p50_ms: spent * 1000,
    p95_ms: null,
    limit: null,
    limit_of: '',
    failures: 0,
  })
}

/** Signs in as an owner of the large house, anew for each scenario: a token lives 15 minutes. */
async function enter(server_url: string, bare: World['bare']) {
  const answer = await fetch(`${server_url}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'person-1@load.example', password: LOAD_PASSWORD }),
  })
  const { access_token, organizations } = (await answer.json()) as {
    access_token: string
    organizations: { organization_id: string }[]
  }
  const organization_id = organizations[0]?.organization_id as string
  const { rows: documents } = await bare.pool.query<{ id: string; version: number }>(
    `select id, version from documents where organization_id = $1 and status = 'ready'
      order by id desc limit 20000`,
    [organization_id],
  )
  return {
    organization_id,
    documents,
    headers: { authorization: `Bearer ${access_token}`, 'x-organization-id': organization_id },
  }
}

function show(): void {
  const number = (value: number | null) => (value === null ? '' : String(Math.round(value * 10) / 10))
  console.table(
    results.map(({ scenario, target, rate, p50_ms, p95_ms, limit, limit_of, failures }) => ({
      scenario,
      target,
      'per s': number(rate),
      'p50 ms': number(p50_ms),
      'p95 ms': number(p95_ms),
      'limit per s': number(limit),
      ratio: rate && limit ? (rate / limit).toFixed(2) : '',
      failures,
      'limit is': limit_of,
    })),
  )
  console.log(`Written to ${join('bench', 'results.json')}`)
}
