import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Cache, type CacheOutcome, PATTERNS, remember } from '#infra/cache.ts'
import { createMemoryCache } from '#infra/cache-memory.ts'
import { createRedisCache } from '#infra/cache-redis.ts'
import { freePort } from '#infra/ports.ts'

const MINUTE = 60
const KINDS = {
  session: PATTERNS.session,
  search: { prefix: 'search', ttl_seconds: 5 * MINUTE, key: (ids: { hash: string }) => `search:${ids.hash}` },
  document: {
    prefix: 'doc',
    ttl_seconds: 60 * MINUTE,
    key: (ids: { document_id: string }) => `doc:${ids.document_id}`,
  },
  organization: PATTERNS.organization,
  template: {
    prefix: 'template',
    ttl_seconds: 60 * MINUTE,
    key: (ids: { template_id: string }) => `template:${ids.template_id}`,
  },
  alerts: {
    prefix: 'alerts',
    ttl_seconds: 30 * MINUTE,
    key: (ids: { user_id: string }) => `alerts:${ids.user_id}`,
  },
}

type RedisServer = { url: string; port: number; child: ChildProcess }
type Opened = { cache: Cache; outcomes: CacheOutcome[] }

const noRedis = spawnSync('redis-server', ['--version']).status !== 0
const undo: (() => unknown)[] = []
let redis: RedisServer

