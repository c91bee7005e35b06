import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
})

const add = async (contact: object) => (await app.send(agent, 'POST', '/contacts', contact)).body
const merge = (person: TestPerson, loser: string, winner: string, take: string[] = []) =>
  app.send(person, 'POST', `/contacts/${loser}/merge`, { into_contact_id: winner, take })
const undo = (person: TestPerson, id: string) => app.send(person, 'POST', `/contact-merges/${id}/undo`)
const get = async (id: string) => (await app.send(agent, 'GET', `/contacts/${id}`)).body

describe('a merge', () => {
  test('keeps what the winner has, what it lacks and what was chosen, and everything that both have', async () => {
    const winner = await add({
      ...{ first_name: 'Ana', last_name: 'Alvarez', company: 'Alvarez Homes', tags: ['vip'] },
      ...{
        emails: [{ email: 'ana@example.com' }],
        phones: [{ number: '415 555 0132' }],
        notes: 'Met in May.',
      },
    })
    const loser = await add({
      ...{
        first_name: 'Anna',
        last_name: 'Alvarez',
        company: 'Other',
        title: 'Broker',
        tags: ['vip', 'west'],
      },
      ...{ emails: [{ email: 'ANA@example.com' }, { email: 'a2@example.com' }], notes: 'Likes tea.' },
      ...{ phones: [{ number: '+1 (415) 555-0132' }], contact_type: ['client'], importance_set: 80 },
    })
    const { body } = await merge(agent, loser.id, winner.id, ['company'])
    expect(body).toMatchObject({
      ...{ id: winner.id, first_name: 'Ana', company: 'Other', title: 'Broker', tags: ['vip', 'west'] },
      ...{ emails: [{ email: 'ana@example.com' }, { email: 'a2@example.com' }], contact_type: ['client'] },
      ...{ phones: [{ number: '+14155550132' }], notes: 'Met in May.\n\nLikes tea.', importance_set: 80 },
    })
    expect(await get(loser.id)).toMatchObject({ merged_into: winner.id, may: { edit: false, delete: false } })
    const listed = (await app.send(agent, 'GET', '/contacts?q=alvarez')).body.items
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([winner.id])

    const undone = await undo(agent, body.merge_id)
    const without = ({ version, updated_at, ...rest }: Record<string, unknown>) => rest
    expect(without({ ...undone.body.winner, may: winner.may })).toEqual(without(winner))
    expect(without({ ...undone.body.loser, may: loser.may })).toEqual(without(loser))
    expect((await undo(agent, body.merge_id)).status).toBe(409)
  })

  test('that is undone keeps what was edited in between', async () => {
    const [winner, loser] = [
      await add({ display_name: 'W' }),
      await add({ display_name: 'L', company: 'LCo', title: 'T' }),
    ]
    const { body } = await merge(agent, loser.id, winner.id)
    await app.send(
      agent,
      'PATCH',
      `/contacts/${winner.id}`,
      { company: 'Newer' },
      { 'if-match': `"${body.version}"` },
    )
    expect((await undo(agent, body.merge_id)).body.winner).toMatchObject({ company: 'Newer', title: null })
  })

  test('that was merged further is undone from the last one', async () => {
    const [a, b, c] = [
      await add({ display_name: 'A' }),
      await add({ display_name: 'B' }),
      await add({ display_name: 'C' }),
    ]
    const first = (await merge(agent, a.id, b.id)).body.merge_id
    const second = (await merge(agent, b.id, c.id)).body.merge_id
    expect((await merge(agent, a.id, c.id)).status).toBe(409)
    expect((await undo(agent, first)).status).toBe(422)
    expect((await undo(agent, second)).status).toBe(200)
    expect((await undo(agent, first)).status).toBe(200)
    expect((await get(a.id)).merged_into).toBeNull()
  })

  test('happens once when two people make it at once', async () => {
    const [winner, loser] = [await add({ display_name: 'W' }), await add({ display_name: 'L' })]
    const both = await Promise.all([merge(agent, loser.id, winner.id), merge(agent, winner.id, loser.id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('is made and undone by those who may, in their own organization', async () => {
    const [winner, loser] = [await add({ display_name: 'W' }), await add({ display_name: 'L' })]
    const theirs = (await app.send(stranger, 'POST', '/contacts', { display_name: 'Theirs' })).body
    expect((await merge(viewer, loser.id, winner.id)).status).toBe(403)
    expect((await merge(stranger, loser.id, winner.id)).status).toBe(404)
    expect((await merge(stranger, loser.id, theirs.id)).status).toBe(404)
    expect((await merge(agent, loser.id, loser.id)).status).toBe(400)
    const { body } = await merge(agent, loser.id, winner.id)
    expect((await undo(stranger, body.merge_id)).status).toBe(404)
    expect((await undo(viewer, body.merge_id)).status).toBe(403)
    expect((await app.send(viewer, 'GET', `/contacts/${winner.id}/merges`)).body.items).toMatchObject([
      { id: body.merge_id, loser_name: 'L', undone_at: null },
    ])
    expect((await app.send(stranger, 'GET', `/contacts/${winner.id}/merges`)).status).toBe(404)
  })
})

/** All rows that point to contacts, by what they point to. */
const pointers = async () =>
  Object.fromEntries(
    await Promise.all(
      [
        ['contact_relationships', 'id, from_contact_id, to_contact_id'],
        ['contact_interactions', 'id, contact_id'],
        ['contact_financials', 'contact_id, credit_score'],
      ].map(async ([table, columns]) => [
        table,
        await app.query(
          `select ${columns} from ${table} where organization_id = '${agent.organization_id}' order by ${columns}`,
        ),
      ]),
    ),
  )

test('merges that are undone in whatever order they allow leave every pointer as it was', async () => {
  const step = fc.tuple(fc.nat(4), fc.nat(4), fc.constantFrom('relate', 'log', 'financials'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 12 }),
      fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 4 }),
      async (steps, pairs) => {
        const people = await Promise.all(Array.from({ length: 5 }, (_, n) => add({ display_name: `P${n}` })))
        const idOf = (n: number): string => people[n].id
        for (const [one, other, what] of steps) {
          if (what === 'relate')
            await app.send(agent, 'POST', `/contacts/${idOf(one)}/relationships`, {
              relation: 'owner',
              other_contact_id: idOf(other),
            })
          if (what === 'log')
            await app.send(agent, 'POST', `/contacts/${idOf(one)}/interactions`, {
              kind: 'call',
              summary: 'x',
            })
          if (what === 'financials')
            await app.asOwner(`insert into contact_financials (organization_id, contact_id, credit_score)
            values ('${agent.organization_id}', '${idOf(one)}', ${600 + other}) on conflict do nothing`)
        }
        const before = await pointers()
        const made: string[] = []
        for (const [loser, winner] of pairs) {
          const { status, body } = await merge(agent, idOf(loser), idOf(winner))
          if (status !== 200) continue
          made.push(body.merge_id)
          const left = await app.query(
            `select count(*)::int as n from contact_interactions where contact_id = '${idOf(loser)}'`,
          )
          expect(left[0]?.n).toBe(0)
        }
        for (const id of made.toReversed()) expect((await undo(agent, id)).status).toBe(200)
        expect(await pointers()).toEqual(before)
      },
    ),
    { numRuns: 15 },
  )
}, 120_000)
