import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Logger,
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type WorkerEvents,
} from 'graphile-worker'
import pg from 'pg'
import type { Infra } from '#infra/infra.ts'
import type { Job } from '#infra/jobs/jobs.ts'
import { showLives } from '#infra/jobs/lives.ts'
import { hasSlots, isLong, openShares } from '#infra/jobs/long.ts'
import { longTasks, shortTasks, workOn } from '#infra/jobs/tasks.ts'

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
