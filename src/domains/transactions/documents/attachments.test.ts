import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let deal: string

beforeAll(async () => {
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('assistant', agent)
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
  const property = { address_line1: '12 Harbor Street' }
  const body = { transaction_type: 'sale', side: 'listing', property }
  deal = (await app.send(agent, 'POST', '/transactions', body)).body.id
})

const upload = async (person: TestPerson, name: string, visibility = 'agency') => {
  const { payload, headers } = form(Buffer.from(`Text of ${name}`), name, { visibility })
  const { status, body } = await app.send(person, 'POST', '/documents', payload, headers)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
const attach = (person: TestPerson, document_id: string, document_role?: string) =>
  app.send(person, 'POST', `/transactions/${deal}/documents`, { document_id, document_role })
const detach = (person: TestPerson, document_id: string) =>
  app.send(person, 'DELETE', `/transactions/${deal}/documents/${document_id}`)
const titles = async (person: TestPerson) =>
  (await app.send(person, 'GET', `/transactions/${deal}/documents`)).body.items.map(
    ({ title }: { title: string }) => title,
  )

describe('a document of a deal', () => {
  test('is attached once, with what it is in the deal, and detached again', async () => {
    const id = await upload(agent, 'contract.txt')
    expect((await attach(agent, id, 'Purchase agreement')).body).toMatchObject({
      ...{ document_id: id, document_role: 'Purchase agreement', title: expect.stringContaining('contract') },
    })
    expect((await attach(colleague, id)).status).toBe(409)
    expect((await detach(viewer, id)).status).toBe(403)
    expect((await detach(agent, id)).status).toBe(204)
    expect((await detach(agent, id)).status).toBe(404)
    expect((await attach(viewer, id)).status).toBe(403)
  })

  test('can be attached only by those who see it, and is shown to no one else', async () => {
    const secret = await upload(agent, 'secret.txt', 'private')
    expect((await attach(colleague, secret)).status).toBe(404)
    expect((await attach(agent, secret)).status).toBe(201)
    expect(await titles(agent)).toHaveLength(1)
    expect(await titles(colleague)).toEqual([])
    expect((await detach(colleague, secret)).status).toBe(404)
    const seen = await app.send(colleague, 'GET', `/transactions/${deal}/timeline`)
    expect(seen.raw.toString()).toContain('document_attached')
    expect(seen.raw.toString()).not.toContain('secret')
  })

  test('of another organization, in the trash, or in a deal of another organization does not exist', async () => {
    const [theirs, trashed] = [await upload(stranger, 'theirs.txt'), await upload(agent, 'trashed.txt')]
    expect((await attach(agent, theirs)).status).toBe(404)
    expect((await attach(stranger, theirs)).status).toBe(404)
    expect((await detach(stranger, theirs)).status).toBe(404)
    expect((await app.send(stranger, 'GET', `/transactions/${deal}/documents`)).status).toBe(404)
    await app.send(agent, 'DELETE', `/documents/${trashed}`)
    expect((await attach(agent, trashed)).status).toBe(404)
  })
})
