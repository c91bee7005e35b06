import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import { guestsOf } from '#testing/guests.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ RATE_LIMIT_PER_ADDRESS: '1000000' })
let agent: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
})

const { post, get, newDeal, newParty, newDocument, invite, page } = guestsOf(app, () => agent)

describe('a client who is a party', () => {
  test('gets a link by email and sees their deal, its dates and who their agent is, without an account', async () => {
    const deal = await newDeal({
      contract_date: '2026-11-02',
      closing_date: '2026-12-15',
      notes: 'They are desperate.',
      commission_rate: 0.06,
    })
    const { body } = await get(`/transactions/${deal}`)
    const dates = [
      {
        id: '01900000-0000-7000-8000-000000000051',
        name: 'Inspection',
        counted_from: 'contract_date',
        days: 10,
      },
    ]
    await app.send(
      agent,
      'PATCH',
      `/transactions/${deal}/dates`,
      { dates },
      { 'if-match': `"${body.version}"` },
    )
    const { status, token } = await invite(deal, await newParty(deal, 'Rosa Delgado'))
    expect(status).toBe(201)
    await app.runJobs()
    const mail = await app.mailTo('rosa.delgado@example.com')
    expect(mail.text).toContain(`/d/${token}`)
    const seen = await page(token)
    expect(seen).toMatchObject({
      status: 200,
      body: {
        ...{
          guest_name: 'Rosa Delgado',
          role: 'seller',
          list_price: '500000.00',
          closing_date: '2026-12-15',
        },
        dates: [{ name: 'Inspection', date: '2026-11-12', done: false }],
        ...{ requests: [], documents: [] },
      },
    })
    expect(seen.body.address).toContain('Harbor Street')
    expect(seen.raw.toString()).not.toMatch(/desperate|commission|visibility|0\.06/)
  })

  test('is seen to have looked, and the first time is in the history of the deal', async () => {
    const deal = await newDeal()
    const { token } = await invite(deal, await newParty(deal, 'Looks Often'))
    const path = `/transactions/${deal}/guests`
    expect((await get(path)).body.items[0].last_seen_at).toBeNull()
    await Promise.all([page(token), page(token), page(token)])
    expect((await get(path)).body.items).toMatchObject([
      { display_name: 'Looks Often', last_seen_at: expect.any(String) },
    ])
    const { body } = await get(`/transactions/${deal}/timeline`)
    const names = body.items.map(({ name }: { name: string }) => name)
    expect(names.filter((name: string) => name === 'transactions.guest_opened')).toHaveLength(1)
  })

  test('sees of the documents only those that are shared with their address, and opens them', async () => {
    const deal = await newDeal()
    const { token } = await invite(deal, await newParty(deal, 'Ben Ames'))
    const [theirs, not_shared] = [
      await newDocument(deal, 'Disclosure'),
      await newDocument(deal, 'Internal memo'),
    ]
    const elsewhere = await newDocument(await newDeal(), 'Of another deal')
    for (const id of [theirs, elsewhere])
      await post(`/documents/${id}/shares`, { email: 'Ben.Ames@example.com', access_type: 'download' })
    await post(`/documents/${not_shared}/shares`, { email: 'someone.else@example.com', access_type: 'view' })
    const { documents } = (await page(token)).body
    expect(documents).toMatchObject([{ title: 'Disclosure', url: expect.stringContaining('/s/') }])
    const opened = await app.send(null, 'POST', `/shared/${documents[0].url.split('/s/')[1]}`, {})
    expect(opened).toMatchObject({ status: 200, body: { title: 'Disclosure', access_type: 'download' } })
  })

  test('no longer sees a document whose share was revoked, that was trashed, or that left the deal', async () => {
    const deal = await newDeal()
    const { token } = await invite(deal, await newParty(deal, 'Cora Lane'))
    const titles = async () =>
      (await page(token)).body.documents.map(({ title }: { title: string }) => title).toSorted()
    const shared: Record<string, { id: string; share: string }> = {}
    for (const title of ['Revoked', 'Trashed', 'Detached', 'Stays']) {
      const id = await newDocument(deal, title)
      const { body } = await post(`/documents/${id}/shares`, {
        email: 'cora.lane@example.com',
        access_type: 'view',
      })
      shared[title] = { id, share: body.id }
    }
    expect(await titles()).toEqual(['Detached', 'Revoked', 'Stays', 'Trashed'])
    await app.send(agent, 'DELETE', `/documents/${shared.Revoked?.id}/shares/${shared.Revoked?.share}`)
    await app.send(agent, 'DELETE', `/documents/${shared.Trashed?.id}`)
    await app.send(agent, 'DELETE', `/transactions/${deal}/documents/${shared.Detached?.id}`)
    expect(await titles()).toEqual(['Stays'])
  })

  test('sees what they are asked for, sends it, and it is attached to the deal', async () => {
    const deal = await newDeal()
    const [party, other] = [await newParty(deal, 'Dora Quist'), await newParty(deal, 'Other Seller')]
    const { token } = await invite(deal, party)
    const asked = await post(`/transactions/${deal}/requests`, { party_id: party, title: 'Proof of funds' })
    await post(`/transactions/${deal}/requests`, { party_id: other, title: 'Tax return of the other' })
    expect(asked).toMatchObject({
      status: 201,
      body: { requested_from_email: 'dora.quist@example.com', party_id: party },
    })
    const { requests } = (await page(token)).body
    expect(requests).toMatchObject([
      { title: 'Proof of funds', state: 'open', url: expect.stringContaining('/r/') },
    ])
    const { payload, headers } = form(Buffer.from('All the funds'), 'funds.txt')
    const sent = await app.send(
      null,
      'POST',
      `/requested/${requests[0].url.split('/r/')[1]}/files`,
      payload,
      headers,
    )
    expect(sent.status).toBe(201)
    await app.runJobs()
    await app.runJobs()
    const attached = (await get(`/transactions/${deal}/documents`)).body.items
    expect(attached).toHaveLength(1)
    expect((await page(token)).body.requests[0].state).toBe('received')
    expect((await get(`/transactions/${deal}/requests`)).body.items).toHaveLength(2)
  })
})

