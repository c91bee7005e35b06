import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { inSlots, type Job, task } from '#infra/jobs/jobs.ts'
import { reap } from '#infra/jobs/lives.ts'
import { type QueueRunner, runQueue } from '#infra/jobs/queue.ts'
import { testApp } from '#testing/app.ts'

const app = testApp()
const LONG = 3
const Work = z.object({ who: z.string(), n: z.number() })

let runner: QueueRunner | undefined
/** What is running, and how to end it. */
let running = new Map<string, () => void>()
let most = new Map<string, number>()
let done: string[] = []

const jobs: Job[] = [
  task(
    'test.read',
    Work,
    (_infra, { who, n }) =>
      new Promise<void>((resolve) => {
        running.set(`${who} ${n}`, () => {
          running.delete(`${who} ${n}`)
          done.push(`${who} ${n}`)
          resolve()
        })
        most.set(who, Math.max(most.get(who) ?? 0, of(who).length))
      }),
    undefined,
    { whose: async (_infra, { who }) => `person:${who}` },
  ),
  inSlots(
    1,
    task('test.send', Work, (_infra, { who, n }) => {
      const name = `${who} ${n}`
      return new Promise<void>((resolve) => {
        running.set(name, () => {
          running.delete(name)
          resolve()
        })
      })
    }),
  ),
  task('test.mail', Work, async (_infra, { who, n }) => {
    done.push(`${who} ${n}`)
  }),
]

const of = (who: string) => [...running.keys()].filter((name) => name.startsWith(`${who} `))
const endAll = () => {
  for (const end of running.values()) end()
}

async function open(long = LONG): Promise<void> {
  running = new Map()
  most = new Map()
  done = []
  runner = await runQueue(app.url(), app.infra(), jobs, { concurrency: 2, long })
}

afterEach(async () => {
  const ending = setInterval(endAll, 20)
  await runner?.stop()
  clearInterval(ending)
  await app.asOwner('delete from graphile_worker._private_jobs')
})

const add = (name: string, who: string, count: number) =>
  app.asOwner(
    `select graphile_worker.add_job('${name}', json_build_object('who', '${who}', 'n', n), job_key := '${name} ${who} ' || n)
       from generate_series(1, ${count}) n`,
  )

test('short jobs never wait behind long ones', async () => {
  await open()
  await add('test.read', 'ana', 6)
  await add('test.read', 'ben', 6)
  await expect.poll(() => running.size, { timeout: 5_000 }).toBe(LONG)
  await add('test.mail', 'paula', 5)
  await expect.poll(() => done.length, { timeout: 3_000 }).toBe(5)
  expect(running.size).toBe(LONG)
})

test('however many jobs one person has, another’s starts at once', async () => {
  await open()
  await add('test.read', 'ana', 8)
  await expect.poll(() => of('ana').length, { timeout: 5_000 }).toBe(2)
  await add('test.read', 'paula', 1)
  await expect.poll(() => of('paula').length, { timeout: 3_000 }).toBe(1)
  expect(most.get('ana')).toBe(2)
})

test('a job that waited for its share is not lost or done twice, and its attempts are its own', async () => {
  await open()
  await add('test.read', 'ana', 12)
  await add('test.read', 'ben', 3)
  const ending = setInterval(endAll, 10)
  await expect.poll(() => done.length, { timeout: 20_000 }).toBe(15)
  clearInterval(ending)
  expect(new Set(done).size).toBe(15)
  expect(most.get('ana')).toBeLessThanOrEqual(2)
  await expect.poll(async () => (await app.query('select id from graphile_worker.jobs')).length).toBe(0)
}, 30_000)

test('a long job is not mistaken for that of a dead worker, and runs once', async () => {
  await open()
  await add('test.read', 'ana', 1)
  await expect.poll(() => running.size, { timeout: 5_000 }).toBe(1)
  // As after minutes: whoever holds it must show that he lives.
  await app.asOwner(
    `update graphile_worker._private_jobs set locked_at = now() - interval '5 minutes' where locked_at is not null`,
  )
  const client = new pg.Client({ connectionString: app.url() })
  await client.connect()
  expect(await reap(client)).toEqual([])
  await client.end()
  const [job] = await app.query('select locked_by, attempts from graphile_worker.jobs')
  expect(job).toMatchObject({ locked_by: expect.any(String), attempts: 1 })
})

test('a single slot is taken in turns', async () => {
  await open(1)
  await add('test.read', 'ana', 2)
  await add('test.read', 'paula', 1)
  const ending = setInterval(endAll, 10)
  await expect.poll(() => done.length, { timeout: 10_000 }).toBe(3)
  clearInterval(ending)
})

test('jobs that wait for other companies’ servers have slots of their own', async () => {
  await open()
  await add('test.send', 'hook', 3)
  await expect.poll(() => of('hook').length, { timeout: 5_000 }).toBe(1)
  await add('test.mail', 'paula', 5)
  await add('test.read', 'ana', 1)
  await expect.poll(() => done.length, { timeout: 3_000 }).toBe(5)
  await expect.poll(() => of('ana').length, { timeout: 3_000 }).toBe(1)
  expect(of('hook')).toHaveLength(1)
})
