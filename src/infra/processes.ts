import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

type Kept = {
  /** Starts a sentence: `PostgreSQL`. */
  name: string
  /** Undefined when another process has taken over and there is nothing left to keep running. */
  launch: () => Promise<ChildProcess | undefined>
  /** Asks the child to shut down cleanly. */
  ask: (child: ChildProcess) => void
  /** The signal for a child that hasn't exited in time. */
  force: { signal: NodeJS.Signals; after_ms: number }
  tell: (sentence: string) => void
}

/** Restarts the child whenever it dies by itself. Returns the function that stops it for good. */
export function keepRunning(first: ChildProcess, kept: Kept): () => Promise<void> {
  let child: ChildProcess | undefined = first
  let stopping = false
  let revived = Promise.resolve()
  let stopped: Promise<void> | undefined

  const watch = (running: ChildProcess) =>
    running.once('exit', (code, name) => {
      child = undefined
      if (stopping) return
      kept.tell(`${kept.name} ended unexpectedly (${name ?? code}). It is being started again.`)
      revived = revive()
    })
  const revive = async () => {
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 30_000)) {
      try {
        child = await kept.launch()
        if (child) watch(child)
        return kept.tell(`${kept.name} runs again.`)
      } catch (error) {
        kept.tell(error instanceof Error ? error.message : String(error))
        await sleep(pause)
      }
    }
  }
  watch(first)
  return () => {
    stopping = true
    stopped ??= revived.then(() => end(child, kept))
    return stopped
  }
}

async function end(child: ChildProcess | undefined, { ask, force }: Kept): Promise<void> {
  if (!child || hasExited(child)) return
  child.ref() // it may be the last thing that this process waits for
  const exited = once(child, 'exit')
  ask(child)
  const patience = setTimeout(() => child.kill(force.signal), force.after_ms)
  await exited
  clearTimeout(patience)
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** A zombie process is not alive, although it can be signaled. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0) || signal(pid, 0) === 'ESRCH') return false
  if (process.platform !== 'linux') return true
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false // it exited between the two checks
  }
}

/** Sends the signal; returns the error code, if any (`ESRCH`: there is no such process). */
export function signal(pid: number, name: NodeJS.Signals | 0): string | undefined {
  try {
    process.kill(pid, name)
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}
