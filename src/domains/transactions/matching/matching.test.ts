import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson
let agent: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  agent = await app.newPerson('agent', owner)
  colleague = await app.newPerson('agent', owner)
  viewer = await app.newPerson('viewer', owner)
  stranger = await app.newPerson('owner')
})

const agreement = (street: string, buyer = 'Maria Gonzalez', seller = 'Thomas Whitfield') =>
  [
    'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
    'Date Prepared: March 3, 2026',
    `This is an offer from ${buyer} ("Buyer").`,
    `The real property to be acquired is ${street}, Portland, OR 97201.`,
    'The purchase price offered is $485,000.00.',
    'Close of escrow shall occur on April 17, 2026.',
    'Initial deposit: Buyer shall deliver $10,000.00 to escrow holder within 3 business days.',
    `Seller: ${seller}. Buyer shall obtain a loan of $388,000.00.`,
  ].join('\n')

const upload = async (person: TestPerson, text: string, visibility = 'agency') => {
  const { payload, headers } = form(Buffer.from(text), 'agreement.txt', { visibility })
  const { status, body } = await app.send(person, 'POST', '/documents', payload, headers)
  expect(status, JSON.stringify(body)).toBe(201)
  await app.runJobs()
  return body.id as string
}
const create = async (person: TestPerson, line: string, more: object = {}) => {
  const property = { address_line1: line, city: 'Portland', state: 'OR', zip_code: '97201' }
  const dates = { contract_date: '2026-03-03', closing_date: '2026-04-30' }
  const deal = { transaction_type: 'purchase', side: 'selling', property, ...dates, ...more }
  const { status, body } = await app.send(person, 'POST', '/transactions', deal)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const proposals = async (person: TestPerson, query: string) => {
  const { status, body } = await app.send(person, 'GET', `/transaction-proposals?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items
}
const of = (person: TestPerson, document_id: string) => proposals(person, `document_id=${document_id}`)
const decide = (person: TestPerson, id: string, state: string) =>
  app.send(person, 'PATCH', `/transaction-proposals/${id}`, { state })
const attached = async (person: TestPerson, deal: string) =>
  (await app.send(person, 'GET', `/transactions/${deal}/documents`)).body.items.map(
    ({ document_id }: { document_id: string }) => document_id,
  )

describe('a document that was read', () => {
  test('is proposed for the deal of its property, with the evidence, and attached by one click', async () => {
    const { body: contact } = await app.send(agent, 'POST', '/contacts', {
      display_name: 'Maria J. Gonzalez',
    })
    const deal = await create(agent, '742 Evergreen Terrace', {
      parties: [{ contact_id: contact.id, role: 'buyer' }],
    })
    const document = await upload(agent, agreement('742 Evergreen Terrace'))
    const [proposal, ...others] = await of(agent, document)
    expect(others).toEqual([])
    expect(proposal).toMatchObject({
      ...{ transaction_id: deal.id, address: '742 Evergreen Terrace, Portland, OR 97201', state: 'proposed' },
      score: expect.toSatisfy((score: number) => score > 0.8),
    })
    const texts = proposal.evidence.map(({ text }: { text: string }) => text)
    expect(texts).toContain('Address on page 1 is 742 Evergreen Terrace, Portland, OR 97201')
    expect(texts).toContain('Buyer Maria Gonzalez is a party')
    expect((await decide(viewer, proposal.id, 'accepted')).status).toBe(403)
    expect((await decide(stranger, proposal.id, 'accepted')).status).toBe(404)
    expect((await decide(agent, proposal.id, 'accepted')).body.state).toBe('accepted')
    expect(await attached(agent, deal.id)).toEqual([document])
    expect(await of(agent, document)).toEqual([])
    expect((await decide(agent, proposal.id, 'proposed')).body.state).toBe('proposed')
    expect(await attached(agent, deal.id)).toEqual([])
    expect(await of(agent, document)).toHaveLength(1)
  })

  test('begins a deal: everything that it says is filled in', async () => {
    await app.send(agent, 'POST', '/contacts', { display_name: 'Thomas Whitfield' })
    const document = await upload(agent, agreement('9 Quarry Road, Unit 4'))
    expect(await of(agent, document)).toEqual([])
    const { status, body } = await app.send(agent, 'GET', `/transaction-drafts/${document}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ proposed: true, transaction_type: 'purchase', property_id: null, sale_price: '485000.00' },
      ...{ contract_date: '2026-03-03', closing_date: '2026-04-17' },
      property: { address_line1: '9 Quarry Road', address_line2: 'Unit 4', city: 'Portland', state: 'OR' },
    })
    expect(body.parties).toMatchObject([
      { role: 'buyer', name: 'Maria Gonzalez' },
      { role: 'seller', name: 'Thomas Whitfield', contact_id: expect.any(String) },
    ])
    expect((await app.send(stranger, 'GET', `/transaction-drafts/${document}`)).status).toBe(404)
    expect((await app.send(viewer, 'GET', `/transaction-drafts/${document}`)).status).toBe(403)
  })

  test('that closes a purchase calls the buyers borrowers, one of a loan has only these', async () => {
    const closing = (...lines: string[]) =>
      [
        'CLOSING DISCLOSURE',
        'This form is a statement of final loan terms and closing costs.',
        'Closing Date 12/8/2026',
        'Property 2210 Lakeshore Avenue, San Francisco, CA 94116',
        'Borrower: Daniel Kim',
        'Loan Amount $1,480,000.00',
        ...lines,
      ].join('\n')
    const rolesOf = async (text: string) => {
      const id = await upload(agent, text)
      const { body: read } = await app.send(agent, 'GET', `/documents/${id}`)
      const change = { document_type: 'closing' }
      await app.send(agent, 'PATCH', `/documents/${id}`, change, { 'if-match': `"${read.version}"` })
      const { body } = await app.send(agent, 'GET', `/transaction-drafts/${id}`)
      const buys = body.parties.find(({ name }: { name: string }) => name === 'Daniel Kim')
      return [body.transaction_type, buys?.role]
    }
    const sale = closing('Sale Price $1,850,000.00', 'Seller: Ines Castellano')
    expect(await rolesOf(sale)).toEqual(['purchase', 'buyer'])
    expect(await rolesOf(closing())).toEqual(['refinance', 'borrower'])
  })

  test('creates its deal with the people that it names, and is attached', async () => {
    const document = await upload(agent, agreement('11 Quarry Road', 'Nora Beckett', 'Victor Stone'))
    const new_parties = [
      { display_name: 'Nora Beckett', role: 'buyer' },
      { display_name: 'Stone Family Trust', role: 'seller' },
    ]
    const deal = await create(agent, '11 Quarry Road', { new_parties, document_id: document })
    expect(deal.client_names).toEqual(['Nora Beckett', 'Stone Family Trust'])
    expect(await attached(agent, deal.id)).toEqual([document])
    const { body } = await app.send(agent, 'GET', '/contacts?q=stone%20family')
    expect(body.items).toMatchObject([{ kind: 'trust' }])
    await app.runJobs()
    expect(await of(agent, document)).toEqual([])
    const { body: theirs } = await app.send(agent, 'GET', `/transactions?document_id=${document}`)
    expect(theirs.items).toMatchObject([{ id: deal.id }])
    const hidden = [{ display_name: 'Hidden Buyer', role: 'buyer' }]
    await create(agent, '12 Quarry Road', { visibility: 'private', new_parties: hidden })
    expect((await app.send(agent, 'GET', '/contacts?q=hidden%20buyer')).body.items).toHaveLength(1)
    expect((await app.send(colleague, 'GET', '/contacts?q=hidden%20buyer')).body.items).toEqual([])
    const property = { address_line1: '1 Elm' }
    const stolen = { transaction_type: 'sale', side: 'listing', property, document_id: document }
    expect((await app.send(stranger, 'POST', '/transactions', stolen)).status).toBe(404)
  })

  test('before its deal was there is found once the deal is created, or gets the right address', async () => {
    const document = await upload(agent, agreement('13 Quarry Road'))
    const deal = await create(agent, '15 Quarry Road')
    await app.runJobs()
    expect(await of(agent, document)).toEqual([])
    const { property } = deal
    const right = { address_line1: '13 Quarry Rd.' }
    await app.send(agent, 'PATCH', `/properties/${property.id}`, right, {
      'if-match': `"${property.version}"`,
    })
    await app.runJobs()
    expect(await of(agent, document)).toMatchObject([{ transaction_id: deal.id }])
  })

  test('is not proposed again where a person said no, also when it is read again', async () => {
    const deal = await create(agent, '17 Quarry Road')
    const document = await upload(agent, agreement('17 Quarry Road'))
    const [proposal] = await of(agent, document)
    expect((await decide(agent, proposal.id, 'dismissed')).body.state).toBe('dismissed')
    await app.send(agent, 'POST', `/documents/${document}/retry`)
    await app.runJobs()
    expect(await of(agent, document)).toEqual([])
    await decide(agent, proposal.id, 'proposed')
    expect(await of(agent, document)).toMatchObject([{ transaction_id: deal.id }])
    const { payload, headers } = form(Buffer.from(agreement('99 Elsewhere Road')), 'agreement.txt')
    await app.send(agent, 'POST', `/documents/${document}/versions`, payload, headers)
    await app.runJobs()
    expect(await of(agent, document)).toEqual([])
  })

  test('is accepted by two people at once, attached once, and not from the trash', async () => {
    const deal = await create(agent, '19 Quarry Road')
    const document = await upload(agent, agreement('19 Quarry Road'))
    const [proposal] = await of(colleague, document)
    await app.send(agent, 'DELETE', `/documents/${document}`)
    expect(await of(agent, document)).toEqual([])
    expect((await decide(agent, proposal.id, 'accepted')).status).toBe(404)
    await app.send(agent, 'POST', `/documents/${document}/restore`)
    const answers = await Promise.all([agent, owner].map((one) => decide(one, proposal.id, 'accepted')))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await attached(agent, deal.id)).toEqual([document])
    await app.send(agent, 'DELETE', `/transactions/${deal.id}/documents/${document}`)
    await app.runJobs()
    expect(await of(agent, document)).toEqual([])
  })

  test('that a person attached by hand has no other proposal, and says when it is about another property', async () => {
    await create(agent, '21 Quarry Road')
    const other = await create(agent, '23 Quarry Road')
    const document = await upload(agent, agreement('21 Quarry Road'))
    expect(await of(agent, document)).toHaveLength(1)
    await app.send(agent, 'POST', `/transactions/${other.id}/documents`, { document_id: document })
    expect(await of(agent, document)).toEqual([])
    const { body } = await app.send(agent, 'GET', `/transactions/${other.id}/documents`)
    expect(body.items[0].property_address).toBe('21 Quarry Road, Portland, OR 97201')
  })

  test('waits on Today for its uploader and for the agents of the deal, and in no archived deal', async () => {
    const deal = await create(agent, '25 Quarry Road')
    const document = await upload(owner, agreement('25 Quarry Road'))
    const mine = async (person: TestPerson) =>
      (await proposals(person, 'mine=true')).some(
        (one: { document_id: string }) => one.document_id === document,
      )
    expect([await mine(agent), await mine(owner), await mine(colleague)]).toEqual([true, true, false])
    await app.send(agent, 'POST', `/transactions/${deal.id}/cancel`, { reason: 'No.' })
    await app.send(agent, 'POST', `/transactions/${deal.id}/archive`)
    expect(await mine(owner)).toBe(false)
  })

  test('doesn’t name a party whose contact the reader can’t see', async () => {
    const secret = { display_name: 'Maria Gonzalez', visibility: 'private' }
    const { body: contact } = await app.send(owner, 'POST', '/contacts', secret)
    await create(owner, '27 Quarry Road', { parties: [{ contact_id: contact.id, role: 'buyer' }] })
    const document = await upload(owner, agreement('27 Quarry Road'))
    const kinds = async (person: TestPerson) =>
      (await of(person, document))[0].evidence.map(({ kind }: { kind: string }) => kind)
    expect(await kinds(owner)).toContain('party')
    expect(await kinds(colleague)).toEqual(['address', 'date'])
  })
})

