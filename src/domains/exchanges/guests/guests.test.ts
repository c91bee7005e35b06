import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testApp } from '#testing/app.ts'
import { exchangesOf } from '#testing/exchanges.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

// Documents are read by processes of their own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const app = testApp({ RATE_LIMIT_PER_ADDRESS: '1000000' })
let coordinator: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
  viewer = await app.newPerson('viewer', coordinator)
  stranger = await app.newPerson('owner')
})

const { post, get, send, newContact, begun, addProperty, openPage, at } = exchangesOf(app, () => coordinator)
const MARCH = '2026-03-10T12:00:00Z'

let people = 0
/** A participant who has a link. */
async function invite(exchange: string, role: string, more: object = {}) {
  const email = `${role}-number-${++people}@example.com`
  const participant_id = await newContact(`${role} ${people}`, { emails: [{ email }] })
  const part = await post(`/exchanges/${exchange}/participants`, { participant_id, role, ...more })
  const guest = await post(`/exchanges/${exchange}/guests`, { exchange_participant_id: part.body.id })
  return {
    email,
    participant_id,
    part: part.body.id as string,
    guest: guest.body.id as string,
    status: guest.status,
  }
}
async function attach(exchange: string, title: string) {
  const { payload, headers } = form(await makePdf([`${title} ${Math.random()}`]), `${title}.pdf`)
  const document_id = (await app.send(coordinator, 'POST', '/documents', payload, headers)).body.id as string
  await post(`/exchanges/${exchange}/documents`, { document_id })
  return document_id
}

describe('the door', () => {
  test('opens with the link and the code that is emailed, which works once', async () => {
    const { id } = await begun()
    const { email } = await invite(id, 'cpa')
    const page = await openPage(email)
    expect((await page.page()).exchange_number).toMatch(/^EX-/)
    const session = (code: string) =>
      app.send(null, 'POST', `/guest-exchanges/${page.token}/session`, { code })
    expect((await session(page.code)).status).toBe(401)
    const bare = await app.send(null, 'GET', `/guest-exchanges/${page.token}`)
    expect([bare.status, bare.body.detail]).toEqual([401, 'Enter the code that we email you.'])
    const door = await app.send(null, 'GET', `/guest-exchanges/${page.token}/door`)
    expect(door.body.email_hint).toMatch(/^c…\d@example\.com$/)
    expect(JSON.stringify(door.body)).not.toContain(email)
  })

  test('closes after too many wrong codes, and another link’s session doesn’t open it', async () => {
    const { id } = await begun()
    const [one, two] = [await invite(id, 'cpa'), await invite(id, 'attorney')]
    const [first, second] = [await openPage(one.email), await openPage(two.email)]
    const crossed = await app.send(null, 'GET', `/guest-exchanges/${first.token}`, undefined, second.headers)
    expect(crossed.status).toBe(401)
    const guess = () => app.send(null, 'POST', `/guest-exchanges/${first.token}/session`, { code: '000000' })
    const answers = await Promise.all(Array.from({ length: 25 }, guess))
    expect(answers.every(({ status }) => status === 401 || status === 410)).toBe(true)
    expect((await guess()).body.detail).toContain('Too many wrong codes')
    const asked = await app.send(null, 'POST', `/guest-exchanges/${first.token}/code`)
    expect(asked.status).toBe(410)
  })

  test('is closed at once to a participant who leaves, or whose access ends', async () => {
    const { id } = await begun()
    const [gone, left] = [await invite(id, 'cpa'), await invite(id, 'attorney')]
    const [first, second] = [await openPage(gone.email), await openPage(left.email)]
    await send('DELETE', `/exchanges/${id}/guests/${gone.guest}`)
    await send('DELETE', `/exchanges/${id}/participants/${left.part}`)
    for (const page of [first, second]) {
      const { status, body } = await page.call('GET')
      expect([status, body.detail]).toEqual([410, expect.stringContaining('has ended')])
    }
    expect((await get(`/exchanges/${id}/guests`)).items).toEqual([])
  })

  test('is given only by those who run the exchange, to its own participants', async () => {
    const [{ id }, other] = [await begun(), await begun()]
    const { part } = await invite(id, 'cpa')
    const body = { exchange_participant_id: part }
    expect((await post(`/exchanges/${id}/guests`, body, viewer)).status).toBe(403)
    expect((await post(`/exchanges/${id}/guests`, body, stranger)).status).toBe(404)
    expect((await post(`/exchanges/${other.id}/guests`, body)).status).toBe(404)
    const participant_id = await newContact('Without Address')
    const silent = await post(`/exchanges/${id}/participants`, { participant_id, role: 'cpa' })
    const refused = await post(`/exchanges/${id}/guests`, { exchange_participant_id: silent.body.id })
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      'Enter an email address for Without Address.',
    ])
  })
})

