import { parseArgs } from 'node:util'
import pg from 'pg'
import { domains } from '#app/domains.ts'
import { withMachines } from '#app/maintenance.ts'
import { LOAD_PASSWORD, loadEmail } from '#domains/identity/load.ts'
import type { LoadPlan } from '#infra/domain.ts'
import type { Infra } from '#infra/infra.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { AppError } from '#lib/errors.ts'
import { random } from '#lib/random.ts'

export type LoadOptions = { scale: number; one_organization: boolean }
type Print = (sentence: string) => void

/**
 * `deedline load [--scale 0.01] [--one-organization]`: invented data of all domains, at the size to be measured.
 */
export async function loadCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      scale: { type: 'string', default: '1' },
      'one-organization': { type: 'boolean', default: false },
    },
  })
  const scale = Number(values.scale)
  if (!(scale > 0 && scale <= 10))
    throw new AppError('invalid', '--scale takes a number above 0 and up to 10, for example 0.01.')
  return withMachines(async (infra, config, url) => {
    if (config.DEEDLINE_ENV === 'production')
      throw new AppError(
        'refused',
        'This is production, where accounts with a known password must not exist.',
      )
    await load(infra, url, { scale, one_organization: values['one-organization'] }, console.log)
    return 0
  })
}

/** `url` is the owner's. Refuses a database that holds any organization besides the demonstration's. */
export async function load(infra: Infra, url: string, options: LoadOptions, print: Print): Promise<void> {
  await demandEmpty(infra)
  const started = Date.now()
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`
  const timed: Print = (sentence) => print(`${sentence} (${seconds()})`)
  const plan: LoadPlan = { infra, ...options, organizations: [], next: random(1031), print: timed }
  await asOwner(url, `select ensure_partitions(now() - interval '3 months', now())`)
  const loads = domains.flatMap(({ load: one }) => one ?? [])
  for (const { run } of loads) timed(await run(plan))
  // What autovacuum would do over time: statistics, and words still pending beside the search index.
  await asOwner(url, `vacuum (analyze) ${loads.flatMap(({ tables }) => tables).join(', ')}`)
  print(`Loaded in ${seconds()}. Sign in as ${loadEmail(1)}, password: ${LOAD_PASSWORD}`)
}

async function demandEmpty(infra: Infra): Promise<void> {
  const others = await withWorker(infra.worker, (tx) =>
    tx
      .selectFrom('organizations')
      .select('name')
      .where('slug', 'not in', ['roi-systems', 'peak-1031'])
      .limit(1)
      .execute(),
  )
  if (others[0])
    throw new AppError(
      'refused',
      `The database already holds organizations (${others[0].name}). Load into one of its own: DATA_DIR=./data-load deedline load`,
    )
}

async function asOwner(url: string, statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    await owner.query(statement)
  } finally {
    await owner.end()
  }
}
