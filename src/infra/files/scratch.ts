import { mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '#infra/processes.ts'

/** A working folder for clients' documents. No other account can read it. */
export type Scratch = { folder: string; close: () => Promise<void> }

const PREFIX = 'deedline-scratch-'

/** Opens this process's folder, and removes folders that killed processes left behind. */
export async function openScratch(root = tmpdir()): Promise<Scratch> {
  for (const name of await readdir(root)) {
    const owner = Number(name.startsWith(PREFIX) && name.slice(PREFIX.length).split('-')[0])
    if (owner && owner !== process.pid && !isAlive(owner)) await remove(join(root, name))
  }
  const folder = join(root, `${PREFIX}${process.pid}-${crypto.randomUUID()}`)
  await mkdir(folder, { mode: 0o700 })
  return { folder, close: () => remove(folder) }
}

/** Files of another account on the machine stay: that account has to remove them. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch((error) => {
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error
  })
}

/** Removes a working folder. Retries while a process that was just killed still writes there. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