test('every participant sees exactly what their part lets them see', async () => {
  const [{ id }, other] = [await begun(), await begun()]
  await addProperty(id)
  const documents = [await attach(id, 'One'), await attach(id, 'Two')]
  await attach(other.id, 'Not theirs')
  const all = [
    { role: 'client', insider: true, documents: 0 },
    { role: 'cpa', insider: true, documents: 0 },
    { role: 'attorney', insider: true, documents: 2, document_access_level: 'full' },
    { role: 'lender', insider: false, documents: 0 },
    { role: 'title_officer', insider: false, documents: 0 },
    { role: 'agent', insider: false, documents: 0 },
    { role: 'escrow_officer', insider: true, documents: 2, document_access_level: 'full' },
    { role: 'third_party', insider: true, documents: 0, authority_level: 'signatory' },
  ]
  const pages: {
    page: Awaited<ReturnType<typeof openPage>>
    role: string
    more: { authority_level?: string }
  }[] = []
  for (const { role, insider, documents: count, ...more } of all) {
    const { email } = await invite(id, role, more)
    const page = await openPage(email)
    const seen = await page.page()
    expect([role, seen.properties.length > 0, seen.identification !== null, seen.documents.length]).toEqual([
      ...[role, insider, insider, count],
    ])
    expect(seen.deadlines).toHaveLength(2)
    pages.push({ page, role, more })
    const read = await page.call('GET', `/documents/${documents[0]}/content`)
    expect([role, read.status]).toEqual([role, count > 0 ? 200 : 404])
  }
  const identify = { properties: [{ property: { address_line1: '1 Mine' } }] }
  for (const { page, role, more } of pages) {
    const drafted = await at(MARCH, () => page.call('POST', '/identification-notices', identify))
    const may = role === 'client' || more.authority_level === 'signatory'
    expect([role, drafted.status]).toEqual([role, may ? 201 : 403])
  }
})

describe('a signature', () => {
  test('is asked of a member and of a person outside, one after the other, and by no one else given', async () => {
    const { id, client_id, email } = await begun()
    const document_id = await attach(id, 'Exchange agreement')
    const officer = await app.newPerson('officer', coordinator)
    const me = await newContact('Officer as a contact')
    const signers = [
      { contact_id: me, user_id: officer.user_id, place: 1 },
      { contact_id: client_id, place: 2 },
    ]
    const asked = await post(`/exchanges/${id}/signature-requests`, { document_id, signers, in_order: true })
    expect(asked.status).toBe(201)
    const [mine, theirs] = asked.body.signatures
    // Not their turn, so no email yet.
    await app.runJobs()
    await expect(app.mailTo(email)).rejects.toThrow('No mail')
    const said = {
      ...{ method: 'typed', signed_name: 'Olga Officer', consent: true, document_hash: asked.body.file_hash },
    }
    expect((await post(`/signatures/${mine.id}/sign`, said)).status).toBe(404)
    expect((await post(`/signatures/${mine.id}/sign`, said, stranger)).status).toBe(404)
    expect((await post(`/signatures/${theirs.id}/sign`, said, officer)).status).toBe(404)
    expect((await get('/signatures', officer)).items).toMatchObject([{ id: mine.id, later: false }])
    expect((await post(`/signatures/${mine.id}/sign`, said, officer)).body.status).toBe('open')
    const page = await openPage(email)
    expect(
      (await page.sign({ method: 'drawn', drawing: 'M10 60 C20 20 60 20 80 60 L120 40' })).body.status,
    ).toBe('completed')
    await app.runJobs()
    const { items } = await get(`/exchanges/${id}/signature-requests`)
    expect(items[0]).toMatchObject({ signed_version_number: 2 })
    const detach = await send('DELETE', `/exchanges/${id}/documents/${document_id}`)
    expect(detach.status).toBe(422)
  })

  test('is not asked for what can’t be sealed, nor after the request has ended', async () => {
    const { id, client_id, email } = await begun()
    const { payload, headers } = form(Buffer.from('only text'), 'note.txt')
    const text = (await app.send(coordinator, 'POST', '/documents', payload, headers)).body.id
    await post(`/exchanges/${id}/documents`, { document_id: text })
    const ask = (document_id: string, person?: TestPerson) =>
      post(
        `/exchanges/${id}/signature-requests`,
        { document_id, signers: [{ contact_id: client_id }] },
        person,
      )
    expect((await ask(text)).body.detail).toBe('Only a PDF can be signed. Save the document as a PDF first.')
    const document_id = await attach(id, 'Assignment')
    expect((await ask(document_id, stranger)).status).toBe(404)
    expect((await ask(document_id, viewer)).status).toBe(403)
    const { body } = await ask(document_id)
    const page = await openPage(email)
    const request = `/exchanges/${id}/signature-requests/${body.id}`
    expect((await post(`${request}/remind`)).status).toBe(200)
    expect((await post(`${request}/remind`)).status).toBe(422)
    const [waiting] = (await page.page()).to_sign
    await post(`${request}/cancel`, { reason: 'Wrong version.' })
    const late = await page.call('POST', `/signatures/${waiting.id}/sign`, {
      ...{ method: 'typed', signed_name: 'Late', consent: true, document_hash: waiting.file_hash },
    })
    expect([late.status, late.body.detail]).toEqual([422, '“Assignment” was canceled.'])
    expect((await page.page()).to_sign).toEqual([])
  })

  test('of a document of another exchange is refused', async () => {
    const [{ id, client_id }, other] = [await begun(), await begun()]
    const document_id = await attach(other.id, 'Theirs')
    const body = { document_id, signers: [{ contact_id: client_id }] }
    expect((await post(`/exchanges/${id}/signature-requests`, body)).status).toBe(404)
  })
})
