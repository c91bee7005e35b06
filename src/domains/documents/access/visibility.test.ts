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

describe('who sees a document', () => {
  test('of another person: the owner does, a colleague if it is the agency’s or shared with them, a stranger never', async () => {
    const id = await uploaded(agent)
    const status = async (person: TestPerson) => (await app.send(person, 'GET', `/documents/${id}`)).status
    expect([await status(owner), await status(colleague), await status(stranger)]).toEqual([200, 404, 404])

    await app.send(agent, 'POST', `/documents/${id}/shares`, { user_id: colleague.user_id })
    expect([await status(colleague), await status(stranger)]).toEqual([200, 404])

    const shared = async (person: TestPerson, more = '') => {
      const { body } = await app.send(person, 'GET', `/documents?shared_with_me=true${more}`)
      return body.items.map((document: { id: string }) => document.id)
    }
    expect(await shared(colleague)).toEqual([id])
    expect(await shared(colleague, '&facets=true&q=purchase')).toEqual([id])
    expect([await shared(agent), await shared(owner), await shared(stranger)]).toEqual([[], [], []])
  })

  test.for(['', '&facets=true', '&sort=title'])(
    'comes in pages that neither repeat nor skip what was there, whatever arrives in between%s',
    async (more) => {
      const person = await app.newPerson('agent')
      const there: string[] = []
      for (let i = 0; i < 5; i++) there.unshift(await uploaded(person))
      const seen: string[] = []
      let cursor = ''
      do {
        const { body } = await app.send(person, 'GET', `/documents?limit=2${more}&cursor=${cursor}`)
        seen.push(...body.items.map((document: { id: string }) => document.id))
        cursor = body.next_cursor ?? ''
        if (more !== '&sort=title') await uploaded(person)
      } while (cursor)
      expect(more === '&sort=title' ? seen.toSorted() : seen).toEqual(
        more === '&sort=title' ? there.toSorted() : there,
      )
    },
  )

  test('of a team: its members do', async () => {
    const team = (await app.send(owner, 'POST', '/teams', { name: `Team ${Math.random()}` })).body
    await app.send(owner, 'PUT', `/teams/${team.id}/members/${colleague.user_id}`, {})
    const id = await uploaded(agent, { visibility: 'team', team_id: team.id })
    const outsider = await app.newPerson('agent', agent)
    expect((await app.send(colleague, 'GET', `/documents/${id}`)).status).toBe(200)
    expect((await app.send(outsider, 'GET', `/documents/${id}`)).status).toBe(404)
    expect(await app.send(owner, 'DELETE', `/teams/${team.id}`)).toMatchObject({
      status: 409,
      body: { code: 'in_use' },
    })
  })

  test('the check of the search and the policy of the table agree, for everyone', async () => {
    for (const visibility of ['private', 'agency']) await uploaded(agent, { visibility }, 'agreeing words')
    for (const person of [agent, colleague, owner, stranger, await app.newPerson('viewer', agent)]) {
      const listed = (await app.send(person, 'GET', '/documents?limit=100')).body.items
      const searched = (await app.send(person, 'GET', '/documents?limit=100&q=purchase')).body.items
      const ids = (items: { id: string; document_type: string }[]) =>
        items
          .filter((d) => d.document_type === 'contract')
          .map((d) => d.id)
          .sort()
      expect(ids(searched)).toEqual(ids(listed))
    }
  })
})
