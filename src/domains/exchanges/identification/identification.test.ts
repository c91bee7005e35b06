import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testApp } from '#testing/app.ts'
import { exchangesOf } from '#testing/exchanges.ts'
import { form, makePdf } from '#testing/files.ts'
import { textOfPdf } from '#testing/pdf-text.ts'
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

const { post, get, send, newContact, begun, addProperty, draft, openPage, at } = exchangesOf(
  app,
  () => coordinator,
)
const MARCH = '2026-03-10T12:00:00Z'
const notices = (id: string) => `/exchanges/${id}/identification-notices`
const scan = async () => {
  const { payload, headers } = form(await makePdf([`Scan ${Math.random()}`]), 'scan.pdf')
  return (await app.send(coordinator, 'POST', '/documents', payload, headers)).body.id as string
}
const ink = async (id: string, notice: string, sent_at: string) =>
  post(`${notices(id)}/${notice}/sign`, { sent_at, delivery: 'hand', document_id: await scan() })
/** Identified in ink, on March 10. */
const identified = async (id: string, properties: string[], more: object = {}) => {
  const { body } = await at(MARCH, () => draft(id, properties, more))
  await at(MARCH, () => ink(id, body.id, '2026-03-10T07:00:00-05:00'))
  return body.id as string
}

describe('the live check', () => {
  test('says how many are identified, and what a fourth property would mean', async () => {
    const { id } = await begun()
    const all = await Promise.all(Array.from({ length: 4 }, () => addProperty(id, { price: '600000.00' })))
    expect(await get(`/exchanges/${id}/identification`)).toMatchObject({
      ...{ rule: 'none_identified', deadline: '2026-04-16', weekday: 'Thursday', locked: true },
      ...{ ends_at: '2026-04-17T04:00:00Z', sentence: 'Nothing is identified yet.' },
    })
    const three = all.slice(0, 3).map((one) => one.id)
    await identified(id, three)
    const now = await at(MARCH, () => get(`/exchanges/${id}/identification`))
    expect(now).toMatchObject({ rule: '3-property', locked: false, days_remaining: 37 })
    expect(now.sentence).toBe(
      '3 of 3 properties. A fourth is possible only if all together are worth $2,000,000.00 or less.',
    )
    expect(now.properties.map((one: { state: string }) => one.state).toSorted()).toEqual([
      ...['identified', 'identified', 'identified', 'not_identified'],
    ])
    const check = (body: object, person?: TestPerson) =>
      post(`/exchanges/${id}/identification/check`, body, person)
    const fourth = await at(MARCH, () => check({ add: [{ exchange_property_id: all[3]?.id }] }))
    expect(fourth.body).toMatchObject({
      rule: 'over_identified',
      tests: {
        three_properties: { count: 4, limit: 3 },
        two_hundred_percent: { total: '2400000.00', limit: '2000000.00' },
        ninety_five_percent: { required: '2280000.00' },
      },
    })
    expect(fourth.body.sentence).toContain('Unless $2,280,000.00 of them is received in time')
    const smaller = await at(MARCH, () => check({ add: [{ fair_market_value: '200000.00' }] }))
    expect(smaller.body).toMatchObject({
      rule: '200%',
      tests: { two_hundred_percent: { total: '2000000.00' } },
    })
    const exchanged = await at(MARCH, () =>
      check({ revoke: [three[0]], add: [{ exchange_property_id: all[3]?.id }] }),
    )
    expect(exchanged.body).toMatchObject({ rule: '3-property' })
    expect((await at(MARCH, () => check({ add: [] }, stranger))).status).toBe(404)
    // Nothing was saved.
    expect((await get(notices(id))).items).toHaveLength(1)
  })

  test('leaves a fourth property open while a value is unknown', async () => {
    const { id } = await begun('2026-03-02')
    const all = await Promise.all(Array.from({ length: 4 }, () => addProperty(id, { price: null })))
    await identified(
      id,
      all.map((one) => one.id),
    )
    expect(await get(`/exchanges/${id}/identification`)).toMatchObject({ rule: 'undetermined' })
  })

  test('counts what was received in the period without a notice, and not what was received later', async () => {
    const { id } = await begun()
    await addProperty(id, { transferred_on: '2026-03-20' })
    await addProperty(id, { transferred_on: '2026-05-20' })
    const { properties, tests } = await get(`/exchanges/${id}/identification`)
    expect(properties).toMatchObject([{ state: 'received' }, { state: 'not_identified' }])
    expect(tests.three_properties.count).toBe(1)
  })

  test('takes incidental property up to 15% with its larger property, and no other exchange’s', async () => {
    const [{ id }, other] = [await begun(), await begun()]
    const larger = await addProperty(id)
    const furniture = await addProperty(id, { price: '50000.00', incidental_to: larger.id })
    await identified(id, [larger.id, furniture.id])
    expect((await get(`/exchanges/${id}/identification`)).tests.three_properties.count).toBe(1)
    const body = { side: 'replacement', property: { address_line1: '1 Other' }, incidental_to: larger.id }
    expect((await post(`/exchanges/${other.id}/properties`, body)).status).toBe(404)
  })
})

