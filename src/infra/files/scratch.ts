import { mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '#infra/processes.ts'

/** A folder for clients' papers while they are worked on; nobody else may look into it. */
export type Scratch = { folder: string; close: () => Promise<void> }

const PREFIX = 'deedline-scratch-'

/** Opens the folder of this process, and removes what processes left behind that were killed. */
export async function openScratch(root = tmpdir()): Promise<Scratch> {
  for (const name of await readdir(root)) {
    const owner = Number(name.startsWith(PREFIX) && name.slice(PREFIX.length).split('-')[0])
    if (owner && owner !== process.pid && !isAlive(owner)) await remove(join(root, name))
  }
  const folder = join(root, `${PREFIX}${process.pid}-${crypto.randomUUID()}`)
  await mkdir(folder, { mode: 0o700 })
  return { folder, close: () => remove(folder) }
}

/** What belongs to another account of the machine stays: it is that account's to remove. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch((error) => {
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error
  })
}

/** Removes a folder of work. What a process that was just killed still writes there is waited out. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
