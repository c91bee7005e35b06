import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let officer: TestPerson
let stranger: TestPerson
const ids: Record<string, string> = {}

beforeAll(async () => {
  officer = await app.newPerson('officer')
  stranger = await app.newPerson('owner')
  const add = async (name: string, body: object = {}) => {
    ids[name] = (await app.send(officer, 'POST', '/contacts', { display_name: name, ...body })).body.id
  }
  await add('Ann')
  await add('Bob')
  await add('Carl Counsel')
  await add('Oak LLC', { kind: 'llc', tax_status: 'disregarded' })
  await relate('Ann', 'owner', 'Oak LLC', { ownership_percent: 100 })
  await relate('Ann', 'spouse', 'Bob')
  await relate('Carl Counsel', 'representative', 'Ann')
})

const relate = (from: string, relation: string, to: string, more: object = {}) =>
  app.send(officer, 'POST', `/contacts/${ids[from]}/relationships`, {
    relation,
    other_contact_id: ids[to],
    ...more,
  })
const ask = (name: string, person = officer) =>
  app.send(person, 'GET', `/contacts/${ids[name]}/tax-relations`)

test('a contact says who is the same taxpayer and who is related, with the rule and the relationships', async () => {
  const { status, body } = await ask('Oak LLC')
  expect([status, body.items]).toMatchObject([
    200,
    [
      { display_name: 'Ann', same_taxpayer: true, related: true, path: [expect.any(String)] },
      { display_name: 'Bob', same_taxpayer: false, related: true },
      { display_name: 'Carl Counsel', same_taxpayer: false, related: false, disqualified: false, path: [] },
    ],
  ])
  expect(body.items[0].reasons[0].citation).toContain('301.7701-3')
})

test('what has ended counts no more', async () => {
  // A second owner would leave open who the taxpayer is.
  const gone = await relate('Ann', 'owner', 'Oak LLC', { ends_on: '2020-01-01', ownership_percent: 50 })
  expect(gone.status).toBe(201)
  expect((await ask('Oak LLC')).body.items[0]).toMatchObject({ display_name: 'Ann', same_taxpayer: true })
  const { body } = await app.send(officer, 'GET', `/contacts/${ids.Ann}/relationships`)
  const spouse = body.items.find(({ relation }: { relation: string }) => relation === 'spouse')
  const path = `/contacts/${ids.Ann}/relationships/${spouse.id}`
  const ended = await app.send(
    officer,
    'PATCH',
    path,
    { ends_on: '2020-01-01' },
    { 'if-match': `"${spouse.version}"` },
  )
  expect(ended.status).toBe(200)
  expect(JSON.stringify((await ask('Oak LLC')).body)).not.toContain('Bob')
})

test('the contact of another organization is not found', async () => {
  expect((await ask('Ann', stranger)).status).toBe(404)
})
