import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { ReadingError } from '#infra/reading/reading-error.ts'
import { guardZip } from '#infra/reading/zip-guard.ts'
import { unreadable } from './unreadable.ts'

const LIMITS = { entries: 2_000, expanded_bytes: 200_000_000 }
const MEGABYTES = 1_024
const SECONDS = 60

/** The first sheet of a workbook as text. A thread of its own reads it, within limits of memory and time. */
export async function* readWorkbook(bytes: Uint8Array, scratch: string): AsyncGenerator<string[]> {
  const folder = await mkdtemp(join(scratch, 'workbook-'))
  try {
    const path = join(folder, 'workbook.xlsx')
    await writeFile(path, bytes, { mode: 0o600 })
    await guardZip(path, LIMITS).catch((error) => {
      throw unreadable(guardSentence(error))
    })
    yield* await readInThread(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function guardSentence(error: unknown): string {
  const code = error instanceof ReadingError ? error.code : 'corrupt'
  if (code === 'encrypted')
    return 'This workbook is protected by a password. Save a copy without it and upload that.'
  if (code === 'too_large') return 'This workbook is too large. Save its first sheet as CSV and upload that.'
  return 'This workbook is damaged. Open it, save it again and upload the new copy.'
}

async function readInThread(path: string): Promise<string[][]> {
  const thread = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  const ended = new AbortController()
  try {
    return await Promise.race([
      new Promise<string[][]>((resolve, reject) => {
        thread.once('message', resolve)
        thread.once('error', reject)
        thread.once('exit', () => reject(new Error('The thread ended without an answer.')))
      }),
      sleep(SECONDS * 1_000, undefined, { signal: ended.signal }).then(() => {
        throw new Error('Reading took too long.')
      }),
    ])
  } catch {
    throw unreadable('This workbook couldn’t be read. Save its first sheet as CSV and upload that.')
  } finally {
    ended.abort()
    await thread.terminate()
  }
}
