import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fact, publish } from '#infra/events.ts'
import { consumeFeed } from '#infra/feed.ts'
import { withActor, withWorker } from '#infra/postgres.ts'
import { reap } from '#infra/queue.ts'
import { sealFacts, verifyChain } from '#infra/seals.ts'
import { systemActor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { testApp } from '#testing/app.ts'
import { SECRET } from '#testing/secret.ts'

const app = testApp({ DATABASE_POOL_SIZE: '20' })
const happened = fact('test.happened', 'thing', z.object({ n: z.number() }))

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
  test('loses and repeats nothing while sixteen write, some of them slowly', async () => {
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

  test('holds nothing of a transaction that was rolled back', async () => {
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

  test('a fact cannot be written into another organization, nor changed, nor deleted, by a request', async () => {
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

describe('the seals', () => {
  async function sealedOrganization(): Promise<{ organization_id: string; ids: string[] }> {
    const { organization_id } = await app.newPerson('owner')
    const ids: string[] = []
    for (let batch = 0; batch < 3; batch++) {
      await withActor(app.infra().db, systemActor(organization_id), async (tx) => {
        for (let n = 0; n < 4; n++) ids.push(await publish(tx, organization_id, happened, newId(), { n }))
      })
      await expect
        .poll(async () => {
          await withWorker(app.infra().worker, (tx) => sealFacts(tx, SECRET))
          return (await verify(organization_id)).unsealed
        })
        .toBe(0)
    }
    return { organization_id, ids }
  }
  const verify = (organization_id: string, known?: Parameters<typeof verifyChain>[3]) =>
    withWorker(app.infra().worker, (tx) => verifyChain(tx, SECRET, organization_id, known))

  test('of untouched facts are whole', async () => {
    const { organization_id } = await sealedOrganization()
    expect(await verify(organization_id)).toMatchObject({ sealed: 12, unsealed: 0, intact: true })
  })

  test.each([
    ['an edit', (id: string) => [`update events set payload = '{"n": 99}' where id = '${id}'`]],
    ['a deletion', (id: string) => [`delete from events where id = '${id}'`]],
    [
      'a new time',
      (id: string) => [`update events set created_at = created_at + interval '1 second' where id = '${id}'`],
    ],
    ['another person', (id: string) => [`update events set user_id = uuidv7() where id = '${id}'`]],
  ])('find %s and name the fact', async (_, tamper) => {
    const { organization_id, ids } = await sealedOrganization()
    const id = ids[6] as string
    await app.asOwner(...tamper(id))
    expect(await verify(organization_id)).toMatchObject({ intact: false, event_id: id, sealed: 6 })
  })

  test('find a fact that was put in behind their back', async () => {
    const { organization_id } = await sealedOrganization()
    const id = newId()
    await app.asOwner(
      `insert into events (organization_id, id, xid, name, subject_type, subject_id, payload)
       select organization_id, '${id}', xid, name, subject_type, subject_id, payload from events
        where organization_id = '${organization_id}' order by xid, id limit 1`,
      `update feed_cursors set id = 'ffffffff-ffff-ffff-ffff-ffffffffffff' where name = 'seals'`,
    )
    expect(await verify(organization_id)).toMatchObject({ intact: false, event_id: id })
  })

  test('find two facts that changed places', async () => {
    const { organization_id, ids } = await sealedOrganization()
    await app.asOwner(
      `update event_seals set event_ids = array_replace(array_replace(array_replace(event_ids,
         '${ids[1]}', '00000000-0000-0000-0000-000000000001'), '${ids[2]}', '${ids[1]}'), '00000000-0000-0000-0000-000000000001', '${ids[2]}')
        where organization_id = '${organization_id}'`,
    )
    expect(await verify(organization_id)).toMatchObject({ intact: false, event_id: ids[2] })
  })

  test('that were cut off at the end, facts and all, are missed by who kept the head', async () => {
    const { organization_id } = await sealedOrganization()
    const { head } = await verify(organization_id)
    await app.asOwner(
      `delete from events e using event_seals s where s.organization_id = '${organization_id}' and e.organization_id = s.organization_id
          and s.position > 1 and e.id = any(s.event_ids)`,
      `delete from event_seals where organization_id = '${organization_id}' and position > 1`,
    )
    expect(await verify(organization_id)).toMatchObject({ intact: true })
    expect(await verify(organization_id, { organization_id, position: 12, hash: head })).toMatchObject({
      intact: false,
    })
  })
})

test('a job of a worker that died is freed, one of a worker that lives is not', async () => {
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
