import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { disbursementsOf } from '#testing/disbursements.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { people, terms, path, read, computed } = disbursementsOf(app)
let { owner, officer, coordinator, agent, stranger } = people

beforeAll(() => {
  ;({ owner, officer, coordinator, agent, stranger } = people)
})

const step = async (person: TestPerson, id: string, name: string, body?: object) => {
  const seen = name === 'approve' ? { figures: (await read(owner, id)).figures ?? 'none' } : {}
  return app.send(person, 'POST', path(id, `/${name}`), body ?? seen)
}

describe('an authorization', () => {
  test('goes from draft to approved, sent and paid, line by line', async () => {
    const id = await computed()
    expect(await read(coordinator, id)).toMatchObject({
      status: 'draft',
      stale: false,
      may: { approve: false },
    })
    expect((await step(coordinator, id, 'approve')).status).toBe(403)
    expect((await step(coordinator, id, 'send', { sent_to: 'First Bay Title' })).status).toBe(422)
    const approved = await step(officer, id, 'approve')
    expect(approved.body).toMatchObject({ status: 'approved', stale: false })
    expect((await step(coordinator, id, 'payments', { key: 'company', paid_on: '2026-06-02' })).status).toBe(
      422,
    )
    const sent = await step(coordinator, id, 'send', { sent_to: 'First Bay Title' })
    expect(sent.body).toMatchObject({ status: 'sent', sent_to: 'First Bay Title' })
    expect((await step(coordinator, id, 'send', { sent_to: 'Again' })).status).toBe(422)
    const pay = (key: string, paid_on: string | null) => step(coordinator, id, 'payments', { key, paid_on })
    expect((await pay('nobody', '2026-06-02')).status).toBe(404)
    expect((await pay('company', '2026-06-02')).body.status).toBe('sent')
    expect((await pay(agent.user_id, '2026-06-02')).body.status).toBe('paid')
    expect((await pay('company', null)).body.status).toBe('sent')
    const names = await app.query(
      `select name from events where subject_id = '${id}' and name like 'transactions.disbursement%' order by id`,
    )
    expect(names.map(({ name }) => String(name).split('_')[1])).toEqual([
      'approved',
      'sent',
      'paid',
      'paid',
      'paid',
    ])
  })

  test('keeps its figures, is stale after a change, and is approved again with what was paid', async () => {
    const id = await computed({ side: 'listing' })
    await step(officer, id, 'approve')
    await step(officer, id, 'send', { sent_to: 'First Bay Title' })
    await step(officer, id, 'payments', { key: 'cooperating', paid_on: '2026-06-02' })
    await terms(owner, id, 0, {
      agents: [{ user_id: agent.user_id, share: 1, deductions: [{ label: 'Sign', amount: '50.00' }] }],
    })
    await app.runJobs()
    const stale = await read(owner, id)
    expect(stale).toMatchObject({ status: 'sent', stale: true })
    expect(stale.statement.lines.at(-1).amount).toBe('3395.00')
    const again = (await step(officer, id, 'approve')).body
    expect(again).toMatchObject({ status: 'approved', stale: false, sent_to: null })
    type Shown = { key: string; amount: string; paid_on: string | null }
    expect(again.statement.lines.map(({ key, amount, paid_on }: Shown) => [key, amount, paid_on])).toEqual([
      ['cooperating', '10000.00', '2026-06-02'],
      [agent.user_id, '6555.00', null],
      ['company', '3445.00', null],
    ])
  })

  test('is of the figures that were on the screen, once, and takes each payment once', async () => {
    const id = await computed()
    const { figures } = await read(officer, id)
    await terms(owner, id, 0, {
      agents: [{ user_id: agent.user_id, share: 1, deductions: [{ label: 'Sign', amount: '50.00' }] }],
    })
    await app.runJobs()
    expect((await step(officer, id, 'approve', { figures })).status).toBe(409)
    const now = (await read(officer, id)).figures
    const all = await Promise.all(
      Array.from({ length: 6 }, () => step(officer, id, 'approve', { figures: now })),
    )
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    const { body } = await app.send(officer, 'GET', `/transactions/${id}/documents`)
    expect(body.items).toHaveLength(1)
    await step(officer, id, 'send', { sent_to: 'First Bay Title' })
    const pay = (paid_on: string | null) => step(officer, id, 'payments', { key: 'company', paid_on })
    expect(await pay('2099-01-01')).toMatchObject({ status: 400, body: { issues: [{ field: 'paid_on' }] } })
    expect((await pay('2026-06-02')).status).toBe(200)
    expect((await pay('2026-06-03')).status).toBe(422)
    expect((await pay(null)).status).toBe(200)
    expect((await pay('2026-06-03')).status).toBe(200)
  })

  test('is refused before anything is computed, and is nothing to an agent or a stranger', async () => {
    const id = await computed({ commission_rate: null })
    expect((await app.send(owner, 'GET', path(id))).status).toBe(422)
    expect((await step(owner, id, 'approve')).status).toBe(422)
    const known = await computed()
    for (const [person, status] of [
      [agent, 403],
      [stranger, 404],
    ] as const) {
      expect((await app.send(person, 'GET', path(known))).status).toBe(status)
      expect((await app.send(person, 'GET', path(known, '/pdf'))).status).toBe(status)
      for (const [name, body] of [
        ['approve', { figures: 'none' }],
        ['send', { sent_to: 'X' }],
        ['payments', { key: 'company', paid_on: null }],
      ] as const)
        expect((await step(person, known, name, body)).status, name).toBe(status)
    }
  })
})