beforeAll(async () => {
  if (noRedis) console.warn('Skipped the Redis tests: the command redis-server is not installed.')
  else redis = await startRedis(await freePort())
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
afterAll(() => redis?.child.kill('SIGKILL'))

const adapters: [string, boolean, () => Promise<Opened>][] = [
  ['in memory', false, async () => opened((observe) => createMemoryCache({ observe }))],
  ['in Redis', noRedis, () => inRedis()],
]

describe.each(adapters)('A cache %s', (_, skip, open) => {
  test.skipIf(skip)('loads a record once and then answers from the copy', async () => {
    const { cache, outcomes } = await open()
    const [document, loads] = [{ document_id: randomUUID() }, counter({ title: 'Grundbuch №7 🏠' })]

    const first = await remember(cache, KINDS.document, document, loads.load)
    const second = await remember(cache, KINDS.document, document, loads.load)

    expect([first, second, loads.count()]).toEqual([{ title: 'Grundbuch №7 🏠' }, first, 1])
    expect(outcomes).toEqual(['miss', 'hit'])
  })

  test.skipIf(skip)(
    'gives each reader a copy of its own, the same whether it was cached or not',
    async () => {
      const { cache } = await open()
      const document = { document_id: randomUUID() }
      const load = async () => ({ tags: ['deed'], at: new Date(0) })

      const loaded = await Promise.all([1, 2].map(() => remember(cache, KINDS.document, document, load)))
      loaded[0]?.tags.push('mine alone')
      const cached = await remember(cache, KINDS.document, document, load)

      expect([loaded[1], cached]).toEqual([
        { tags: ['deed'], at: '1970-01-01T00:00:00.000Z' },
        { tags: ['deed'], at: '1970-01-01T00:00:00.000Z' },
      ])
    },
  )

  test.skipIf(skip)('lets one of a thousand simultaneous readers load', async () => {
    const { cache } = await open()
    const [document, loads] = [{ document_id: randomUUID() }, counter('slow', 50)]
    const ask = () => remember(cache, KINDS.document, document, loads.load)

    const answers = await Promise.all(Array.from({ length: 1_000 }, ask))

    expect(new Set(answers)).toEqual(new Set(['slow']))
    expect(loads.count()).toBe(1)
  })

  test.skipIf(skip)('forgets what is invalidated, and only that', async () => {
    const { cache } = await open()
    const [kept, changed] = [{ user_id: randomUUID() }, { user_id: randomUUID() }]
    const loads = counter('alerts')
    for (const user of [kept, changed]) await remember(cache, KINDS.alerts, user, loads.load)

    await cache.invalidate([KINDS.alerts.key(changed)])
    for (const user of [kept, changed]) await remember(cache, KINDS.alerts, user, loads.load)

    expect(loads.count()).toBe(3)
  })

  test.skipIf(skip)('forgets everything when invalidations may have been missed', async () => {
    const { cache } = await open()
    const [organization, loads] = [{ organization_id: randomUUID() }, counter('<p>')]
    await remember(cache, KINDS.organization, organization, loads.load)

    await cache.clear()
    await remember(cache, KINDS.organization, organization, loads.load)

    expect(loads.count()).toBe(2)
  })

  test.skipIf(skip)('never stores what was loaded before the record changed', async () => {
    const { cache } = await open()
    const organization = { organization_id: randomUUID() }
    const old = remember(cache, KINDS.organization, organization, () => sleep(80, 'old'))
    await sleep(20)

    await cache.invalidate([KINDS.organization.key(organization)])
    const fresh = await remember(cache, KINDS.organization, organization, async () => 'new')
    await old

    expect(fresh).toBe('new')
    const later = await remember(cache, KINDS.organization, organization, async () => 'loaded again')
    expect(later).toBe('new')
  })

  test.skipIf(skip)('does not remember a failed load nor that there was nothing', async () => {
    const { cache } = await open()
    const document = { document_id: randomUUID() }
    const failing = remember(cache, KINDS.document, document, () => Promise.reject(new Error('down')))

    await expect(failing).rejects.toThrow('down')
    expect(await remember(cache, KINDS.document, document, async () => undefined)).toBeUndefined()
    expect(await remember(cache, KINDS.document, document, async () => 'there now')).toBe('there now')
  })

  test.skipIf(skip)('lets a record go when its time is over', async () => {
    const { cache } = await open()
    const brief = { prefix: 'search', ttl_seconds: 1, key: (hash: string) => `search:${hash}` }
    const [hash, loads] = [randomUUID(), counter('found')]
    await remember(cache, brief, hash, loads.load)

    await sleep(1_100)
    await remember(cache, brief, hash, loads.load)

    expect(loads.count()).toBe(2)
  })
})

describe.skipIf(noRedis)('Across processes that share Redis', () => {
  test('one loads while the others wait for its result', async () => {
    const [one, two] = [await inRedis(), await inRedis()]
    const [document, loads] = [{ document_id: randomUUID() }, counter('loaded', 100)]

    const answers = await Promise.all(
      [one, two].map(({ cache }) => remember(cache, KINDS.document, document, loads.load)),
    )

    expect([answers, loads.count()]).toEqual([['loaded', 'loaded'], 1])
  })

  test('an invalidation by one is seen by the other, even while that one loads', async () => {
    const [one, two] = [await inRedis(), await inRedis()]
    const document = { document_id: randomUUID() }
    const old = remember(one.cache, KINDS.document, document, () => sleep(80, 'old'))
    await sleep(20)

    await two.cache.invalidate([KINDS.document.key(document)])
    await old

    expect(await remember(one.cache, KINDS.document, document, async () => 'new')).toBe('new')
  })

  test('a process that died while loading holds the others up for a second at most', async () => {
    const [dead, alive] = [await inRedis(), await inRedis()]
    const document = { document_id: randomUUID() }
    await dead.cache.take(KINDS.document.key(document))

    expect(await remember(alive.cache, KINDS.document, document, async () => 'loaded')).toBe('loaded')
  })

  test('keys and lifetimes are those that operators know', async () => {
    const { cache } = await inRedis()
    const client = new Redis(redis.url)
    undo.push(() => client.disconnect())
    await client.flushdb()

    await remember(cache, KINDS.session, { user_id: 'u', session_id: 's' }, async () => 1)
    await remember(cache, KINDS.organization, { organization_id: 'o' }, async () => 1)

    expect((await client.keys('*')).sort()).toEqual(['agency:o:settings', 'session:u:s'])
    expect(await client.ttl('session:u:s')).toBeGreaterThan(86_000)
  })
})

describe.skipIf(noRedis)('Without Redis requests go on:', () => {
  test('when it is killed, and again with it when it is back', async () => {
    const own = await startRedis(await freePort())
    const { cache } = await inRedis(own.url)
    const [document, loads] = [{ document_id: randomUUID() }, counter('record')]
    await remember(cache, KINDS.document, document, loads.load)

    own.child.kill('SIGKILL')
    await once(own.child, 'exit')
    for (let read = 0; read < 5; read++) {
      expect(await remember(cache, KINDS.document, document, loads.load)).toBe('record')
    }
    expect([loads.count(), cache.isUp()]).toEqual([6, false])

    await startRedis(own.port)
    await expect.poll(cache.isUp, { timeout: 10_000 }).toBe(true)
    await remember(cache, KINDS.document, document, loads.load)
    await remember(cache, KINDS.document, document, loads.load)
    expect(loads.count()).toBe(7)
  })

  test.each([
    ['hangs', async ({ child }: RedisServer) => child.kill('SIGSTOP')],
    ['is slow', async ({ url }: RedisServer) => sayOnce(url, 'CLIENT', 'PAUSE', '1500', 'ALL')],
  ])('when it %s, one reader waits for it and the next ones do not', async (_, hinder) => {
    const own = await startRedis(await freePort())
    const { cache, outcomes } = await inRedis(own.url)
    await hinder(own)

    const ask = () =>
      remember(cache, KINDS.document, { document_id: randomUUID() }, async () => 'from the database')
    for (let read = 0; read < 100; read++) expect(await ask()).toBe('from the database')

    expect(outcomes).toEqual(Array(100).fill('unavailable'))
    own.child.kill('SIGCONT')
    await expect.poll(cache.isUp, { timeout: 10_000 }).toBe(true)
  })

  test('and it hears what changed meanwhile before it is read from again', async () => {
    const own = await startRedis(await freePort())
    const { cache } = await inRedis(own.url)
    const document = { document_id: randomUUID() }
    await remember(cache, KINDS.document, document, async () => 'old')

    own.child.kill('SIGSTOP')
    await cache.invalidate([KINDS.document.key(document)])
    own.child.kill('SIGCONT')
    await expect.poll(cache.isUp, { timeout: 10_000 }).toBe(true)

    expect(await remember(cache, KINDS.document, document, async () => 'new')).toBe('new')
  })

  test('more changes than it can be told one by one empty it', async () => {
    const own = await startRedis(await freePort())
    const { cache } = await inRedis(own.url)
    const organization = { organization_id: randomUUID() }
    await remember(cache, KINDS.organization, organization, async () => 'old')

    own.child.kill('SIGSTOP')
    await cache.invalidate(Array.from({ length: 10_001 }, (_, number) => `doc:${number}`))
    own.child.kill('SIGCONT')
    await expect.poll(cache.isUp, { timeout: 10_000 }).toBe(true)

    expect(await remember(cache, KINDS.organization, organization, async () => 'loaded again')).toBe(
      'loaded again',
    )
  })
})

test('A cache in memory keeps within its bytes', async () => {
  const { cache } = await opened((observe) => createMemoryCache({ max_bytes: 1_000_000, observe }))
  const load = async () => 'x'.repeat(10_000)
  const first = { hash: 'first' }
  await remember(cache, KINDS.search, first, load)

  for (let hash = 0; hash < 100; hash++) await remember(cache, KINDS.search, { hash: `${hash}` }, load)

  expect(await cache.take(KINDS.search.key(first))).toHaveProperty('lease')
})

async function opened(make: (observe: NonNullable<Cache['observe']>) => Cache): Promise<Opened> {
  const outcomes: CacheOutcome[] = []
  const cache = make((_, outcome) => outcomes.push(outcome))
  undo.push(cache.close)
  return { cache, outcomes }
}

async function inRedis(url = redis.url): Promise<Opened> {
  const made = await opened((observe) => createRedisCache({ url, observe }))
  await expect.poll(made.cache.isUp, { timeout: 10_000 }).toBe(true)
  return made
}

function counter<T>(value: T, ms = 0) {
  let count = 0
  const load = async () => {
    count++
    return sleep(ms, value)
  }
  return { load, count: () => count }
}

async function sayOnce(url: string, command: string, ...words: string[]): Promise<void> {
  const client = new Redis(url)
  await client.call(command, ...words)
  client.disconnect()
}

async function startRedis(port: number): Promise<RedisServer> {
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  undo.push(() => (child === redis?.child ? undefined : child.kill('SIGKILL')))
  for await (const words of child.stdout) if (String(words).includes('Ready to accept connections')) break
  child.stdout.resume()
  return { url: `redis://127.0.0.1:${port}`, port, child }
}
