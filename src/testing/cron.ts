import { jobs } from '#app/domains.ts'
import type { testApp } from '#testing/app.ts'

/** Runs a job of the clock as if it were `now`. */
export async function runCron(
  app: ReturnType<typeof testApp>,
  name: string,
  now = new Date(),
): Promise<void> {
  const job = jobs.find((one) => one.name === name)
  if (job?.kind !== 'cron') throw new Error(`${name} is not a job that runs by the clock`)
  await job.run(app.infra(), now)
}
