import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { domains } from '#app/domains.ts'
import { testApp } from '#testing/app.ts'
import { furnishAll } from '#testing/furnish.ts'
import type { TestPerson } from '#testing/people.ts'

/** Every list of the API comes in pages, none of which misses or repeats anything. Read from the contracts. */
const app = testApp({ RATE_LIMIT_PER_MINUTE: '100000' })
let owner: TestPerson
let ids: Record<string, string> = {}

beforeAll(async () => {
  owner = await app.newPerson('owner')
  ids = await furnishAll(domains, app, owner)
})

/** Serving refuses a list that neither comes in pages nor says why it stays short. */
function lists(): string[] {
  return app.api().everyRoute.flatMap(({ config, method }) => {
    const { gives, path } = config?.call ?? {}
    return method === 'GET' && gives instanceof z.ZodObject && gives.shape.next_cursor ? (path ?? []) : []
  })
}

/** All of a list, so many at a time, and the cursor of its last page. */
async function walk(name: string, path: string, limit: number) {
  const items: Record<string, unknown>[] = []
  let cursor = ''
  for (let pages = 0; pages < 200; pages++) {
    const { status, body } = await app.send(owner, 'GET', `${path}?limit=${limit}${cursor}`)
    expect(status, name).toBe(200)
    expect(body, name).toHaveProperty('next_cursor')
    expect(body.items.length, name).toBeLessThanOrEqual(limit)
    items.push(...body.items)
    if (!body.next_cursor) break
    cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`
  }
  return { items, cursor }
}

test('every list comes in pages that miss and repeat nothing', async () => {
  let several = 0
  const empty: string[] = []
  let foreign = ''
  const names = lists()
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) {
    if (name.startsWith('/shared') || name.startsWith('/requested')) continue // Behind links: tested there.
    const noun = name.split('/')[1] ?? ''
    const path = name.replace(':id', ids[noun] ?? '').replace(':version_number', '1')
    const { items: whole } = await walk(name, path, 100)
    const { items: seen, cursor } = await walk(name, path, 2)
    const idOf = (item: Record<string, unknown>) => item.id ?? item.version_number ?? item.page_number
    const all = whole.map(idOf)
    if (all.length === 0) empty.push(name)
    if (all.length > 2) several++
    expect(seen.map(idOf), name).toEqual(all)
    expect((await app.send(owner, 'GET', `${path}?cursor=forged.cursor`)).status, name).toBe(400)
    if (foreign) expect((await app.send(owner, 'GET', `${path}?${foreign}`)).status, name).toBe(400)
    if (cursor) foreign = cursor.slice(1)
  }
  expect(several).toBeGreaterThan(8)
  expect(empty, 'a list without a row shows nothing of its pages').toEqual([])
})