describe('a notice', () => {
  test('is signed in ink by the midnight of the exchange’s own time zone, and not a second later', async () => {
    const zones = [
      ['Pacific/Honolulu', '2026-04-16T23:59:59-10:00', '2026-04-17T00:00:00-10:00'],
      ['America/New_York', '2026-04-16T23:59:59-04:00', '2026-04-17T00:00:00-04:00'],
      ['UTC', '2026-04-16T23:59:59Z', '2026-04-17T00:00:00Z'],
    ] as const
    for (const [time_zone, last, late] of zones) {
      const { id } = await begun('2026-03-02', { time_zone })
      const [one, two] = [await addProperty(id), await addProperty(id)]
      const [first, second] = await at(MARCH, async () => [
        await draft(id, [one.id]),
        await draft(id, [two.id]),
      ])
      expect((await ink(id, first?.body.id, last)).body).toMatchObject({
        status: 'signed',
        method: 'wet_ink',
      })
      const refused = await ink(id, second?.body.id, late)
      expect(refused.status).toBe(422)
      expect(refused.body.detail).toContain(
        'The identification period ended at midnight on Thursday, 2026-04-16',
      )
      expect((await get(`/exchanges/${id}/identification`)).tests.three_properties.count).toBe(1)
    }
  })

  test('is never edited once it was sent, neither by a request nor in the database', async () => {
    const { id } = await begun()
    const property = await addProperty(id)
    const notice = await identified(id, [property.id])
    const path = `${notices(id)}/${notice}`
    const { version } = (await get(notices(id))).items[0]
    const change = { properties: [{ exchange_property_id: property.id, fair_market_value: '1.00' }] }
    const changed = await app.send(coordinator, 'PATCH', path, change, { 'if-match': `"${version}"` })
    expect([changed.status, changed.body.detail]).toEqual([422, 'This notice isn’t a draft anymore.'])
    expect((await send('DELETE', path)).status).toBe(422)
    expect((await send('DELETE', `/exchanges/${id}/properties/${property.id}`)).status).toBe(422)
    const where = `where organization_id = '${coordinator.organization_id}'`
    for (const statement of [
      `update identification_notices set sent_at = sent_at - interval '1 day' ${where} and id = '${notice}'`,
      `update notice_properties set fair_market_value = 1 ${where} and notice_id = '${notice}'`,
      `delete from notice_properties ${where} and notice_id = '${notice}'`,
    ])
      await expect(app.asOwner(statement)).rejects.toThrow('never edited')
  })

  test('is revoked to the same person before the deadline, after which more can be identified', async () => {
    const { id } = await begun()
    const [one, two] = [await addProperty(id), await addProperty(id)]
    const notice = await identified(id, [one.id, two.id])
    const revocation = await at(MARCH, () => post(`${notices(id)}/${notice}/revoke`))
    expect(revocation.body).toMatchObject({ kind: 'revocation', status: 'draft', recipient_id: null })
    await at('2026-03-12T12:00:00Z', () => ink(id, revocation.body.id, '2026-03-11T12:00:00Z'))
    expect(await get(`/exchanges/${id}/identification`)).toMatchObject({ rule: 'none_identified' })
    const again = await at(MARCH, () => post(`${notices(id)}/${notice}/revoke`))
    expect(again.status).toBe(422)
    const late = await post(`${notices(id)}/${notice}/revoke`)
    expect(late.status).toBe(422)
    const other = await newContact('Another Escrow')
    const wrong = await at(MARCH, () =>
      draft(id, [one.id], { kind: 'revocation', recipient_id: other, recipient_capacity: 'escrow_agent' }),
    )
    expect(wrong.status).toBe(422)
  })

  test('goes to no one who is the taxpayer, related to them, or their adviser; the seller may be related', async () => {
    const { id, client_id } = await begun()
    const property = await addProperty(id)
    const [brother, lawyer, title] = [
      await newContact('Brother'),
      await newContact('Lawyer'),
      await newContact('Title'),
    ]
    await post(`/contacts/${client_id}/relationships`, { relation: 'sibling', other_contact_id: brother })
    await post(`/exchanges/${id}/participants`, { participant_id: lawyer, role: 'attorney' })
    const to = async (recipient_id: string, recipient_capacity: string) =>
      (await at(MARCH, () => draft(id, [property.id], { recipient_id, recipient_capacity }))).status
    expect(await to(client_id, 'other')).toBe(422)
    expect(await to(brother, 'escrow_agent')).toBe(422)
    expect(await to(lawyer, 'other')).toBe(422)
    expect(await to(brother, 'seller')).toBe(201)
    expect(await to(title, 'title_company')).toBe(201)
  })

  test('needs a transfer first, and is made only by those who run exchanges', async () => {
    const client_id = await newContact('Not Begun')
    const { id } = (await post('/exchanges', { client_id })).body
    const property = await addProperty(id)
    const early = await draft(id, [property.id])
    expect([early.status, early.body.detail]).toEqual([422, expect.stringContaining('hasn’t begun')])
    const begun_ = await begun()
    const replacement = await addProperty(begun_.id)
    const properties = [{ exchange_property_id: replacement.id }]
    expect((await post(notices(begun_.id), { properties }, viewer)).status).toBe(403)
    expect((await post(notices(begun_.id), { properties }, stranger)).status).toBe(404)
    // Of another exchange.
    expect((await at(MARCH, () => draft(begun_.id, [property.id]))).status).toBe(404)
  })
})

