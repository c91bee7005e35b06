import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { removeFolder } from '#infra/files/scratch.ts'
import { answer, type Order, OUT_OF_MEMORY } from './protocol.ts'
import { ReadingError } from './reading-error.ts'
import type { Progress } from './schema.ts'

/** One child process and the only folder it may write to. It is reused as long as its documents succeed. */
export type Lane = { child: ChildProcess; directory: string; stderr: () => string }

const SOURCE = fileURLToPath(new URL('.', import.meta.url))
const PACKAGE = fileURLToPath(new URL('../../../../package.json', import.meta.url))
const MODULES = dirname(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))))

export async function openLane(parent: string, megabytes: number, programs: boolean): Promise<Lane> {
  const directory = await realpath(await mkdtemp(join(parent, 'deedline-reading-')))
  const readable = [SOURCE, PACKAGE, MODULES, directory].map((path) => `--allow-fs-read=${path}`)
  const child = fork(join(SOURCE, 'child.ts'), [], {
    execArgv: [
      `--max-old-space-size=${Math.round(megabytes / 2)}`,
      '--permission',
      ...readable,
      `--allow-fs-write=${directory}`,
      '--allow-addons',
      '--allow-worker',
      ...(programs ? ['--allow-child-process'] : []),
    ],
    cwd: directory,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin', TMPDIR: directory },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A process group of its own, so that everything it started ends with it.
    detached: true,
  })
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-4_000)
  })
  return { child, directory, stderr: () => stderr }
}

/** Sends one order and waits until it is finished. Whatever happens to the child is returned as a `ReadingError`. */
export function runOrder(lane: Lane, order: Order, onProgress: (progress: Progress) => void): Promise<void> {
  const { child } = lane
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const tooLong = (what: string) => reject(new ReadingError('timeout', what))
  const timer = setTimeout(tooLong, order.limits.seconds * 1_000, 'in all')
  const stall = setTimeout(tooLong, order.limits.stall_seconds * 1_000, 'on one page')
  const onMessage = (message: unknown) => {
    const { data } = answer.safeParse(message)
    stall.refresh()
    if (data?.kind === 'progress') onProgress(data)
    else if (data?.kind === 'done') resolve()
    else reject(new ReadingError(data?.code ?? 'crashed', data?.detail ?? 'an answer that is none'))
  }
  // 'close' comes after the last of stderr, 'exit' before it.
  const onClose = (code: number | null, signal: NodeJS.Signals | null) => reject(toError(code, signal, lane))
  const onError = (error: Error) => reject(new ReadingError('crashed', error.message))
  child.on('message', onMessage).on('close', onClose).on('error', onError)
  if (child.connected) child.send(order)
  else reject(toError(child.exitCode, child.signalCode, lane))
  return promise.finally(() => {
    clearTimeout(timer)
    clearTimeout(stall)
    child.off('message', onMessage).off('close', onClose).off('error', onError)
  })
}

function toError(code: number | null, signal: NodeJS.Signals | null, lane: Lane): ReadingError {
  const stderr = lane.stderr()
  const memory = signal === OUT_OF_MEMORY || /heap out of memory|allocation failed|ENOMEM/i.test(stderr)
  return new ReadingError(memory ? 'memory' : 'crashed', `exit ${code ?? signal}: ${stderr.slice(-500)}`)
}

export async function closeLane({ child, directory }: Lane): Promise<void> {
  const ended = child.exitCode === null && child.signalCode === null ? once(child) : Promise.resolve()
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    // The whole group has already exited.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
  // A process that even SIGKILL can't end is left to the system; no document waits for it.
  await Promise.race([ended, sleep(5_000, undefined, { ref: false })])
  await removeFolder(directory)
}

function once(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    if (child.pid === undefined) resolve()
  })
}
