import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson
let id = ''

beforeAll(async () => {
  agent = await app.newPerson('agent')
  id = await uploaded(agent)
})

async function share(input: object = {}): Promise<{ id: string; token: string }> {
  const { body } = await app.send(agent, 'POST', `/documents/${id}/shares`, input)
  return { id: body.id, token: String(body.url).split('/s/')[1] ?? '' }
}

const open = (token: string, body: object = {}) => app.send(null, 'POST', `/shared/${token}`, body)

describe('a link that is opened by many at once', () => {
  test('does not let simultaneous guesses at its password go faster, and still lets its holder in', async () => {
    const { token } = await share({ password: 'heron' })
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, i) => open(token, { password: `guess ${i}` })),
    )
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(guesses.filter(({ status }) => status === 410)).toHaveLength(10)
    const other = await share({ password: 'heron' })
    for (let i = 0; i < 9; i++) await open(other.token, { password: 'wrong' })
    expect((await open(other.token, { password: 'heron' })).status).toBe(200)
    for (let i = 0; i < 9; i++) await open(other.token, { password: 'wrong' })
    expect((await open(other.token, { password: 'heron' })).status).toBe(200)
  })

  test('notifies its owner of the first view once, however many open it at once', async () => {
    const { id: share_id, token } = await share()
    await Promise.all(Array.from({ length: 10 }, () => open(token)))
    const facts = await app.query(`select id from events where name = 'documents.share_first_viewed'
      and payload->>'share_id' = '${share_id}'`)
    expect(facts).toHaveLength(1)
  })
})
