import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson
let colleague: TestPerson
let owner: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, owner, stranger } = await openOffice(app))
})

describe('the trash', () => {
  test('keeps a document until it is restored or purged, and a purge removes the file too', async () => {
    const id = await uploaded(agent)
    expect((await app.send(colleague, 'DELETE', `/documents/${id}`)).status).toBe(404)
    expect((await app.send(agent, 'DELETE', `/documents/${id}`)).status).toBe(204)
    expect(
      (await app.send(agent, 'GET', '/documents?limit=100')).body.items.map((d: { id: string }) => d.id),
    ).not.toContain(id)
    expect(
      (await app.send(agent, 'GET', '/documents?limit=100&trashed=true')).body.items.map(
        (d: { id: string }) => d.id,
      ),
    ).toContain(id)
    expect((await app.send(agent, 'POST', `/documents/${id}/restore`)).status).toBe(200)

    expect((await app.send(owner, 'POST', `/documents/${id}/purge`)).status).toBe(422)
    await app.send(agent, 'DELETE', `/documents/${id}`)
    expect((await app.send(agent, 'POST', `/documents/${id}/purge`)).status).toBe(403)
    expect((await app.send(owner, 'POST', `/documents/${id}/purge`)).status).toBe(204)
    expect((await app.send(owner, 'GET', `/documents/${id}`)).status).toBe(404)
    const audit = await app.send(owner, 'GET', `/audit?subject_id=${id}`)
    expect(audit.body.items[0]).toMatchObject({ name: 'documents.purged' })
  })

  test('deletes nothing permanently before its retention ends', async () => {
    const id = await uploaded(agent)
    const etag = String((await app.send(agent, 'GET', `/documents/${id}`)).headers.etag)
    await app.send(agent, 'PATCH', `/documents/${id}`, { retain_until: '2099-01-01' }, { 'if-match': etag })
    await app.send(agent, 'DELETE', `/documents/${id}`)
    expect(await app.send(owner, 'POST', `/documents/${id}/purge`)).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('2099-01-01') },
    })
  })

  test('takes many documents at once and says which were refused', async () => {
    const mine = await uploaded(agent, { visibility: 'agency' })
    const theirs = await uploaded(colleague, { visibility: 'agency' })
    const foreign = await uploaded(stranger)
    const { body } = await app.send(agent, 'POST', '/documents/bulk', {
      action: 'trash',
      ids: [mine, theirs, foreign],
    })
    expect(body.done).toEqual([mine])
    expect(body.refused.map((one: { id: string }) => one.id).sort()).toEqual([theirs, foreign].sort())
  })
})
