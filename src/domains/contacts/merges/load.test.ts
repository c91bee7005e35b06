import { beforeAll, expect, test } from 'vitest'
import { random } from '#lib/random.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '100000' })
const CONTACTS = 6
const AT_ONCE = 8
const ROUNDS = 60

let owner: TestPerson
const ids: string[] = []
const anchors: string[] = []

/** What the product said it did: the plain model of what has to be there. */
const done = {
  merges: [] as string[],
  undone: new Set<string>(),
  tags: [] as [contact: string, tag: string][],
  interactions: [] as [contact: string, id: string][],
  relationships: [] as [contact: string, id: string][],
}

beforeAll(async () => {
  owner = await app.newPerson('owner')
  const add = async (contact: object) => (await app.send(owner, 'POST', '/contacts', contact)).body.id
  for (let n = 0; n < CONTACTS; n++)
    ids.push(await add({ first_name: `Twin ${n}`, emails: [{ email: `twin${n}@load.example` }] }))
  for (let n = 0; n < 3; n++) anchors.push(await add({ first_name: `Anchor ${n}` }))
})

const contact = async (id: string) => (await app.send(owner, 'GET', `/contacts/${id}`)).body
const every = async (path: string): Promise<{ id: string }[]> =>
  (await app.send(owner, 'GET', `${path}?limit=200`)).body.items

/** Whatever is refused is refused with a reason; nothing is ever answered with a fault of ours. */
async function ask(method: 'POST' | 'PATCH', path: string, body?: object, headers?: Record<string, string>) {
  const answer = await app.send(owner, method, path, body, headers)
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(500)
  return answer
}

const acts: ((one: string, other: string, n: number) => Promise<void>)[] = [
  async (one, other) => {
    const { status, body } = await ask('POST', `/contacts/${one}/merge`, { into_contact_id: other, take: [] })
    if (status < 300) done.merges.push(body.merge_id)
  },
  async (one, _, n) => {
    const { tags, version } = await contact(one)
    const tag = `tag ${n}`
    const match = { 'if-match': `"${version}"` }
    const { status } = await ask('PATCH', `/contacts/${one}`, { tags: [...tags, tag] }, match)
    if (status < 300) done.tags.push([one, tag])
  },
  async (one, _, n) => {
    const call = { kind: 'note', summary: `Note ${n}`, happened_at: '2026-03-02T17:00:00.000Z' }
    const { status, body } = await ask('POST', `/contacts/${one}/interactions`, call)
    if (status < 300) done.interactions.push([one, body.id])
  },
  async (one, _, n) => {
    const related = { relation: 'sibling', other_contact_id: anchors[n % anchors.length] }
    const { status, body } = await ask('POST', `/contacts/${one}/relationships`, related)
    if (status < 300) done.relationships.push([one, body.id])
  },
  async (_one, _other, n) => {
    const merges = done.merges.filter((id) => !done.undone.has(id))
    const merge = n % 3 === 0 ? merges[0] : merges.at(-1)
    if (merge) await undo(merge)
  },
]

async function undo(merge: string): Promise<boolean> {
  const { status } = await ask('POST', `/contact-merges/${merge}/undo`)
  if (status < 300) done.undone.add(merge)
  return status < 300
}

test('merges, edits, calls, relationships and undos at the same time lose nothing, and all can be taken back', async () => {
  const next = random(11)
  const any = (most: number) => Math.floor(next() * most)
  for (let round = 0; round < ROUNDS; round++)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, place) => {
        const one = any(CONTACTS)
        const other = (one + 1 + any(CONTACTS - 1)) % CONTACTS
        const act = acts[any(acts.length)]
        await act?.(ids[one] ?? '', ids[other] ?? '', round * AT_ONCE + place)
      }),
    )
  expect(done.merges.length).toBeGreaterThan(5)
  expect(done.interactions.length).toBeGreaterThan(5)

  const dangling = await app.query(
    `select t.id from contact_interactions t join contacts c
         on c.organization_id = t.organization_id and c.id = t.contact_id
      where c.merged_into is not null`,
  )
  expect(dangling).toEqual([])

  for (let left = true; left; ) {
    left = false
    for (const merge of done.merges.toReversed())
      if (!done.undone.has(merge)) left = (await undo(merge)) || left
  }
  expect(done.undone.size).toBe(done.merges.length)

  for (const [n, id] of ids.entries()) {
    const own = <T>(all: [contact: string, value: T][]) =>
      all.flatMap(([of, value]) => (of === id ? [value] : [])).toSorted()
    const now = await contact(id)
    expect(now).toMatchObject({ merged_into: null, deleted_at: null })
    expect(now.emails.map(({ email }: { email: string }) => email)).toEqual([`twin${n}@load.example`])
    expect(now.tags).toEqual(expect.arrayContaining(own(done.tags)))
    const idsOf = async (path: string) => (await every(`/contacts/${id}/${path}`)).map((one) => one.id)
    expect((await idsOf('interactions')).toSorted()).toEqual(own(done.interactions))
    expect((await idsOf('relationships')).toSorted()).toEqual(own(done.relationships))
  }
}, 120_000)
