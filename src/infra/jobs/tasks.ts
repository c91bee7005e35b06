import type { JobHelpers, TaskList } from 'graphile-worker'
import type { Infra } from '#infra/infra.ts'
import type { Attempt, Job, ReactedFact } from '#infra/jobs/jobs.ts'
import { handOn, hasSlots, isLong, longName, named, type Shares, withinShares } from '#infra/jobs/long.ts'

/** Every task that can be in the queue, by name. */
export function taskList(infra: Infra, jobs: Job[]): TaskList {
  return {
    ...shortTasks(infra, jobs),
    ...longTasks(infra, jobs),
    ...named(
      jobs.filter(hasSlots),
      ({ name }) => name,
      (job) => workOn(infra, job),
    ),
  }
}

export function shortTasks(infra: Infra, jobs: Job[]): TaskList {
  return named(
    jobs.filter((job) => !hasSlots(job)),
    ({ name }) => name,
    (job) => (isLong(job) ? handOn(infra, job) : workOn(infra, job)),
  )
}

export function longTasks(infra: Infra, jobs: Job[], shares?: Shares): TaskList {
  return named(
    jobs.filter(isLong),
    ({ name }) => longName(name),
    (job) => withinShares(workOn(infra, job), shares),
  )
}

export function workOn(infra: Infra, job: Job) {
  return async (payload: unknown, { job: { attempts, max_attempts } }: JobHelpers): Promise<void> => {
    const started = performance.now()
    const done = (outcome: 'done' | 'failed') =>
      infra.metrics.observeJob(job.name, outcome, (performance.now() - started) / 1000)
    try {
      await perform(infra, job, payload, { number: attempts, last: attempts >= max_attempts })
      done('done')
    } catch (error) {
      done('failed')
      infra.log.error({ err: error, job: job.name, attempt: attempts }, 'a job failed')
      if (attempts >= max_attempts) await giveUp(infra, job, payload, error)
      throw error
    }
  }
}

/** Marks the subject of a job that won't be retried. */
export async function giveUp(infra: Infra, job: Job, payload: unknown, error: unknown): Promise<void> {
  if (job.kind === 'cron' || !job.failed) return
  await job.failed(infra, payload as ReactedFact, error).catch((err) => {
    infra.log.error({ err, job: job.name }, 'the final failure of a job could not be recorded')
  })
}

async function perform(infra: Infra, job: Job, payload: unknown, attempt: Attempt): Promise<void> {
  if (job.kind === 'cron') await job.run(infra, infra.now())
  else if (job.kind === 'reaction')
    await job.run(infra, payload as { organization_id: string; event_id: string })
  else await job.run(infra, payload, attempt)
}
