import cluster from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { FastifyInstance } from 'fastify'
import pino, { type Logger } from 'pino'
import { createApi } from '#app/api.ts'
import { openDatabase } from '#app/database.ts'
import { seedDemonstration } from '#app/demonstration.ts'
import { domains, jobs } from '#app/domains.ts'
import { type Machines, reachMachines } from '#app/machines.ts'
import { serveReference } from '#app/reference.ts'
import { openSockets } from '#app/sockets.ts'
import { openWarehouse } from '#app/warehouse.ts'
import { serveWeb } from '#app/web.ts'
import { buildWeb, WEB_DIST } from '#app/web-build.ts'
import { type Config, readConfig } from '#infra/config.ts'
import { runReader } from '#infra/facts/reader.ts'
import { runQueue } from '#infra/jobs/queue.ts'
import { logOptions } from '#infra/logs.ts'
import { AppError } from '#lib/errors.ts'

type Stop = () => Promise<void>
/** `drains` stop taking in work and wait for what is running; `stops` close what the work needs. */
type Running = { drains: Stop[]; stops: Stop[] }
type Parts = { web: boolean; worker: boolean; processes: number }

/** How a forked web process learns where its parent's engines are. */
const FORKED_DATABASE = 'DEEDLINE_FORKED_DATABASE'
const FORKED_WAREHOUSE = 'CLICKHOUSE_URL'

/** Starts the parts that the arguments choose (all by default) and runs until a signal comes. */
export async function start(args: string[]): Promise<number> {
  const parts = partsOf(args)
  const config = readConfig(process.env)
  const log = pino(
    logOptions(config.LOG_LEVEL),
    pino.destination({ dest: 2, sync: false, minLength: 8192, periodicFlush: 100 }),
  )
  const running: Running = { drains: [], stops: [] }
  surviveLostDatabase(log)
  const ended = untilSignal()
  try {
    const parent = process.env[FORKED_DATABASE]
    if (parent) await serve(config, log, parent, running)
    else await bringUp(config, log, parts, running)
  } catch (error) {
    await stopAll(running)
    throw error
  }
  const signal = await ended
  if (cluster.isPrimary) print(`${signal}: finishing requests and jobs in progress …`)
  await stopAll(running)
  cluster.worker?.disconnect() // The channel to its parent would keep a fork alive.
  if (cluster.isPrimary) print('Stopped.')
  setTimeout(() => process.exit(0), 1_000).unref() // Fires only when something would still keep the process.
  return 0
}

function partsOf(args: string[]): Parts {
  const { values } = parseArgs({
    args,
    options: {
      web: { type: 'boolean' },
      worker: { type: 'boolean' },
      processes: { type: 'string', default: '1' },
    },
  })
  const all = !values.web && !values.worker
  const processes = Number(values.processes)
  if (!Number.isInteger(processes) || processes < 1 || processes > 64)
    throw new AppError('invalid', '--processes takes a number from 1 to 64.')
  return { web: all || !!values.web, worker: all || !!values.worker, processes }
}

async function bringUp(config: Config, log: Logger, parts: Parts, { drains, stops }: Running): Promise<void> {
  if (parts.web && (await buildWeb(print))) print('The web application is built.')
  print(config.DATABASE_URL ? 'Reaching the database …' : 'Bringing up PostgreSQL …')
  const database = await openDatabase(config, print)
  stops.push(database.stop)
  const { warehouse, url: warehouse_url, close } = await openWarehouse(config, print)
  stops.push(close)
  const machines = await reachMachines(config, log, database.url, warehouse)
  stops.push(machines.close)
  const accounts =
    config.DEEDLINE_ENV === 'development' ? await seedDemonstration(machines.infra, print) : undefined
  if (parts.web) {
    const engines = {
      [FORKED_DATABASE]: database.url,
      ...(warehouse_url ? { [FORKED_WAREHOUSE]: warehouse_url } : {}),
    }
    drains.push(await openWeb(config, machines, engines, parts.processes))
  }
  if (parts.worker) {
    const queue = await runQueue(database.url, machines.infra, jobs, {
      concurrency: config.JOB_CONCURRENCY,
      long: config.READER_PROCESSES,
    })
    drains.push(queue.stop)
    for (const reader of domains.flatMap(({ readers }) => readers ?? []))
      drains.push(runReader(machines.infra, reader).stop)
  }
  if (parts.web) print(`\n  Deedline is at ${config.BASE_URL}\n`)
  if (accounts) print(accounts)
}

/** A process that has lived this long did not fail at its start. */
const STEADY_MS = 60_000