describe('the link of a client', () => {
  test('ends when it is revoked, replaced, or its party leaves the deal, and says whom to ask', async () => {
    const deal = await newDeal()
    const party = await newParty(deal, 'Ed Moss')
    const first = await invite(deal, party)
    const second = await invite(deal, party)
    expect(await page(first.token)).toMatchObject({
      status: 410,
      body: { details: { organization: { name: expect.any(String) } } },
    })
    expect((await page(second.token)).status).toBe(200)
    expect((await app.send(agent, 'DELETE', `/transactions/${deal}/guests/${second.body.id}`)).status).toBe(
      200,
    )
    expect((await page(second.token)).status).toBe(410)
    const third = await invite(deal, party)
    await app.send(agent, 'DELETE', `/transactions/${deal}/parties/${party}`)
    expect((await page(third.token)).status).toBe(404)
  })

  test('works for 90 days after the closing, and for 30 after a cancellation', async () => {
    const [closed, cancelled] = [await newDeal(), await newDeal()]
    const links = [
      (await invite(closed, await newParty(closed, 'Gail Ode'))).token,
      (await invite(cancelled, await newParty(cancelled, 'Hugh Orr'))).token,
    ]
    const over = (id: string, days: number, what: string) =>
      app.asOwner(
        `update transactions set ${what.replaceAll('THEN', `(now() - interval '${days} days')`)} where id = '${id}'`,
      )
    const ended = [
      "stage = 'closed', closed_on = THEN::date, closed_at = THEN",
      "stage = 'cancelled', cancelled_at = THEN",
    ]
    for (const [days, statuses] of [
      [20, [200, 200]],
      [35, [200, 410]],
      [92, [410, 410]],
    ] as const) {
      await over(closed, days, ended[0] ?? '')
      await over(cancelled, days, ended[1] ?? '')
      expect(
        await Promise.all(links.map(async (token) => (await page(token)).status)),
        `${days} days`,
      ).toEqual(statuses)
    }
  })

  test('is given to clients only, at an address, by people who may edit the deal', async () => {
    const deal = await newDeal()
    expect((await invite(deal, await newParty(deal, 'Ivo Lender', 'lender'))).status).toBe(422)
    const { body: contact } = await post('/contacts', { display_name: 'No Address' })
    const { body: party } = await post(`/transactions/${deal}/parties`, {
      contact_id: contact.id,
      role: 'buyer',
    })
    expect(await invite(deal, party.id)).toMatchObject({
      status: 400,
      body: { issues: [{ field: 'email' }] },
    })
    expect(await invite(deal, party.id, { email: 'Given@Example.com' })).toMatchObject({
      status: 201,
      body: { email: 'given@example.com' },
    })
    expect((await post(`/transactions/${deal}/guests`, { party_id: party.id }, viewer)).status).toBe(403)
    const assistant = await app.newPerson('assistant', agent)
    expect((await post(`/transactions/${deal}/guests`, { party_id: party.id }, assistant)).status).toBe(403)
    expect((await post(`/transactions/${deal}/guests`, { party_id: party.id }, stranger)).status).toBe(404)
    expect((await get(`/transactions/${deal}/guests`, stranger)).status).toBe(404)
    expect((await get(`/transactions/${deal}/requests`, stranger)).status).toBe(404)
    expect(
      (await post(`/transactions/${deal}/requests`, { party_id: party.id, title: 'X' }, stranger)).status,
    ).toBe(404)
    expect((await page('a'.repeat(43))).status).toBe(404)
  })

  test('twenty invitations of one client at once leave one link that works', async () => {
    const deal = await newDeal()
    const party = await newParty(deal, 'Kim Twenty')
    const answers = await Promise.all(Array.from({ length: 20 }, () => invite(deal, party)))
    expect(new Set(answers.map(({ status }) => status))).not.toContain(500)
    const works = await Promise.all(
      answers.filter(({ status }) => status === 201).map(({ token }) => page(token)),
    )
    expect(works.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})
