import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { dealsOf, officeWithRules } from '#testing/required-documents.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
type Body = any

const app = testApp()
let owner: TestPerson
let coordinator: TestPerson
let agent: TestPerson
const { newDeal, upload, listOf, act, submit, close, submitted } = dealsOf(app, () => ({ agent }))

beforeAll(async () => {
  ;({ owner, coordinator, agent } = await officeWithRules(app))
})

describe('a closing', () => {
  test('waits for required documents, and names them', async () => {
    const deal = await newDeal({}, { hoa: true })
    const refused = await close(deal)
    expect(refused).toMatchObject({
      ...{ status: 422 },
      body: {
        ...{ code: 'refused', detail: 'The deal can’t close without: Lead paint, HOA documents.' },
        issues: [
          { field: 'requirements', reason: 'Lead paint is missing' },
          { field: 'requirements', reason: 'HOA documents is missing' },
        ],
        details: { requirements: [{ name: 'Lead paint', state: 'open' }, { name: 'HOA documents' }] },
      },
    })
    expect((await app.send(agent, 'GET', `/transactions/${deal.id}`)).body.stage).toBe('clear_to_close')
  })

  test('and an approval that is taken back at the same time follow each other', async () => {
    for (let n = 0; n < 4; n++) {
      const { deal, item, seen } = await submitted()
      await act(coordinator, item, 'approve', seen)
      const [closed, reopened] = await Promise.all([close(deal), act(coordinator, item, 'reopen')])
      expect(reopened.status).toBe(200)
      const { stage } = (await app.send(agent, 'GET', `/transactions/${deal.id}`)).body
      // It closed before the approval was taken back, or not at all.
      expect([closed.status, stage]).toEqual(
        closed.status === 200 ? [200, 'closed'] : [422, 'clear_to_close'],
      )
      if (closed.status === 200) {
        const facts = await app.query(
          `select name from events where subject_id = '${deal.id}' and name in ('transactions.closed',
            'transactions.requirement_reopened') order by id`,
        )
        expect(facts.map(({ name }) => name)).toHaveLength(2)
      }
    }
  })

  test('is approved by one of two reviewers at once', async () => {
    const { item, seen } = await submitted()
    const answers = await Promise.all([
      act(coordinator, item, 'approve', seen),
      act(owner, item, 'reject', { ...seen, message: 'Blurred.' }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('that is undone asks again by the rules as they are', async () => {
    const { deal, item, seen } = await submitted()
    await act(coordinator, item, 'approve', seen)
    await close(deal)
    const undo = { from: 'closed', to: 'clear_to_close', reason: 'Entered too early.' }
    expect((await app.send(agent, 'POST', `/transactions/${deal.id}/stage`, undo)).status).toBe(200)
    expect((await listOf(deal)).outstanding).toBe(0)
  })
})

test('the review lists what waits, the oldest first, page by page', async () => {
  const other = await app.newPerson('owner')
  const rule = { name: 'Contract', requirement: 'required', when: { all: [] }, reason: 'Every deal' }
  await app.send(other, 'POST', '/requirement-rules', rule)
  const names: string[] = []
  for (const name of ['first', 'second', 'third']) {
    const deal = await newDeal({}, {}, other)
    const [item] = (await listOf(deal, other)).items
    await submit(item, await upload(name, null, 'agency', other), other)
    names.push(deal.address)
  }
  const first = (await app.send(other, 'GET', '/transactions/requirements?limit=2')).body
  const rest = await app.send(other, 'GET', `/transactions/requirements?limit=2&cursor=${first.next_cursor}`)
  expect([...first.items, ...rest.body.items].map(({ address }: Body) => address)).toEqual(names)
})

test('an agent is notified when a document they submitted is rejected', async () => {
  const { item, seen } = await submitted()
  await act(coordinator, item, 'reject', { ...seen, message: 'Page 2 is missing.' })
  await app.readFeed()
  const { items } = (await app.send(agent, 'GET', '/notifications')).body
  expect(items[0].sentence).toMatch(/rejected Lead paint of .+: Page 2 is missing\./)
})
