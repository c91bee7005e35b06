import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Infra } from '#infra/infra.ts'
import type { Attempt, Job } from '#infra/jobs.ts'

export type QueueRunner = { stop: () => Promise<void> }

/** Works the queue of the database at `url` (the owner's, direct) until stopped. */
export async function runQueue(
  url: string,
  infra: Infra,
  jobs: Job[],
  { concurrency }: { concurrency: number },
): Promise<QueueRunner> {
  const lives = new pg.Client({ connectionString: url, application_name: 'deedline-worker' })
  await lives.connect()
  lives.on('error', (error) => infra.log.error({ error }, 'a worker lost its sign of life'))
  const events = new EventEmitter() as WorkerEvents
  let showing = Promise.resolve()
  events.on('worker:create', ({ worker }) => {
    showing = showing
      .then(() => showLife(lives, worker.workerId))
      .catch((err) => infra.log.error({ err }, 'a worker cannot show life'))
  })
  const runner: Runner = await run({
    connectionString: url,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList: taskList(infra, jobs),
    parsedCronItems: parseCronItems(
      jobs.flatMap((job) =>
        job.kind === 'cron' ? [{ task: job.name, match: job.schedule, identifier: job.name }] : [],
      ),
    ),
    events,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') infra.log.warn({ queue: true }, message)
    }),
  })
  const reaper = setInterval(() => {
    reap(lives).catch((error) => infra.log.error({ error }, 'the jobs of dead workers could not be freed'))
  }, 15_000)
  return {
    stop: async () => {
      clearInterval(reaper)
      await runner.stop()
      await lives.end()
    },
  }
}

/** Everything that can be in the queue, by name. */
export function taskList(infra: Infra, jobs: Job[]): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload, { job: { attempts, max_attempts } }) => {
        const started = performance.now()
        const done = (outcome: 'done' | 'failed') =>
          infra.metrics.observeJob(job.name, outcome, (performance.now() - started) / 1000)
        try {
          await perform(infra, job, payload, { number: attempts, last: attempts >= max_attempts })
          done('done')
        } catch (error) {
          done('failed')
          infra.log.error({ err: error, job: job.name, attempt: attempts }, 'a job failed')
          throw error
        }
      },
    ]),
  )
}

async function perform(infra: Infra, job: Job, payload: unknown, attempt: Attempt): Promise<void> {
  if (job.kind === 'cron') await job.run(infra, infra.now())
  else if (job.kind === 'reaction')
    await job.run(infra, payload as { organization_id: string; event_id: string })
  else await job.run(infra, payload, attempt)
}

/**
 * A worker is alive while its session holds an advisory lock on its name: the lock goes with the connection, however
 * the process died.
 */
async function showLife(client: pg.Client, worker_id: string): Promise<void> {
  await client.query('select pg_advisory_lock($1, $2)', [LIVES, lockOf(worker_id)])
}

const LIVES = 0x11fe

function lockOf(worker_id: string): number {
  return createHash('sha256').update(worker_id).digest().readInt32BE(0)
}

/** Frees the jobs of workers that have died, so that another may take them. */
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
