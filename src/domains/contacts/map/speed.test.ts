import { expect, test } from 'vitest'
import { contactsLoad } from '#domains/contacts/load.ts'
import { random } from '#lib/random.ts'
import { testApp } from '#testing/app.ts'

/** MAP_CONTACTS=100000 prints what docs/benchmarks.md has. */
const CONTACTS = Number(process.env.MAP_CONTACTS ?? 2_000)
const ROUNDS = CONTACTS > 10_000 ? 60 : 3
const app = testApp()

test(`a map of ${CONTACTS} contacts is answered for the country, a region, a type and an area`, async () => {
  const owner = await app.newPerson('owner')
  const infra = app.infra()
  const organizations = [{ id: owner.organization_id, members: [owner.user_id], teams: [], part: 1 }]
  await contactsLoad.run({
    ...{ infra, organizations, scale: CONTACTS / 100_000, one_organization: true },
    ...{ next: random(7), print: () => {} },
  })
  // Pages that are younger than the oldest transaction aren't marked as visible to all, and the index alone answers only those.
  await expect
    .poll(
      async () => {
        await app.asOwner('vacuum (analyze) contacts')
        const [seen] = await app.query(
          "select relallvisible as pages from pg_class where relname = 'contacts'",
        )
        return seen?.pages
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBeGreaterThan(0)
  for (const [what, query] of [
    ['country', 'zoom=3'],
    ['bay', 'zoom=9&bounds=-123,37,-121.5,38.5'],
    ['clients', 'zoom=4&contact_type=client'],
    ['area', 'zoom=6&area=-123,37;-121.5,37;-121.5,38.5;-123,38.5'],
  ] as const) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now()
      const { status } = await app.send(owner, 'GET', `/contacts/map?${query}`)
      expect(status).toBe(200)
      times.push(performance.now() - started)
    }
    const sorted = times.toSorted((a, b) => a - b)
    const at = (part: number) => (sorted[Math.floor((ROUNDS - 1) * part)] ?? 0).toFixed(0)
    process.stdout.write(`${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms\n`)
  }
}, 120_000)
