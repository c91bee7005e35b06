import { expect, test } from 'vitest'
import { contactsLoad } from '#domains/contacts/load.ts'
import { random } from '#lib/random.ts'
import { testApp } from '#testing/app.ts'

/** MAP_CONTACTS=100000 prints what docs/benchmarks.md has. */
const CONTACTS = Number(process.env.MAP_CONTACTS ?? 2_000)
const app = testApp()

test(`a map of ${CONTACTS} contacts is answered for the country, a region, a type and an area`, async () => {
  const owner = await app.newPerson('owner')
  const infra = app.infra()
  const organizations = [{ id: owner.organization_id, members: [owner.user_id], teams: [], part: 1 }]
  await contactsLoad.run({
    ...{ infra, organizations, scale: CONTACTS / 100_000, one_organization: true },
    ...{ next: random(7), print: () => {} },
  })
  await app.asOwner('vacuum (analyze) contacts')
  for (const [what, query] of [
    ['country', 'zoom=3'],
    ['bay', 'zoom=9&bounds=-123,37,-121.5,38.5'],
    ['clients', 'zoom=4&contact_type=client'],
    ['area', 'zoom=6&area=-123,37;-121.5,37;-121.5,38.5;-123,38.5'],
  ] as const) {
    const times: number[] = []
    for (let round = 0; round < 9; round++) {
      const started = performance.now()
      const { status } = await app.send(owner, 'GET', `/contacts/map?${query}`)
      expect(status).toBe(200)
      times.push(performance.now() - started)
    }
    const median = times.toSorted((a, b) => a - b)[4] ?? 0
    process.stdout.write(`${what}: ${median.toFixed(0)} ms\n`)
  }
}, 120_000)
