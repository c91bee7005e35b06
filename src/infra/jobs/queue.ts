import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type JobHelpers,
  Logger,
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import pg from 'pg'
import type { Infra } from '#infra/infra.ts'
import type { Attempt, Job, ReactedFact } from '#infra/jobs/jobs.ts'
import {
  handOn,
  hasSlots,
  isLong,
  longName,
  named,
  openShares,
  type Shares,
  withinShares,
} from '#infra/jobs/long.ts'

export type QueueRunner = { stop: () => Promise<void> }

/** Works the queue of the database at `url` (the owner's, direct) until stopped. */
export async function runQueue(
  url: string,
  infra: Infra,
  jobs: Job[],
  { concurrency, long = 1 }: { concurrency: number; long?: number },
): Promise<QueueRunner> {
  const lives = await showLives(url, infra, jobs)
  // A pool of our own, so that a runner that is stopping can still return its jobs when the database is back. Jobs with
  // slots of their own wait for other servers, not for the database. One more connection listens.
  const pool = new pg.Pool({
    connectionString: url,
    max: concurrency + long + jobs.filter(hasSlots).length + 2,
  })
  const lost = (err: Error) => infra.log.warn({ err }, 'the queue lost a connection')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const machine = { pool, infra, lives }
  const begin = async (): Promise<Runner[]> => {
    const started: Runner[] = []
    try {
      for (const lane of lanesOf(infra, jobs, { concurrency, long }))
        started.push(await startRunner(machine, lane))
      return started
    } catch (error) {
      await endAll(infra, started)
      throw error
    }
  }
  let stopping = false
  const ended = (which: Runner[]) =>
    Promise.race(which.map(({ promise }) => promise)).catch((err) =>
      infra.log.warn({ err }, 'the queue lost its database connection'),
    )
  let runners = await begin()
  /**
   * After a database outage, a runner may hold jobs that it can't return, and wait for them forever. It is asked to
   * stop and is not waited for. Another runner takes its place under new names, and the jobs of the first are freed.
   */
  const keepRunning = async (): Promise<void> => {
    while (!stopping) {
      await Promise.race([ended(runners), lives.lost()])
      if (stopping) return
      const first = runners
      await lives.forget()
      runners = await untilItWorks(begin, () => stopping)
      abandoned.add(endAll(infra, first))
    }
  }
  const abandoned = new Set<Promise<unknown>>()
  const keeping = keepRunning()
  return {
    stop: async () => {
      stopping = true
      await endAll(infra, runners)
      await keeping
      await lives.stop()
      // Jobs of an abandoned runner are not waited for: the next reaper frees them.
      await Promise.race([Promise.all([...abandoned, pool.end()]), sleep(2_000)])
    },
  }
}

/** A runner that has already stopped, for example after the database was lost, is not an error. */
function endAll({ log }: Pick<Infra, 'log'>, runners: Runner[]): Promise<unknown> {
  return Promise.all(
    runners.map((runner) => runner.stop().catch((err) => log.warn({ err }, 'the queue had already stopped'))),
  )
}

type Machine = { pool: pg.Pool; infra: Infra; lives: Awaited<ReturnType<typeof showLives>> }
/** A runner's share of the work: its tasks, and how many run at once. */
type Lane = Pick<RunnerOptions, 'concurrency' | 'taskList' | 'forbiddenFlags'> & { crons?: Job[] }

/** Separates short jobs, long jobs, and each job that has slots of its own. */
function lanesOf(
  infra: Infra,
  jobs: Job[],
  { concurrency, long }: { concurrency: number; long: number },
): Lane[] {
  const shares = openShares(long)
  return [
    { concurrency, taskList: shortTasks(infra, jobs), crons: jobs },
    ...(jobs.some(isLong)
      ? [{ concurrency: long, taskList: longTasks(infra, jobs, shares), forbiddenFlags: shares.full }]
      : []),
    ...jobs
      .filter(hasSlots)
      .map((job) => ({ concurrency: job.slots, taskList: { [job.name]: workOn(infra, job) } })),
  ]
}