/** Serves from this process, or from as many forks as were asked for, which share its port. */
async function openWeb(
  config: Config,
  machines: Machines,
  engines: { [FORKED_DATABASE]: string },
  processes: number,
): Promise<Stop> {
  if (processes === 1) return openHttp(config, machines, engines[FORKED_DATABASE])
  const fork = () => cluster.fork(engines)
  let stopping = false
  let pause = 0
  cluster.on('exit', (worker) => {
    // One that fails at its start would fail again: the next start waits longer each time, half a minute at most.
    const lived = performance.now() - (born.get(worker.id) ?? 0)
    pause = lived > STEADY_MS ? 0 : Math.min(Math.max(pause * 2, 500), 30_000)
    setTimeout(() => {
      if (!stopping) fork()
    }, pause).unref()
  })
  const born = new Map<number, number>()
  cluster.on('fork', (worker) => born.set(worker.id, performance.now()))
  const ready = Array.from(
    { length: processes },
    () => new Promise((resolve) => fork().once('listening', resolve)),
  )
  await Promise.all(ready)
  return async () => {
    stopping = true
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => !worker?.isDead())
    await Promise.all(
      workers.map(
        (worker) => new Promise((resolve) => worker?.once('exit', resolve).process.kill('SIGTERM')),
      ),
    )
  }
}

async function serve(
  config: Config,
  log: Logger,
  database_url: string,
  { drains, stops }: Running,
): Promise<void> {
  const { warehouse, close } = await openWarehouse(config, print)
  stops.push(close)
  const machines = await reachMachines(config, log, database_url, warehouse)
  stops.push(machines.close)
  drains.push(await openHttp(config, machines, database_url))
}

async function openHttp(config: Config, { infra }: Machines, database_url: string): Promise<Stop> {
  const http = await createApi(infra)
  await serveReference(http)
  await serveWeb(http, WEB_DIST)
  await listenOn(http, config)
  const sockets = await openSockets(http, infra, database_url)
  return async () => {
    await sockets.close()
    await http.close()
  }
}

async function listenOn(http: FastifyInstance, config: Config): Promise<void> {
  try {
    await http.listen({ host: config.HOST, port: config.PORT })
  } catch (error) {
    await http.close()
    throw explain(error as NodeJS.ErrnoException, config)
  }
}

function explain(error: NodeJS.ErrnoException, { HOST, PORT }: Config): Error {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${PORT} is in use by another program. Stop it, or choose another: PORT=${PORT + 1} npm start`,
    EACCES: `Port ${PORT} needs more privileges than this user has. Choose one above 1024.`,
    EADDRNOTAVAIL: `This machine has no address ${HOST}. Set HOST to one of its own.`,
  }
  const sentence = sentences[error.code ?? '']
  return sentence ? new AppError('refused', sentence) : error
}

/**
 * Requests and jobs in progress when the signal comes may take this long: within ten seconds everything has ended.
 */
const DRAIN_MS = 8_000
/** One engine may take this long to close before the others stop waiting for it. */
const CLOSE_MS = 1_500

/**
 * Stops taking in work and finishes what is running, all parts at once; then closes the engines, last in, first out.
 */
async function stopAll({ drains, stops }: Running): Promise<void> {
  await within(DRAIN_MS, Promise.all(drains.map(quietly)))
  for (const stop of stops.reverse()) await within(CLOSE_MS, quietly(stop))
}

const quietly = (stop: Stop) => stop().catch((error) => console.error(String(error)))
const within = (ms: number, work: Promise<unknown>) =>
  Promise.race([work, sleep(ms, undefined, { ref: false })])

/** ENOENT: the socket of an embedded server that is down. */
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', '57P01', '57P02', '57P03', '53100'])

function isLost(error: unknown): boolean {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException
  return LOST.has(code ?? '') && (code !== 'ENOENT' || syscall === 'connect')
}

/**
 * While the database is away, a library may throw in the middle of its own retries, where it can't be caught. That is
 * logged and waited out; anything else thrown this way is a bug, and ends the process.
 */
function surviveLostDatabase(log: Logger): void {
  process.on('unhandledRejection', (error) => {
    if (!isLost(error)) throw error
    log.warn({ err: error }, 'the database was lost in the middle of something')
  })
}

/**
 * The first signal ends the run; further ones change nothing, since Ctrl-C reaches every process of the terminal at
 * once. A fork leaves Ctrl-C to its parent, and ends when its parent is gone.
 */
function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    process.on('SIGTERM', () => resolve('SIGTERM'))
    process.on('SIGINT', () => {
      if (cluster.isPrimary) resolve('SIGINT')
    })
    process.on('disconnect', () => resolve('disconnect'))
  })
}

function print(sentence: string): void {
  console.log(sentence)
}
