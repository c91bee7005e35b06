import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '#infra/ports.ts'
import { isAlive, keepRunning } from '#infra/processes.ts'
import type { EngineOrder, EngineReport } from '#infra/warehouse/engine-child.ts'
import { createWarehouse } from '#infra/warehouse/warehouse.ts'
import { AppError } from '#lib/errors.ts'

export type WarehouseEngine = {
  /** For `createWarehouse`; stays the same when the engine restarts. */
  url: string
  /** False when another process of the product runs this engine and this one only shares it. */
  owned: boolean
  stop: () => Promise<void>
}

type Options = {
  dataDir: string
  /** Called with a sentence when the engine dies, and when it is back or can't be restarted. */
  log?: (sentence: string) => void
  /** The npm package that holds the engine. */
  engine?: string
}

const CHILD = fileURLToPath(new URL('./engine-child.ts', import.meta.url))

/**
 * Runs ClickHouse's engine (chDB) in a process of its own, behind ClickHouse's HTTP interface on loopback with a random
 * password. A dead engine is restarted; when this process dies, so does the engine. Throws AppError('unavailable') when
 * the optional package is not installed or the data can't be opened.
 */
export async function startWarehouseEngine(options: Options): Promise<WarehouseEngine> {
  const { dataDir, log = () => {}, engine = 'chdb' } = options
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const endpointFile = join(dataDir, 'endpoint.json')
  const [port, password] = [await freePort(), randomBytes(24).toString('base64url')]
  const order: EngineOrder = { engine, port, password, path: join(dataDir, 'data') }
  const running = await bringUp(order, endpointFile)
  if (typeof running === 'string') return { url: running, owned: false, stop: async () => {} }
  const url = `http://deedline:${password}@127.0.0.1:${port}`
  await writeFile(`${endpointFile}.draft`, JSON.stringify({ url, owner: process.pid }), { mode: 0o600 })
  await rename(`${endpointFile}.draft`, endpointFile)
  const stop = keepRunning(running, {
    name: 'The warehouse engine',
    launch: () => launch(order),
    ask: (child) => child.connected && child.disconnect(),
    force: { signal: 'SIGKILL', after_ms: 10_000 },
    tell: log,
  })
  return { url, owned: true, stop }
}

/** The engine, or the address of the one that another process of the product runs. */
async function bringUp(order: EngineOrder, endpointFile: string): Promise<ChildProcess | string> {
  for (let attempt = 1; ; attempt++) {
    const shared = await findRunning(endpointFile)
    if (shared) return shared
    try {
      return await launch(order)
    } catch (error) {
      // The engine of a process that was just killed, or that is starting at the same time, holds the data for a
      // moment.
      if (attempt === 10 || (error instanceof AppError && error.details.missing)) throw error
      await sleep(300)
    }
  }
}

async function findRunning(endpointFile: string): Promise<string | undefined> {
  const text = await readFile(endpointFile, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { url, owner } = JSON.parse(text) as { url: string; owner: number }
  if (!isAlive(owner)) return undefined
  const warehouse = createWarehouse(url, 2_000)
  const answers = await warehouse.ping().then(
    () => true,
    () => false,
  )
  await warehouse.close()
  return answers ? url : undefined
}

async function launch(order: EngineOrder): Promise<ChildProcess> {
  const child = fork(CHILD, {
    execArgv: [],
    env: { TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.send(order)
  const { failed, missing } = await Promise.race([
    once(child, 'message').then(([message]) => message as EngineReport),
    once(child, 'exit').then(([code, name]): EngineReport => ({ failed: `It ended with ${name ?? code}.` })),
  ])
  if (failed === undefined) {
    child.unref()
    child.channel?.unref()
    return child
  }
  const sentence = missing ? failed : `The warehouse engine cannot open ${order.path}. (${failed})`
  throw new AppError('unavailable', sentence, { missing })
}
