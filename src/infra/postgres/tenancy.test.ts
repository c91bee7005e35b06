import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { jobs } from '#app/domains.ts'
import { migrate, urlAs } from '#app/migrate.ts'
import { consumeFeed } from '#infra/facts/feed.ts'
import { reactionsOf } from '#infra/jobs/jobs.ts'
import { connect, type Db, disconnect } from '#infra/postgres/pool.ts'
import { readAs, readOne, withActor, withWorker } from '#infra/postgres/transactions.ts'
import { type Actor, systemActor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { cloneTemplate, query } from '#testing/databases.ts'
import { hasPgBouncer, hasPostgres15, startPgBouncer, startPostgres15 } from '#testing/debian-postgres.ts'
import { SECRET } from '#testing/secret.ts'

type Place = {
  name: string
  skip: boolean
  open: () => Promise<{ url: string; pool_url: string; prepare: boolean; close: () => Promise<void> }>
}

/** The same must hold on every server and behind every pool that we say we run on. */
const PLACES: Place[] = [
  {
    name: 'the embedded PostgreSQL 18',
    skip: false,
    open: async () => {
      const url = await cloneTemplate(inject('server'), `tenancy_${newId().slice(-12)}`)
      return { url, pool_url: url, prepare: true, close: async () => {} }
    },
  },
  {
    name: 'Debian’s PostgreSQL 15',
    skip: !hasPostgres15,
    open: async () => {
      const server = await startPostgres15()
      await migrate(server.url, SECRET, reactionsOf(jobs))
      return { url: server.url, pool_url: server.url, prepare: true, close: server.stop }
    },
  },
  {
    name: 'PostgreSQL 15 behind PgBouncer in transaction mode with a pool of two',
    skip: !hasPostgres15 || !hasPgBouncer,
    open: async () => {
      const server = await startPostgres15()
      await migrate(server.url, SECRET, reactionsOf(jobs))
      const pool = await startPgBouncer(server.url)
      return {
        url: server.url,
        pool_url: pool.url,
        prepare: false,
        close: async () => {
          await pool.stop()
          await server.stop()
        },
      }
    },
  },
]

describe.each(PLACES.filter((place) => !place.skip))('on $name', ({ open }) => {
  let place: Awaited<ReturnType<Place['open']>>
  let db: Db
  let worker: Db
  const tenants: Actor[] = []

  beforeAll(async () => {
    place = await open()
    db = connect(urlAs(place.pool_url, SECRET, 'deedline_app'), { max: 20, prepare: place.prepare })
    worker = connect(urlAs(place.url, SECRET, 'deedline_worker'), { max: 3 })
    for (let i = 0; i < 4; i++) {
      const organization_id = newId()
      await withWorker(worker, async (tx) => {
        await sql`insert into organizations (id, name, slug, type) values (${organization_id}, ${`Tenant ${i}`}, ${organization_id}, 'agency')`.execute(
          tx,
        )
        for (let n = 0; n < 5; n++)
          await sql`select publish_fact(${organization_id}, 'test.happened', 'thing', ${newId()}, '{}')`.execute(
            tx,
          )
      })
      tenants.push(systemActor(organization_id))
    }
  })
  afterAll(async () => {
    await disconnect(db)
    await disconnect(worker)
    await place.close()
  })

  const ownRows = (actor: Actor, read = readAs) =>
    read(db, actor, (tx) => tx.selectFrom('events').select('organization_id').execute())

  test.each([
    ['on connections of their own', readAs],
    ['on connections that they share', readOne],
  ])('ten thousand interleaved reads of four tenants, %s, see no other tenant’s row', async (_how, way) => {
    let foreign = 0
    let seen = 0
    const read = async (i: number) => {
      const actor = tenants[i % tenants.length] as Actor
      const rows = await ownRows(actor, way)
      seen += rows.length
      foreign += rows.filter((row) => row.organization_id !== actor.organization_id).length
    }
    for (let i = 0; i < 10_000; i += 100)
      await Promise.all(Array.from({ length: 100 }, (_, n) => read(i + n)))
    expect({ foreign, seen }).toEqual({ foreign: 0, seen: 50_000 })
  })

  test('a transaction that fails in the middle leaves its connection clean for the next', async () => {
    const [first, second] = tenants as [Actor, Actor]
    for (let i = 0; i < 50; i++) {
      await withActor(db, first, (tx) => sql`select 1/0`.execute(tx)).catch(() => {})
      const rows = await ownRows(second)
      expect(new Set(rows.map((row) => row.organization_id))).toEqual(new Set([second.organization_id]))
    }
  })

  test('reads that leave in one packet fail separately, and each sees its own tenant', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 90 }, (_, i) => {
        const actor = tenants[i % tenants.length] as Actor
        if (i % 3 === 1) return readOne(db, actor, (tx) => sql`select 1/${i - i}::int`.execute(tx))
        if (i % 3 === 2) return readOne(db, actor, (tx) => sql`select nonsense`.execute(tx))
        return ownRows(actor, readOne).then((rows) =>
          rows.every((r) => r.organization_id === actor.organization_id),
        )
      }),
    )
    for (const [i, answer] of answers.entries())
      if (i % 3 === 0) expect(answer).toEqual({ status: 'fulfilled', value: true })
      else expect(answer).toMatchObject({ reason: { code: i % 3 === 1 ? '22012' : '42703' } })
  })

  test.each([
    ['a read', 'changing_reads', readOne],
    ['a transaction', 'changing_writes', withActor],
  ])(
    '%s whose columns have changed is never answered with the old ones, and works again by itself',
    async (_what, table, way) => {
      const actor = tenants[0] as Actor
      const look = () =>
        way(db, actor, (tx) => sql<{ n: unknown }>`select n from ${sql.raw(table)} where ${true}`.execute(tx))
      await query(place.url, `create table ${table} as select 7 as n`)
      await query(place.url, `grant select on ${table} to deedline_app`)
      for (let i = 0; i < 3; i++) expect((await look()).rows).toEqual([{ n: 7 }])
      await query(place.url, `alter table ${table} alter n type text using 'seven'`)
      const seen = await Promise.allSettled([look(), look(), look()])
      for (const each of seen)
        if (each.status === 'fulfilled') expect(each.value.rows).toEqual([{ n: 'seven' }])
      expect((await look()).rows).toEqual([{ n: 'seven' }])
      await query(place.url, `drop table ${table}`)
    },
  )

  test('rows use the column names, whatever these are, and the last of equal names wins', async () => {
    const read = () =>
      withActor(db, tenants[0] as Actor, (tx) =>
        sql`select ${1}::int as "it's", null as "a ""b""", ${3}::int as twice, ${4}::int as twice`.execute(
          tx,
        ),
      )
    for (let i = 0; i < 3; i++) expect((await read()).rows).toEqual([{ "it's": 1, 'a "b"': null, twice: 4 }])
  })

  test('connections cut at any moment mix no tenants, block no one and end only their own work', async () => {
    let foreign = 0
    let cut = 0
    const work = async (i: number) => {
      const actor = tenants[i % tenants.length] as Actor
      const look = async (tx: Parameters<Parameters<typeof withActor>[2]>[0]) => {
        const rows = await tx.selectFrom('events').select('organization_id').execute()
        foreign += rows.filter((row) => row.organization_id !== actor.organization_id).length
      }
      const together = readOne(db, actor, look).catch(() => {
        cut++
      })
      await withActor(db, actor, async (tx) => {
        await look(tx)
        if (i % 3 === 0) await new Promise((resolve) => setTimeout(resolve, i % 7))
        await look(tx)
      }).catch(() => {
        cut++
      })
      await together
    }
    let cutting = true
    const scissors = (async () => {
      while (cutting) {
        await query(
          place.url,
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'deedline_app'
            and backend_start < now() - interval '150 milliseconds' order by random() limit 1`,
        )
        await new Promise((resolve) => setTimeout(resolve, 40))
      }
    })()
    try {
      for (let i = 0; i < 1_800; i += 60) await Promise.all(Array.from({ length: 60 }, (_, n) => work(i + n)))
    } finally {
      cutting = false
    }
    await scissors
    expect({ foreign, cut: cut > 0 }).toEqual({ foreign: 0, cut: true })
    const rows = await ownRows(tenants[0] as Actor).catch(() => ownRows(tenants[0] as Actor))
    expect(rows.length).toBe(5)
  })

  test('without a tenant nothing is visible and nothing can be written', async () => {
    const nobody = { ...(tenants[0] as Actor), organization_id: '' }
    expect(await readAs(db, nobody, (tx) => tx.selectFrom('events').select('id').execute())).toEqual([])
    expect(await readAs(db, nobody, (tx) => tx.selectFrom('organizations').select('id').execute())).toEqual(
      [],
    )
  })

  test('a row cannot be written into, or moved to, another tenant', async () => {
    const [first, second] = tenants as [Actor, Actor]
    const foreign = withActor(db, first, (tx) =>
      sql`insert into teams (organization_id, name) values (${second.organization_id}, 'x')`.execute(tx),
    )
    await expect(foreign).rejects.toMatchObject({ code: '42501' })
    await withActor(db, first, (tx) =>
      sql`insert into teams (organization_id, name) values (${first.organization_id}, 'mine')`.execute(tx),
    )
    const moved = withActor(db, first, (tx) =>
      sql`update teams set organization_id = ${second.organization_id}`.execute(tx),
    )
    await expect(moved).rejects.toMatchObject({ code: expect.stringMatching(/42501|23503/) })
  })

  test('a swallowed error does not end in a commit that saved nothing', async () => {
    const swallowed = withActor(db, tenants[0] as Actor, async (tx) => {
      await sql`select 1/0`.execute(tx).catch(() => {})
    })
    await expect(swallowed).rejects.toThrow('nothing was saved')
  })

  test('the feed reads every fact of every tenant once', async () => {
    const ids = new Set<string>()
    for (;;) {
      const count = await withWorker(worker, (tx) =>
        consumeFeed(tx, 'tenancy', 7, async (facts) => {
          for (const one of facts) ids.add(one.id)
        }),
      )
      if (count === 0) break
    }
    const [row] = await query(place.url, 'select count(*)::int as count from events')
    expect(ids.size).toBe(row?.count)
  })
})

for (const place of PLACES.filter(({ skip }) => skip))
  test.skip(`on ${place.name}: needs Debian’s packages postgresql and pgbouncer`, () => {})
