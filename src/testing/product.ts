import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#infra/ports.ts'

export type Product = {
  url: string
  dataDir: string
  pid: () => number
  /** What it has said so far. */
  output: () => string
  kill: (signal: NodeJS.Signals) => Promise<void>
  start: () => Promise<void>
  /** Ends it and removes its data. */
  close: () => Promise<void>
}

/**
 * The product as a person starts it: a process of its own with its own engines, on a port and in a folder of its own.
 * `root`: where the program lies, when not here.
 */
export async function startProduct(
  settings: (url: string) => Promise<Record<string, string>> = async () => ({}),
  root?: string,
): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'deedline-product-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const more = await settings(url)
  let child: ChildProcess
  let output = ''
  const start = async () => {
    // Not the environment of the tests: their runner sets names that are settings of ours.
    const { PATH, HOME } = process.env
    const environment = {
      PATH,
      HOME,
      DEEDLINE_ENV: 'test',
      DATA_DIR: dataDir,
      PORT: String(port),
      BASE_URL: url,
      LOG_LEVEL: 'error',
      ...more,
    }
    child = spawn(process.execPath, ['bin/deedline.ts', 'start'], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text))
    await untilReady(
      url,
      () => child.exitCode !== null,
      () => output,
    )
  }
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  await start()
  return {
    url,
    dataDir,
    pid: () => child.pid ?? 0,
    output: () => output,
    kill,
    start,
    close: async () => {
      await kill('SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function untilReady(url: string, ended: () => boolean, output: () => string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (ended()) throw new Error(`The product ended: ${output()}`)
    const ready = await fetch(`${url}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (ready) return
    await sleep(200)
  }
  throw new Error(`The product did not become ready: ${output()}`)
}
