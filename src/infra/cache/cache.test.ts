import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { remember } from '#infra/cache/cache.ts'
import { createMemoryCache } from '#infra/cache/memory.ts'
import { counter, KINDS, noRedis, testCaches } from '#testing/caches.ts'

const { opened, inRedis } = testCaches()

const adapters: [string, boolean, () => ReturnType<typeof inRedis>][] = [
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

  test.skipIf(skip)('remembers neither a failed load nor a missing record', async () => {
    const { cache } = await open()
    const document = { document_id: randomUUID() }
    const failing = remember(cache, KINDS.document, document, () => Promise.reject(new Error('down')))

    await expect(failing).rejects.toThrow('down')
    expect(await remember(cache, KINDS.document, document, async () => undefined)).toBeUndefined()
    expect(await remember(cache, KINDS.document, document, async () => 'there now')).toBe('there now')
  })

  test.skipIf(skip)('drops a record when it expires', async () => {
    const { cache } = await open()
    const brief = { prefix: 'search', ttl_seconds: 1, key: (hash: string) => `search:${hash}` }
    const [hash, loads] = [randomUUID(), counter('found')]
    await remember(cache, brief, hash, loads.load)

    await sleep(1_100)
    await remember(cache, brief, hash, loads.load)

    expect(loads.count()).toBe(2)
  })
})

test('A cache in memory stays within its byte limit', async () => {
  const { cache } = await opened((observe) => createMemoryCache({ max_bytes: 1_000_000, observe }))
  const load = async () => 'x'.repeat(10_000)
  const first = { hash: 'first' }
  await remember(cache, KINDS.search, first, load)

  for (let hash = 0; hash < 100; hash++) await remember(cache, KINDS.search, { hash: `${hash}` }, load)

  expect(await cache.take(KINDS.search.key(first))).toHaveProperty('lease')
})
