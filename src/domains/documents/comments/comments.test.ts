import { beforeAll, describe, expect, test } from 'vitest'
import { linkActor } from '#domains/documents/shares/shares.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { NOWHERE } from '#lib/actor.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'
import { listComments } from './queries.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, stranger } = await openOffice(app))
})

const say = (person: TestPerson, id: string, input: object) =>
  app.send(person, 'POST', `/documents/${id}/comments`, input)
const read = async (person: TestPerson, id: string) =>
  (await app.send(person, 'GET', `/documents/${id}/comments`)).body.items

/** A guest with a link for comments. */
async function invite(id: string) {
  const { body } = await app.send(agent, 'POST', `/documents/${id}/shares`, { access_type: 'comment' })
  const token = body.url.split('/s/')[1]
  const headers = { 'x-share-ticket': (await app.send(null, 'POST', `/shared/${token}`, {})).body.ticket }
  return {
    share_id: body.id as string,
    say: (input: object) => app.send(null, 'POST', `/shared/${token}/comments`, input, headers),
    read: async (more = '') =>
      (await app.send(null, 'GET', `/shared/${token}/comments${more}`, undefined, headers)).body,
  }
}

describe('a guest with a link for comments', () => {
  test('reads guests’ comments and members’ comments for guests, and nothing internal', async () => {
    const id = await uploaded(agent, { visibility: 'agency' })
    const [buyer, lender] = [await invite(id), await invite(id)]
    await say(agent, id, { content: 'They will go to 480.' })
    await say(colleague, id, { content: 'Please initial page 3.', audience: 'guests' })
    await buyer.say({ content: 'Done.', author_name: 'Maria' })
    for (const guest of [buyer, lender])
      expect((await guest.read()).items).toMatchObject([
        { content: 'Please initial page 3.', author_kind: 'member', audience: 'guests' },
        { content: 'Done.', author_kind: 'guest', author_name: 'Maria' },
      ])
    expect(JSON.stringify(await buyer.read())).not.toContain('They will go')
    expect((await read(agent, id)).map((one: { content: string }) => one.content)).toEqual([
      'They will go to 480.',
      'Please initial page 3.',
      'Done.',
    ])
    expect((await app.send(stranger, 'GET', `/documents/${id}/comments`)).status).toBe(404)
    expect((await say(stranger, id, { content: 'Mine?' })).status).toBe(404)
  })

  test('is a guest whatever name they choose, and cannot write for members only', async () => {
    const id = await uploaded(agent)
    const guest = await invite(id)
    const said = await guest.say({
      content: 'Wire it to the new account.',
      author_name: 'Ana of the escrow',
      author_kind: 'member',
      audience: 'members',
    })
    expect(said).toMatchObject({
      status: 201,
      body: { author_kind: 'guest', audience: 'guests', author_name: 'Ana of the escrow' },
    })
    for (const author_name of ['Ana\u202Enimda', 'Ana\nAdmin', ' '])
      expect((await guest.say({ content: 'x', author_name })).status).toBe(400)
  })

  test('passes for no member and not for the organization, however their names are written', async () => {
    const id = await uploaded(agent)
    const guest = await invite(id)
    const name: string = (await app.send(agent, 'GET', `/documents/${id}`)).body.uploaded_by_name
    const office: string = (await app.send(agent, 'GET', '/organization')).body.name
    const wide = [...name].map((c) => (/[a-z]/.test(c) ? String.fromCodePoint(c.charCodeAt(0) + 0xfee0) : c))
    for (const author_name of [name, name.toUpperCase(), name.replace(' ', '  '), wide.join(''), office])
      expect(await guest.say({ content: 'Wire it to the new account.', author_name })).toMatchObject({
        status: 400,
        body: { issues: [{ field: 'author_name' }] },
      })
    expect((await guest.say({ content: 'Hello', author_name: `${name} (buyer)` })).status).toBe(201)
    const stranger_name = (await app.send(stranger, 'GET', '/me')).body.user.display_name
    expect((await guest.say({ content: 'Hello', author_name: stranger_name })).status).toBe(201)

    const { items } = (await app.send(agent, 'GET', `/documents/${id}/activity?kind=comment`)).body
    expect(items.map(({ who }: { who: string }) => who)).toEqual([
      `${stranger_name} (guest)`,
      `${name} (buyer) (guest)`,
    ])
  })

  test('leaves the same records as a member', async () => {
    const id = await uploaded(agent)
    const guest = await invite(id)
    await guest.say({ content: 'From outside' })
    await say(agent, id, { content: 'From inside' })
    const facts = await app.query(`select payload->>'author_kind' as kind from events
      where name = 'documents.commented' and subject_id = '${id}' order by id`)
    expect(facts.map(({ kind }) => kind)).toEqual(['guest', 'member'])
    const { items } = (await app.send(agent, 'GET', `/documents/${id}/accesses`)).body
    const lines = items.filter(({ action }: { action: string }) => action === 'comment')
    expect(lines).toMatchObject([{ user_id: agent.user_id }, { share_id: guest.share_id, user_id: null }])
  })

  test('reads them page by page', async () => {
    const id = await uploaded(agent)
    const guest = await invite(id)
    for (const content of ['one', 'two', 'three']) await guest.say({ content })
    const first = await guest.read('?limit=2')
    const second = await guest.read(`?limit=2&cursor=${encodeURIComponent(first.next_cursor)}`)
    expect([...first.items, ...second.items].map(({ content }: { content: string }) => content)).toEqual([
      'one',
      'two',
      'three',
    ])
    expect(second.next_cursor).toBeNull()
  })

  test('cannot read internal comments: the database itself enforces that', async () => {
    const id = await uploaded(agent)
    await say(agent, id, { content: 'Internal' })
    const { share_id } = await invite(id)
    const { organization_id } = agent
    const guest = linkActor({ organization_id, share_id, document_id: id }, NOWHERE)
    const seen = await withActor(app.infra().db, guest, (tx) =>
      listComments(tx, organization_id, id, { after: undefined, limit: 10 }),
    )
    expect(seen).toEqual([])
  })
})

describe('a colleague with whom a document is shared', () => {
  test.each([
    ['view', 403, 403],
    ['download', 403, 403],
    ['comment', 201, 403],
  ])('for %s comments for members with %i, for guests with %i', async (access_type, members, guests) => {
    const id = await uploaded(agent)
    const person = await app.newPerson('agent', agent)
    await app.send(agent, 'POST', `/documents/${id}/shares`, { user_id: person.user_id, access_type })
    expect((await say(person, id, { content: 'Seen.' })).status).toBe(members)
    expect((await say(person, id, { content: 'Seen.', audience: 'guests' })).status).toBe(guests)
    const { may } = (await app.send(person, 'GET', `/documents/${id}`)).body
    expect(may).toMatchObject({ comment: members === 201, comment_for_guests: false })
  })
})

test('no one comments on a document in the trash', async () => {
  const id = await uploaded(agent)
  await app.send(agent, 'DELETE', `/documents/${id}`)
  expect((await say(agent, id, { content: 'Too late.' })).status).toBe(403)
})
