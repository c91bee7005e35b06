import type { JobHelpers, TaskList } from 'graphile-worker'
import type { Infra } from '#infra/infra.ts'
import type { Job } from '#infra/jobs/jobs.ts'

/** The work of a long job. The job under its own name only hands it on to where there is a slot for it. */
export const longName = (name: string) => `${name}:long`

/** Slots for long jobs that no one can take all of. A flag on the job says whose it is. */
export type Shares = {
  /** The flags whose jobs must not be fetched now. */
  full: () => string[]
  /**
   * Takes a slot; undefined if the flag already has its full share, for example when several jobs were fetched at once.
   */
  take: (flag: string) => (() => void) | undefined
}

/**
 * One flag gets at most half of the slots, and always one slot less than the total, so others never wait for the end of
 * someone else's long work, which can't be interrupted. With a single slot they take turns.
 */
export function openShares(slots: number): Shares {
  const most = Math.max(1, Math.min(Math.ceil(slots / 2), slots - 1))
  const held = new Map<string, number>()
  const count = (flag: string, by: number) => {
    const now = (held.get(flag) ?? 0) + by
    if (now > 0) held.set(flag, now)
    else held.delete(flag)
  }
  return {
    full: () => [...held].filter(([, slots]) => slots >= most).map(([flag]) => flag),
    take: (flag) => {
      if ((held.get(flag) ?? 0) >= most) return undefined
      count(flag, 1)
      return () => count(flag, -1)
    },
  }
}

type Work = (payload: unknown, helpers: JobHelpers) => Promise<void>

/** Hands a long job on to the slots of its kind, flagged with whose it is. */
export function handOn(infra: Infra, job: Job & { kind: 'task' }): Work {
  return async (payload, { addJob, job: { key, priority, max_attempts } }) => {
    const flag = await job.long?.whose(infra, payload)
    await addJob(longName(job.name), payload as object, {
      priority,
      maxAttempts: max_attempts,
      ...(key ? { jobKey: longName(key) } : {}),
      ...(flag ? { flags: [flag] } : {}),
    })
  }
}

/** Long jobs by name, each within its owner's share. A job that finds no free slot goes back into the queue. */
export function withinShares(work: Work, shares: Shares | undefined): Work {
  return async (payload, helpers) => {
    const { flags, task_identifier, key, priority, attempts, max_attempts } = helpers.job
    const flag = Object.keys(flags ?? {})[0]
    if (!flag || !shares) return work(payload, helpers)
    const leave = shares.take(flag)
    if (leave) return work(payload, helpers).finally(leave)
    await helpers.addJob(task_identifier, payload as object, {
      priority,
      maxAttempts: Math.max(1, max_attempts - attempts + 1),
      flags: [flag],
      ...(key ? { jobKey: key } : {}),
    })
  }
}

export function isLong(job: Job): job is Job & { kind: 'task' } {
  return job.kind === 'task' && job.long !== undefined
}

export function hasSlots(job: Job): job is Job & { kind: 'task'; slots: number } {
  return job.kind === 'task' && job.slots !== undefined
}

/** The jobs of one kind, by their names in the queue. */
export function named(jobs: Job[], name: (job: Job) => string, work: (job: Job) => Work): TaskList {
  return Object.fromEntries(jobs.map((job) => [name(job), work(job)])) as TaskList
}
