/**
 * The process that parses. It holds no secrets (its environment is empty), reads and writes only its own folder, opens
 * no sockets, and is killed when it takes too long; see `reader.ts`.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Answer, Order } from './protocol.ts'
import { openEngine, readFile } from './read-file.ts'
import { ReadingError, type ReadingErrorCode } from './reading-error.ts'

const engine = openEngine()

process.on('message', async (order: Order) => {
  try {
    watchMemory(order.limits.megabytes)
    const reading = await readFile(order, engine, (progress) => answer({ kind: 'progress', ...progress }))
    const json = JSON.stringify(reading)
    if (json.length > order.limits.output_bytes) throw new ReadingError('too_large', `${json.length} of JSON`)
    await writeFile(join(order.directory, 'reading.json'), json)
    answer({ kind: 'done' })
  } catch (error) {
    answer(toFailure(error))
  }
})
// The parent is gone, so no one waits for an answer.
process.on('disconnect', () => process.exit())

let watchdog: Worker | undefined
function watchMemory(megabytes: number): void {
  watchdog ??= new Worker(new URL('./watchdog.ts', import.meta.url), { workerData: { parent: process.ppid } })
  watchdog.postMessage(megabytes)
}

/** A parser that throws its own error has met a damaged file. */
function toFailure(error: unknown): Answer {
  if (error instanceof ReadingError) return { kind: 'failed', code: error.code, detail: error.detail }
  const { name, message } = error instanceof Error ? error : { name: 'Thrown', message: String(error) }
  return { kind: 'failed', code: codeOf(name, message), detail: `${name}: ${message}`.slice(0, 1_000) }
}

function codeOf(name: string, message: string): ReadingErrorCode {
  if (name === 'PasswordException') return 'encrypted'
  if (/pixel limit/i.test(message)) return 'too_large'
  if (/unsupported compression method/i.test(message)) return 'unsupported'
  return 'corrupt'
}

function answer(message: Answer): void {
  process.send?.(message)
}
