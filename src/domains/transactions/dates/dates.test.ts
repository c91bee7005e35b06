import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
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

type Deal = { id: string; version: number }
const create = async (more: object = {}): Promise<Deal> => {
  const property = { address_line1: '12 Harbor Street' }
  const body = { transaction_type: 'sale', side: 'listing', property, contract_date: '2026-03-02', ...more }
  return (await app.send(agent, 'POST', '/transactions', body)).body
}
const save = (person: TestPerson, { id, version }: Deal, change: object, preview = false) =>
  app.send(person, 'PATCH', `/transactions/${id}/dates${preview ? '?preview=true' : ''}`, change, {
    'if-match': `"${version}"`,
  })
const read = async (person: TestPerson, id: string) => app.send(person, 'GET', `/transactions/${id}/dates`)
const rule = (name: string, days: number, more: object = {}) => ({
  ...{ id: newId(), name, counted_from: 'contract_date', days, ...more },
})

describe('the dates of a deal', () => {
  test('follow from the contract, from each other, or from what people set', async () => {
    const deal = await create()
    const inspection = rule('Inspection contingency', 17)
    const dates = [
      inspection,
      rule('Repairs answered', 3, { counted_from: inspection.id, unit: 'business' }),
      rule('Appraisal', 10, { fixed: '2026-03-20' }),
      rule('Walkthrough', 1, { counted_from: 'closing_date', direction: 'before' }),
    ]
    const { status, body } = await save(agent, deal, { dates })
    expect(status, JSON.stringify(body)).toBe(200)
    const shown = body.dates.map(({ name, date }: { name: string; date: string }) => [name, date])
    expect(shown).toEqual([
      ['Inspection contingency', '2026-03-19'],
      ['Repairs answered', '2026-03-24'],
      ['Appraisal', '2026-03-20'],
      ['Walkthrough', null],
    ])
    const { body: row } = await app.send(agent, 'GET', `/transactions/${deal.id}`)
    expect(row).toMatchObject({ next_date: '2026-03-19', next_date_name: 'Inspection contingency' })
  })

  test('move together when one changes; the preview says what is saved, and saves nothing', async () => {
    const deal = await create()
    const inspection = rule('Inspection', 17)
    const answered = rule('Answered', 3, { counted_from: inspection.id })
    const { body: before } = await save(agent, deal, { dates: [inspection, answered] })
    const change = { contract_date: '2026-03-10', closing_date: '2026-04-20' }
    const preview = await save(agent, before, change, true)
    expect(preview.body.moved).toEqual([
      { id: 'contract_date', name: 'contract_date', from: '2026-03-02', to: '2026-03-10' },
      { id: 'closing_date', name: 'closing_date', from: null, to: '2026-04-20' },
      { id: inspection.id, name: 'Inspection', from: '2026-03-19', to: '2026-03-27' },
      { id: answered.id, name: 'Answered', from: '2026-03-23', to: '2026-03-30' },
    ])
    const without = ({ moved, version, ...rest }: Record<string, unknown>) => rest
    expect(without((await read(agent, deal.id)).body)).toEqual(without(before))
    const saved = await save(agent, before, change)
    expect({ ...saved.body, version: 0 }).toEqual({ ...preview.body, version: 0 })
    expect(without((await read(agent, deal.id)).body)).toEqual(without(saved.body))
    const [fact] = await app.query(
      `select name, payload from events where subject_id = '${deal.id}' order by id desc limit 1`,
    )
    expect(fact).toEqual({ name: 'transactions.dates_changed', payload: { moved: preview.body.moved } })
  })

  test('are changed by one of two people at once, and only from what was seen', async () => {
    const deal = await create()
    const answers = await Promise.all(
      ['2026-03-03', '2026-03-04'].map((contract_date) => save(agent, deal, { contract_date })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
  })

  test('that count from each other, from nothing, or belong to another deal are refused', async () => {
    const deal = await create()
    const [a, b] = [rule('A', 1), rule('B', 1)]
    const circle = [
      { ...a, counted_from: b.id },
      { ...b, counted_from: a.id },
    ]
    expect((await save(agent, deal, { dates: circle })).body).toMatchObject({
      ...{ code: 'invalid', issues: [{ field: 'dates' }] },
    })
    const lost = await save(agent, deal, { dates: [rule('Lost', 1, { counted_from: newId() })] }, true)
    expect(lost.body).toMatchObject({ code: 'invalid' })
    const other = await create()
    await save(agent, other, { dates: [a] })
    expect((await save(agent, deal, { dates: [{ ...a, name: 'Taken' }] })).status).toBe(409)
    expect((await read(agent, other.id)).body.dates[0].name).toBe('A')
  })

  test('that are done keep their moment, and are no longer among those to be met', async () => {
    const deal = await create({ closing_date: '2026-04-15' })
    const [first, second] = [rule('First', 1), rule('Second', 2)]
    const { body } = await save(agent, deal, { dates: [{ ...first, done: true }, second] })
    const { done_at } = body.dates[0]
    expect(done_at).not.toBeNull()
    const again = await save(agent, body, { dates: [{ ...first, done: true, name: 'First of all' }, second] })
    expect(again.body.dates[0]).toMatchObject({ name: 'First of all', done_at })
    const open = await app.send(agent, 'GET', `/transaction-dates?agent_id=${agent.user_id}&until=2026-03-04`)
    const names = open.body.items
      .filter(({ transaction_id }: { transaction_id: string }) => transaction_id === deal.id)
      .map(({ name }: { name: string }) => name)
    expect(names).toEqual(['Second'])
    await app.send(agent, 'POST', `/transactions/${deal.id}/cancel`, { reason: 'No.' })
    const later = await app.send(agent, 'GET', '/transaction-dates')
    expect(later.raw.toString()).not.toContain(deal.id)
  })

  test('of another organization are seen and changed by no one', async () => {
    const deal = await create()
    await save(agent, deal, { dates: [rule('Ours', 1)] })
    expect((await read(stranger, deal.id)).status).toBe(404)
    expect((await save(stranger, deal, { contract_date: '2026-03-04' })).status).toBe(404)
    expect((await save(viewer, deal, { contract_date: '2026-03-04' })).status).toBe(403)
    expect((await app.send(stranger, 'GET', '/transaction-dates')).body.items).toEqual([])
  })
})
