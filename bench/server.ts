import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#infra/ports.ts'

export type Server = { url: string; pid: number; stop: () => Promise<void> }

const ROOT = new URL('..', import.meta.url)

/**
 * The product in a process of its own, on a port of loopback, until its first page is there. What it logs goes to
 * `server.log` in its directory.
 */
export async function startServer(
  data_dir: string,
  parts: string[],
  settings: Record<string, string> = {},
): Promise<Server> {
  const port = await freePort()
  await mkdir(data_dir, { recursive: true })
  const log = await open(join(data_dir, 'server.log'), 'w')
  const child = spawn(process.execPath, ['bin/deedline.ts', 'start', ...parts], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', log.fd],
    env: { ...process.env, DATA_DIR: data_dir, PORT: String(port), ...settings },
  })
  await log.close()
  const url = `http://127.0.0.1:${port}`
  await firstPage(url, child)
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function firstPage(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`The product ended with ${child.exitCode} before its first page; see its server.log.`)
    const answer = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined)
    if (answer?.ok) return
    await sleep(20)
  }
}
