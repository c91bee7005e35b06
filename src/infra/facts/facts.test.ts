import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fact, publish } from '#infra/facts/events.ts'
import { consumeFeed } from '#infra/facts/feed.ts'
import { reap } from '#infra/jobs/lives.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { testApp } from '#testing/app.ts'

const app = testApp({ DATABASE_POOL_SIZE: '20' })
const happened = fact('test.happened', 'thing', 'Happened', z.object({ n: z.number() }))

async function consumeAll(name: string): Promise<string[]> {
  const seen: string[] = []
  for (;;) {
    const count = await withWorker(app.infra().worker, (tx) =>
      consumeFeed(tx, name, 1000, async (facts) => {
        seen.push(...facts.filter((one) => one.name === 'test.happened').map((one) => one.id))
      }),
    )
    if (count === 0) return seen
  }
}

describe('the feed', () => {
  test('loses and repeats nothing with sixteen writers, some of them slow', async () => {
    const { organization_id } = await app.newPerson('owner')
    const actor = systemActor(organization_id)
    const written: string[] = []
    const write = async (writer: number) => {
      for (let i = 0; i < 60; i++)
        await withActor(app.infra().db, actor, async (tx) => {
          const id = await publish(tx, organization_id, happened, newId(), { n: i })
          if (writer % 4 === 0 && i % 5 === 0) await sql`select pg_sleep(0.02)`.execute(tx)
          written.push(id)
        })
    }
    let writing = true
    const seen: string[] = []
    const reader = (async () => {
      while (writing) seen.push(...(await consumeAll('test')))
      seen.push(...(await consumeAll('test')))
    })()
    await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)))
    writing = false
    await reader
    await expect
      .poll(async () => {
        seen.push(...(await consumeAll('test')))
        return seen.length
      })
      .toBe(written.length)
    expect(new Set(seen)).toEqual(new Set(written))
  })

  test('contains nothing from a transaction that was rolled back', async () => {
    const { organization_id } = await app.newPerson('owner')
    const actor = systemActor(organization_id)
    let undone = ''
    await expect(
      withActor(app.infra().db, actor, async (tx) => {
        undone = await publish(tx, organization_id, happened, newId(), { n: 1 })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    const kept = await withActor(app.infra().db, actor, (tx) =>
      publish(tx, organization_id, happened, newId(), { n: 2 }),
    )
    const seen: string[] = []
    await expect
      .poll(async () => seen.push(...(await consumeAll('rollback'))) && seen.includes(kept))
      .toBe(true)
    expect(undone).not.toBe('')
    expect(seen).not.toContain(undone)
  })

  test('a request cannot write a fact into another organization, nor change or delete one', async () => {
    const [mine, theirs] = [await app.newPerson('owner'), await app.newPerson('owner')]
    const act = <T>(work: Parameters<typeof withActor<T>>[2]) =>
      withActor(app.infra().db, systemActor(mine.organization_id), work)
    await expect(
      act((tx) => publish(tx, theirs.organization_id, happened, newId(), { n: 1 })),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(act((tx) => sql`update events set payload = '{}'`.execute(tx))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(act((tx) => sql`delete from events`.execute(tx))).rejects.toMatchObject({ code: '42501' })
  })
})

test('a job of a dead worker is freed, one of a live worker is not', async () => {
  await app.asOwner(
    `select graphile_worker.add_job('documents.learn', '{}', job_key := 'dead')`,
    `update graphile_worker._private_jobs set locked_by = 'dead-worker', locked_at = now() - interval '1 minute' where key = 'dead'`,
  )
  const client = new pg.Client({ connectionString: app.url() })
  await client.connect()
  expect(await reap(client)).toEqual(['dead-worker'])
  const { rows } = await client.query(`select locked_by from graphile_worker.jobs where key = 'dead'`)
  await client.end()
  expect(rows).toEqual([{ locked_by: null }])
})