describe('a proposal', () => {
  test('is seen by those who see both the deal and the document, whatever either says', async () => {
    const { body: team } = await app.send(owner, 'POST', '/teams', { name: 'North' })
    await app.send(owner, 'PUT', `/teams/${team.id}/members/${colleague.user_id}`, { role: 'member' })
    const all: { deal: string; document: string }[] = []
    let line = 100
    for (const of_deal of ['private', 'team', 'organization'])
      for (const of_document of ['private', 'team', 'agency']) {
        const place = `${line++} Sight Road`
        const deal = await create(owner, place, {
          visibility: of_deal,
          ...(of_deal === 'team' && { team_id: team.id }),
        })
        const { payload, headers } = form(Buffer.from(agreement(place)), 'agreement.txt', {
          visibility: of_document,
          ...(of_document === 'team' && { team_id: team.id }),
        })
        const { body } = await app.send(owner, 'POST', '/documents', payload, headers)
        all.push({ deal: deal.id, document: body.id })
      }
    await app.runJobs()
    for (const person of [owner, agent, colleague, viewer, stranger]) {
      const seen = new Set(
        (await proposals(person, 'limit=200')).map((one: { document_id: string }) => one.document_id),
      )
      for (const { deal, document } of all) {
        const statuses = await Promise.all(
          [`/transactions/${deal}`, `/documents/${document}`].map((path) => app.send(person, 'GET', path)),
        )
        const both = statuses.every(({ status }) => status === 200)
        expect(seen.has(document), `${person.role} ${statuses.map(({ status }) => status)}`).toBe(both)
      }
    }
  })

  test('names no deal that the person who uploaded the document can’t see', async () => {
    await create(owner, '200 Private Road', { visibility: 'private' })
    const document = await upload(agent, agreement('200 Private Road'))
    expect(await of(owner, document)).toEqual([])
    const { body } = await app.send(agent, 'GET', `/transaction-drafts/${document}`)
    expect(body).toMatchObject({ proposed: true, property_id: null })
  })
})
