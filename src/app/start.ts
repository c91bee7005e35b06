import { parseArgs } from 'node:util'
import type { FastifyInstance } from 'fastify'
import pino, { type Logger } from 'pino'
import { createApi } from '#app/api.ts'
import { openDatabase } from '#app/database.ts'
import { seedDemonstration } from '#app/demonstration.ts'
import { jobs } from '#app/domains.ts'
import { type Machines, reachMachines } from '#app/machines.ts'
import { openSockets } from '#app/sockets.ts'
import { serveWeb } from '#app/web.ts'
import { buildWeb } from '#app/web-build.ts'
import { type Config, readConfig } from '#infra/config.ts'
import { logOptions } from '#infra/logs.ts'
import { type QueueRunner, runQueue } from '#infra/queue.ts'
import { AppError } from '#lib/errors.ts'

type Stop = () => Promise<void>

/** Starts the parts that the arguments choose (all, when they choose none) and runs until a signal comes. */
export async function start(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { web: { type: 'boolean' }, worker: { type: 'boolean' } } })
  const all = !values.web && !values.worker
  const config = readConfig(process.env)
  const log = pino(logOptions(config.LOG_LEVEL), pino.destination({ dest: 2, sync: false }))
  const stops: Stop[] = []
  const ended = untilSignal()
  try {
    await bringUp(config, log, { web: all || !!values.web, worker: all || !!values.worker }, stops)
  } catch (error) {
    await stopAll(stops)
    throw error
  }
  const signal = await ended
  tell(`${signal}: finishing what is at work …`)
  await stopAll(stops)
  tell('Stopped.')
  return 0
}

async function bringUp(
  config: Config,
  log: Logger,
  parts: { web: boolean; worker: boolean },
  stops: Stop[],
): Promise<void> {
  tell(config.DATABASE_URL ? 'Reaching the database …' : 'Bringing up PostgreSQL …')
  const database = await openDatabase(config, tell)
  stops.push(database.stop)
  const machines = await reachMachines(config, log, database.url)
  stops.push(machines.close)
  if (parts.web) {
    if (await buildWeb(tell)) tell('The web application is built.')
    const http = await openHttp(config, machines)
    const sockets = await openSockets(http, machines.infra, database.url)
    stops.push(async () => {
      await sockets.close()
      await http.close()
    })
  }
  const accounts =
    config.DEEDLINE_ENV === 'development' ? await seedDemonstration(machines.infra, tell) : undefined
  if (parts.worker) {
    const queue: QueueRunner = await runQueue(database.url, machines.infra, jobs, {
      concurrency: config.JOB_CONCURRENCY,
    })
    stops.push(queue.stop)
  }
  if (parts.web) tell(`\n  Deedline is at ${config.BASE_URL}\n`)
  if (accounts) tell(accounts)
}

async function openHttp(config: Config, { infra }: Machines): Promise<FastifyInstance> {
  const http = await createApi(infra)
  await serveWeb(http)
  try {
    await http.listen({ host: config.HOST, port: config.PORT })
    return http
  } catch (error) {
    await http.close()
    throw explain(error as NodeJS.ErrnoException, config)
  }
}

function explain(error: NodeJS.ErrnoException, { HOST, PORT }: Config): Error {
  if (error.code === 'EADDRINUSE')
    return new AppError(
      'refused',
      `Port ${PORT} is taken by another program. End it, or choose another: PORT=${PORT + 1} npm start`,
    )
  if (error.code === 'EACCES')
    return new AppError(
      'refused',
      `Port ${PORT} needs more rights than this user has. Choose one above 1024.`,
    )
  if (error.code === 'EADDRNOTAVAIL')
    return new AppError('refused', `This machine has no address ${HOST}. Set HOST to one of its own.`)
  return error
}

/** Last in, first out, each given the chance to end well even when another fails. */
async function stopAll(stops: Stop[]): Promise<void> {
  for (const stop of stops.reverse()) await stop().catch((error) => console.error(String(error)))
}

function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal))
  })
}

function tell(sentence: string): void {
  console.log(sentence)
}