function startRunner({ pool, infra, lives }: Machine, { crons = [], ...of }: Lane): Promise<Runner> {
  const events = new EventEmitter() as WorkerEvents
  // A job is locked under the name of its runner's pool, not of the worker in the pool.
  events.on('pool:create', ({ workerPool }) => lives.add(workerPool.id))
  return run({
    ...of,
    pgPool: pool,
    noHandleSignals: true,
    pollInterval: 1_000,
    parsedCronItems: parseCronItems(
      crons.flatMap((job) =>
        job.kind === 'cron' ? [{ task: job.name, match: job.schedule, identifier: job.name }] : [],
      ),
    ),
    events,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') infra.log.warn({ queue: true }, message)
    }),
  })
}

/** Retries once a second until it succeeds or is no longer needed. */
async function untilItWorks<T>(attempt: () => Promise<T>, given_up: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (given_up()) throw error
      await sleep(1_000)
    }
  }
}

const REAP_MS = 15_000

/**
 * A worker is alive while a session holds an advisory lock on its name. The lock goes with the connection, however the
 * process died. If only the connection is lost, the locks are taken again before anyone reaps.
 */
async function showLives(url: string, infra: Infra, jobs: Job[]) {
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
    () => inTurn('the jobs of dead workers could not be freed', (on) => bury(on, infra, jobs)),
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

/** Every task that can be in the queue, by name. */
export function taskList(infra: Infra, jobs: Job[]): TaskList {
  return {
    ...shortTasks(infra, jobs),
    ...longTasks(infra, jobs),
    ...named(
      jobs.filter(hasSlots),
      ({ name }) => name,
      (job) => workOn(infra, job),
    ),
  }
}

function shortTasks(infra: Infra, jobs: Job[]): TaskList {
  return named(
    jobs.filter((job) => !hasSlots(job)),
    ({ name }) => name,
    (job) => (isLong(job) ? handOn(infra, job) : workOn(infra, job)),
  )
}

function longTasks(infra: Infra, jobs: Job[], shares?: Shares): TaskList {
  return named(
    jobs.filter(isLong),
    ({ name }) => longName(name),
    (job) => withinShares(workOn(infra, job), shares),
  )
}

function workOn(infra: Infra, job: Job) {
  return async (payload: unknown, { job: { attempts, max_attempts } }: JobHelpers): Promise<void> => {
    const started = performance.now()
    const done = (outcome: 'done' | 'failed') =>
      infra.metrics.observeJob(job.name, outcome, (performance.now() - started) / 1000)
    try {
      await perform(infra, job, payload, { number: attempts, last: attempts >= max_attempts })
      done('done')
    } catch (error) {
      done('failed')
      infra.log.error({ err: error, job: job.name, attempt: attempts }, 'a job failed')
      if (attempts >= max_attempts) await giveUp(infra, job, payload, error)
      throw error
    }
  }
}

/** Marks the subject of a job that won't be retried. */
async function giveUp(infra: Infra, job: Job, payload: unknown, error: unknown): Promise<void> {
  if (job.kind === 'cron' || !job.failed) return
  await job.failed(infra, payload as ReactedFact, error).catch((err) => {
    infra.log.error({ err, job: job.name }, 'the final failure of a job could not be recorded')
  })
}

async function perform(infra: Infra, job: Job, payload: unknown, attempt: Attempt): Promise<void> {
  if (job.kind === 'cron') await job.run(infra, infra.now())
  else if (job.kind === 'reaction')
    await job.run(infra, payload as { organization_id: string; event_id: string })
  else await job.run(infra, payload, attempt)
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
async function bury(client: pg.Client, infra: Infra, jobs: Job[]): Promise<void> {
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
