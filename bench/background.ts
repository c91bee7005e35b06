import { Logger, run } from 'graphile-worker'
import { z } from 'zod'
import { fact, publish } from '#infra/facts/events.ts'
import { consumeFeed, endOfFeed } from '#infra/facts/feed.ts'
import { task } from '#infra/jobs/jobs.ts'
import { runQueue } from '#infra/jobs/queue.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { loop, type Result, seconds } from './measure.ts'
import { ask, type World } from './world.ts'

const JOBS = 20_000
const NONE = { p50_ms: null, p95_ms: null }

/** Jobs that do nothing, through our queue and through the library alone. */
export async function jobs({ infra, bare, database_url }: World): Promise<Result> {
  const fill = () =>
    ask(bare, `select count(graphile_worker.add_job('bench.nothing', '{}')) from generate_series(1, $1)`, [
      JOBS,
    ])
  const untilDone = (start: (done: () => void) => Promise<{ stop: () => Promise<void> }>) =>
    new Promise<{ stop: () => Promise<void> }>((resolve) => {
      let left = JOBS
      const running = start(() => {
        left -= 1
        if (left === 0) resolve(running)
      })
    })
  let runner: { stop: () => Promise<void> } | undefined
  const measure = async (start: (done: () => void) => Promise<{ stop: () => Promise<void> }>) => {
    await fill()
    const spent = await seconds(async () => {
      runner = await untilDone(start)
    })
    await runner?.stop()
    return JOBS / spent
  }
  const ours = await measure((done) =>
    runQueue(database_url, infra, [task('bench.nothing', z.unknown(), async () => done())], {
      concurrency: 10,
    }),
  )
  const limit = await measure((done) =>
    run({
      connectionString: database_url,
      concurrency: 10,
      noHandleSignals: true,
      logger: new Logger(() => () => {}), // a line a job would be what is measured
      taskList: { 'bench.nothing': async () => done() },
    }),
  )
  return {
    scenario: 'jobs',
    target: '10,000/s',
    rate: ours,
    ...NONE,
    limit,
    limit_of: 'graphile-worker with the same settings',
    failures: 0,
  }
}

const FACTS = 100_000
const WRITERS = 16
const A_COMMIT = 5
const BARE_FACT = `insert into events (organization_id, name, subject_type, subject_id, payload)
  values ($1, 'bench.bare', 'thing', $1, '{}')`
const happened = fact('bench.happened', 'thing', 'Happened', z.object({ n: z.number() }))

/** Sixteen write while one reads; the failures are the facts that were lost or came twice. */
export async function feed({ infra, bare, organization_id }: World): Promise<Result> {
  const name = `bench-${newId()}`
  const from = await withWorker(infra.worker, (tx) => endOfFeed(tx))
  await ask(bare, 'insert into feed_cursors (name, xid, id) values ($1, $2::xid8, $3)', [
    name,
    from.xid,
    from.id,
  ])
  const written = new Set<string>()
  const read: string[] = []
  const actor = systemActor(organization_id)
  const write = async () => {
    for (let i = 0; i < FACTS / WRITERS / A_COMMIT; i++) {
      const ids = await withActor(infra.db, actor, async (tx) => {
        const some: string[] = []
        for (let n = 0; n < A_COMMIT; n++)
          some.push(await publish(tx, organization_id, happened, newId(), { n }))
        return some
      })
      for (const id of ids) written.add(id)
    }
  }
  const readOn = () =>
    withWorker(infra.worker, (tx) =>
      consumeFeed(tx, name, 2_000, async (facts) => {
        for (const one of facts) if (one.name === happened.name) read.push(one.id)
      }),
    )
  let writing = true
  const reader = (async () => {
    while ((await readOn()) > 0 || writing);
  })()
  const spent = await seconds(() => Promise.all(Array.from({ length: WRITERS }, write)))
  writing = false
  await reader
  while ((await readOn()) > 0);
  await ask(bare, 'delete from feed_cursors where name = $1', [name])
  const once = new Set(read)
  const limit = await loop(WRITERS, () => ask(bare, BARE_FACT, [organization_id]))
  return {
    scenario: `feed: ${FACTS} facts, ${WRITERS} writers`,
    target: '0 lost, 0 repeated',
    rate: FACTS / spent,
    ...NONE,
    limit,
    limit_of: 'a bare INSERT of the same row, committed one by one',
    failures: read.length - once.size + [...written].filter((id) => !once.has(id)).length,
  }
}
