import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { remember } from '#infra/cache/cache.ts'
import { counter, KINDS, noRedis, type RedisServer, testCaches } from '#testing/caches.ts'

const { inRedis, redis, ownRedis, after } = testCaches()

describe.skipIf(noRedis)('Across processes that share Redis', () => {
  // A Redis that takes longer than a tenth of a second is passed by, as it may on a machine that is busy.
  test('one loads while the others wait for its result', { retry: 2 }, async () => {
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

  test('a process that died while loading holds up the others for a second at most', async () => {
    const [dead, alive] = [await inRedis(), await inRedis()]
    const document = { document_id: randomUUID() }
    await dead.cache.take(KINDS.document.key(document))

    expect(await remember(alive.cache, KINDS.document, document, async () => 'loaded')).toBe('loaded')
  })

  test('keys and lifetimes are the documented ones', async () => {
    const { cache } = await inRedis()
    const client = new Redis(redis().url)
    after(() => client.disconnect())
    await client.flushdb()

    await remember(cache, KINDS.session, { user_id: 'u', session_id: 's' }, async () => 1)
    await remember(cache, KINDS.organization, { organization_id: 'o' }, async () => 1)

    expect((await client.keys('*')).sort()).toEqual(['agency:o:settings', 'session:u:s'])
    expect(await client.ttl('session:u:s')).toBeGreaterThan(86_000)
  })
})

describe.skipIf(noRedis)('Without Redis, requests continue:', () => {
  test('when it is killed, and with it again when it is back', async () => {
    const own = await ownRedis()
    const { cache } = await inRedis(own.url)
    const [document, loads] = [{ document_id: randomUUID() }, counter('record')]
    await remember(cache, KINDS.document, document, loads.load)

    own.child.kill('SIGKILL')
    await once(own.child, 'exit')
    for (let read = 0; read < 5; read++) {
      expect(await remember(cache, KINDS.document, document, loads.load)).toBe('record')
    }
    expect([loads.count(), cache.isUp()]).toEqual([6, false])

    await ownRedis(own.port)
    await expect.poll(cache.isUp, { timeout: 10_000 }).toBe(true)
    await remember(cache, KINDS.document, document, loads.load)
    await remember(cache, KINDS.document, document, loads.load)
    expect(loads.count()).toBe(7)
  })

  test.each([
    ['hangs', async ({ child }: RedisServer) => child.kill('SIGSTOP')],
    ['is slow', async ({ url }: RedisServer) => sayOnce(url, 'CLIENT', 'PAUSE', '1500', 'ALL')],
  ])('when it %s, one reader waits for it and the next ones do not', async (_, hinder) => {
    const own = await ownRedis()
    const { cache, outcomes } = await inRedis(own.url)
    await hinder(own)

    const ask = () =>
      remember(cache, KINDS.document, { document_id: randomUUID() }, async () => 'from the database')
    for (let read = 0; read < 100; read++) expect(await ask()).toBe('from the database')

    expect(outcomes).toEqual(Array(100).fill('unavailable'))
    own.child.kill('SIGCONT')
    await expect.poll(cache.isUp, { timeout: 10_000 }).toBe(true)
  })

  test('and missed invalidations reach it before it is read from again', async () => {
    const own = await ownRedis()
    const { cache } = await inRedis(own.url)
    const document = { document_id: randomUUID() }
    await remember(cache, KINDS.document, document, async () => 'old')

    own.child.kill('SIGSTOP')
    await cache.invalidate([KINDS.document.key(document)])
    own.child.kill('SIGCONT')
    await expect.poll(cache.isUp, { timeout: 10_000 }).toBe(true)

    expect(await remember(cache, KINDS.document, document, async () => 'new')).toBe('new')
  })

  test('too many missed changes to send one by one clear it', async () => {
    const own = await ownRedis()
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

async function sayOnce(url: string, command: string, ...words: string[]): Promise<void> {
  const client = new Redis(url)
  await client.call(command, ...words)
  client.disconnect()
}
