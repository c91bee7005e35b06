import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Infra } from '#infra/infra.ts'
import type { Job } from '#infra/jobs/jobs.ts'
import { longName } from '#infra/jobs/long.ts'
import { giveUp } from '#infra/jobs/tasks.ts'

const REAP_MS = 15_000

/**
 * A worker is alive while a session holds an advisory lock on its name. The lock goes with the connection, however the
 * process died. If only the connection is lost, the locks are taken again before anyone reaps.
 */
export async function showLives(url: string, infra: Infra, jobs: Job[]) {
  const { log } = infra
  const workers = new Set<string>()
  let client: pg.Client | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let tellLost = () => {}
  const connected = async (): Promise<pg.Client> => {
    if (client) return client
    const next = new pg.Client({ connectionString: url, application_name: 'deedline-worker' })
    next.on('error', () => {
      if (client !== next) return
      client = undefined
      tellLost()
    })
    await next.connect()
    for (const worker_id of workers) await lockLife(next, worker_id)
    client = next
    return next
  }
  /** Runs statements one at a time on the one connection. */
  const inTurn = (what: string, work: (client: pg.Client) => Promise<unknown>) => {
    turn = turn.then(async () => work(await connected())).catch((err) => log.warn({ err }, what))
  }
  await connected()
  const reaper = setInterval(
    () => inTurn('the jobs of dead workers could not be freed', (on) => freeAndGiveUp(on, infra, jobs)),
    REAP_MS,
  )
  return {
    add: (worker_id: string) => {
      workers.add(worker_id)
      inTurn('the lock of a worker could not be taken', (on) => lockLife(on, worker_id))
    },
    /** Resolves when the database connection is lost. */
    lost: () =>
      new Promise<void>((resolve) => {
        tellLost = resolve
      }),
    /** The workers of a runner that has stopped: their locks are released, so that their jobs are freed. */
    forget: async () => {
      workers.clear()
      await turn
      await client?.end().catch(() => {}) // This may be the connection that was lost.
      client = undefined
    },
    stop: async () => {
      clearInterval(reaper)
      await turn
      await client?.end()
    },
  }
}

async function lockLife(client: pg.Client, worker_id: string): Promise<void> {
  await client.query('select pg_advisory_lock($1, $2)', [LIVES, lockOf(worker_id)])
}

const LIVES = 0x11fe

function lockOf(worker_id: string): number {
  return createHash('sha256').update(worker_id).digest().readInt32BE(0)
}

/** Frees the jobs of dead workers, so that another can take them. */
export async function reap(client: pg.Client): Promise<string[]> {
  const { rows: holders } = await client.query<{ locked_by: string }>(
    `select distinct locked_by from graphile_worker.jobs where locked_by is not null and locked_at < now() - interval '10 seconds'`,
  )
  const { rows: locks } = await client.query<{ objid: string }>(
    `select objid::bigint::text from pg_locks where locktype = 'advisory' and classid = $1::bigint::oid and granted`,
    [LIVES],
  )
  const alive = new Set(locks.map(({ objid }) => Number(objid) | 0))
  const dead = holders.map((row) => row.locked_by).filter((id) => !alive.has(lockOf(id)))
  if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1)', [dead])
  return dead
}

/** Frees the jobs of dead workers. A job whose worker died during its last attempt won't run again: it has failed. */
async function freeAndGiveUp(client: pg.Client, infra: Infra, jobs: Job[]): Promise<void> {
  const dead = await reap(client)
  if (dead.length === 0) return
  const { rows } = await client.query<{ task: string; payload: unknown }>(
    `select j.task_identifier as task, p.payload from graphile_worker.jobs j
       join graphile_worker._private_jobs p on p.id = j.id
      where j.attempts >= j.max_attempts and j.locked_at is null and j.last_error is null`,
  )
  for (const { task, payload } of rows) {
    const job = jobs.find(({ name }) => name === task || longName(name) === task)
    if (job) await giveUp(infra, job, payload, new Error('The process ended during the last try.'))
  }
}