describe('a notice for the taxpayer’s own signature', () => {
  test('is read and signed on a phone, counts from that moment, and comes back sealed', async () => {
    const { id, client_id, email } = await begun()
    const property = await addProperty(id)
    await at('2026-04-16T20:00:00Z', async () => {
      const { body } = await draft(id, [property.id])
      const sent = await post(`${notices(id)}/${body.id}/send`, { message: 'Please sign today.' })
      expect(sent.body).toMatchObject({ status: 'out_for_signature' })
      const page = await openPage(email)
      const seen = await page.page()
      expect(seen).toMatchObject({
        ...{ role: 'client', identifies: true, to_sign: [{ message: 'Please sign today.' }] },
        documents: [{ title: expect.stringContaining('Identification of replacement property') }],
        deadlines: [{ kind: 'identification', days_remaining: 0, weekday: 'Thursday' }, {}],
      })
      const path = `/documents/${seen.documents[0].document_id}/content`
      const text = await textOfPdf((await page.call('GET', path)).raw)
      expect(text).toContain(property.address)
      const stale = await page.sign({ document_hash: '0'.repeat(64) })
      expect(stale.status).toBe(409)
      await at('2026-04-17T03:59:58Z', async () => {
        expect((await page.sign()).body).toMatchObject({ status: 'completed' })
      })
      const again = await page.call('POST', `/signatures/${seen.to_sign[0].id}/sign`, {
        ...{ method: 'typed', signed_name: 'Again', consent: true, document_hash: seen.to_sign[0].file_hash },
      })
      expect(again.status).toBe(422)
    })
    const [notice] = (await get(notices(id))).items
    expect(notice).toMatchObject({
      status: 'signed',
      method: 'electronic',
      sent_at: '2026-04-17T03:59:58.000Z',
    })
    await app.runJobs()
    const [request] = (await get(`/exchanges/${id}/signature-requests`)).items
    expect(request).toMatchObject({ status: 'completed', signed_version_number: 2 })
    expect(request.signatures).toMatchObject([{ contact_id: client_id, status: 'signed', method: 'typed' }])
    const { raw } = await send('GET', `/documents/${notice.document_id}/content`)
    const text = await textOfPdf(raw)
    expect(text).toContain('Certificate of signatures')
    expect(text).toContain(request.file_hash)
    expect(raw.toString('latin1')).toContain('/ETSI.CAdES.detached')
    const edit = app.asOwner(
      `update signatures set signed_name = 'Forged' where request_id = '${request.id}'`,
    )
    await expect(edit).rejects.toThrow('never edited')
  })

  test('can’t be signed after midnight, and is a draft again when it is declined', async () => {
    const { id, email } = await begun()
    const property = await addProperty(id)
    await at('2026-04-16T20:00:00Z', async () => {
      const { body } = await draft(id, [property.id])
      await post(`${notices(id)}/${body.id}/send`, {})
      const page = await openPage(email)
      const late = await at('2026-04-17T04:00:00Z', () => page.sign())
      expect([late.status, late.body.detail]).toEqual([422, expect.stringContaining('ended at midnight')])
      const [waiting] = (await page.page()).to_sign
      const declined = await page.call('POST', `/signatures/${waiting.id}/decline`, {
        reason: 'The wrong house.',
      })
      expect(declined.body).toMatchObject({ status: 'declined' })
    })
    expect((await get(notices(id))).items).toMatchObject([{ status: 'draft', document_id: null }])
  })

  test('waits for both spouses, and both at once sign once each', async () => {
    const { id, client_id, email } = await begun()
    const spouse = await newContact('Spouse', { emails: [{ email: email.replace('taxpayer', 'spouse') }] })
    for (const participant_id of [client_id, spouse])
      await post(`/exchanges/${id}/participants`, { participant_id, role: 'client' })
    const property = await addProperty(id)
    await at(MARCH, async () => {
      const { body } = await draft(id, [property.id])
      await post(`${notices(id)}/${body.id}/send`, {})
      const [mine, theirs] = [await openPage(email), await openPage(email.replace('taxpayer', 'spouse'))]
      expect((await mine.sign()).body.status).toBe('open')
      expect((await get(notices(id))).items[0].status).toBe('out_for_signature')
      const [waiting] = (await theirs.page()).to_sign
      const said = { method: 'drawn', drawing: 'M0 0 L10 10', signed_name: 'Spouse', consent: true }
      const body_ = { ...said, document_hash: waiting.file_hash }
      const both = await Promise.all(
        [1, 2].map(() => theirs.call('POST', `/signatures/${waiting.id}/sign`, body_)),
      )
      expect(both.map((one) => one.status).toSorted()).toEqual([200, 422])
    })
    expect((await get(notices(id))).items[0].status).toBe('signed')
    await app.runJobs()
  })

  test('is drafted by the taxpayer themselves, from their phone', async () => {
    const { id, client_id, email } = await begun()
    const part = await post(`/exchanges/${id}/participants`, { participant_id: client_id, role: 'client' })
    await post(`/exchanges/${id}/guests`, { exchange_participant_id: part.body.id })
    await at(MARCH, async () => {
      const page = await openPage(email)
      const add = [1, 2, 3, 4].map(() => ({ fair_market_value: '900000.00' }))
      const check = await page.call('POST', '/identification/check', { add })
      expect(check.body).toMatchObject({ rule: 'over_identified' })
      const properties = [1, 2, 3].map((line) => ({
        ...{
          property: { address_line1: `${line} Own Road`, city: 'Boise', state: 'ID' },
          fair_market_value: '900000.00',
        },
      }))
      const mine = await page.call('POST', '/identification-notices', { properties })
      expect(mine.status).toBe(201)
      expect(mine.body.to_sign).toHaveLength(1)
      expect((await page.sign()).body.status).toBe('completed')
      expect((await page.page()).identification).toMatchObject({
        rule: '3-property',
        sentence: expect.stringContaining('3 of 3'),
      })
    })
    const facts = await app.query(
      `select user_id from events where subject_id = '${id}' and name = 'exchanges.notice_sent'`,
    )
    expect(facts).toMatchObject([{ user_id: null }])
  })
})
