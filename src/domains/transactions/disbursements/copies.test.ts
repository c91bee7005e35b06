import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { disbursementsOf } from '#testing/disbursements.ts'
import { textOfPdf } from '#testing/pdf-text.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { people, close, terms, path, read, computed } = disbursementsOf(app)
let { owner, officer, coordinator, agent, stranger } = people

beforeAll(() => {
  ;({ owner, officer, coordinator, agent, stranger } = people)
})

const approve = async (id: string) =>
  app.send(officer, 'POST', path(id, '/approve'), { figures: (await read(owner, id)).figures })
const email = (person: TestPerson, id: string, body: object) =>
  app.send(person, 'POST', path(id, '/email'), body)
const contact = async (display_name: string, more: object = {}) =>
  (await app.send(owner, 'POST', '/contacts', { display_name, ...more })).body.id

describe('its PDF', () => {
  test('says what the title company needs: property, parties, who is paid what and why, licenses, approval', async () => {
    const organization = (await app.send(owner, 'GET', '/organization')).body
    await app.send(
      owner,
      'PATCH',
      '/organization',
      { license_number: 'TX 9001234', phone: '+15125550100' },
      { 'if-match': `"${organization.version}"` },
    )
    const logo = await sharp({ create: { width: 300, height: 90, channels: 4, background: '#14694b' } })
      .png()
      .toBuffer()
    await app.send(owner, 'PUT', '/organization/logo', { data: logo.toString('base64') })
    const parties = [
      { contact_id: await contact('Rosa Delgado'), role: 'seller' },
      { contact_id: await contact('Priya Raman'), role: 'buyer' },
      { contact_id: await contact('Melissa Grant'), role: 'escrow' },
      { contact_id: await contact('Bay Homes Realty'), role: 'selling_agent' },
    ]
    const id = await computed({ side: 'listing', parties })
    await close(agent, id, '2026-03-02')
    await app.runJobs()
    const draft = await textOfPdf((await app.send(owner, 'GET', path(id, '/pdf'))).raw)
    expect(draft).toContain('Draft: not approved')
    await approve(id)
    const answer = await app.send(coordinator, 'GET', path(id, '/pdf'))
    expect(answer.headers['content-type']).toBe('application/pdf')
    if (process.env.SHOW_PDF) writeFileSync(process.env.SHOW_PDF, answer.raw)
    const text = await textOfPdf(answer.raw)
    for (const words of [
      ...[
        'License TX 9001234',
        '12 Harbor Street, Austin, TX 78701',
        'Rosa Delgado',
        'Priya Raman',
        'Melissa Grant',
      ],
      ...[
        'Closed on',
        'March 2, 2026',
        '$400,000.00',
        'Bay Homes Realty',
        '$10,000.00',
        '$6,605.00',
        '$3,395.00',
      ],
      ...['Total commission', '$20,000.00', 'Approved by', 'Broker’s signature'],
    ])
      expect(text).toContain(words)
    for (const words of ['Draft', '×', '70%', 'Transaction fee', 'Internal copy'])
      expect(text).not.toContain(words)
    const internal = (await app.send(coordinator, 'GET', path(id, '/pdf?copy=internal'))).raw
    for (const words of ['$10,000.00 × 70% = $7,000.00', 'Transaction fee', 'Internal copy'])
      expect(await textOfPdf(internal)).toContain(words)
  })

  test('writes the names of people as they are, and says which letters it lacks', async () => {
    const names = ['Łukasz Żółkiewski', 'Ελένη Παππά', 'Юлия Щербакова', 'Nguyễn Thị Phượng']
    const parties = []
    for (const name of names) parties.push({ contact_id: await contact(name), role: 'seller' })
    const known = await textOfPdf(
      (await app.send(owner, 'GET', path(await computed({ parties }), '/pdf'))).raw,
    )
    for (const name of names) expect(known).toContain(name)
    expect(known).not.toContain('can’t show')
    const buyer = [{ contact_id: await contact('王芳 Wang'), role: 'buyer' }]
    const id = await computed({ parties: buyer })
    const lacking = await textOfPdf((await app.send(owner, 'GET', path(id, '/pdf'))).raw)
    expect(lacking).toContain('\ufffd\ufffd Wang')
    expect(lacking).toContain('stands for a letter that this file can’t show')
  })

  test('is a document of the deal that other agents don’t see', async () => {
    const id = await computed()
    const { document_id } = (await approve(id)).body
    const attached = async (person: TestPerson) =>
      (await app.send(person, 'GET', `/transactions/${id}/documents`)).body.items.map(
        (one: { document_id: string }) => one.document_id,
      )
    expect(await attached(officer)).toContain(document_id)
    expect(await attached(owner)).toContain(document_id)
    expect(await attached(agent)).toEqual([])
    expect((await app.send(agent, 'GET', `/documents/${document_id}`)).status).toBe(404)
  })
})

describe('its email', () => {
  const TITLE = { display_name: 'First Bay Title', kind: 'company' }

  test('takes the copy for outside to the title company, and keeps which file was sent', async () => {
    const contact_id = await contact(TITLE.display_name, { emails: [{ email: 'closings@firstbay.example' }] })
    const id = await computed({ parties: [{ contact_id, role: 'title' }] })
    const [party] = (await app.send(owner, 'GET', `/transactions/${id}/parties`)).body.items
    expect((await email(coordinator, id, { party_id: party.id })).status).toBe(422)
    await approve(id)
    const { status, body } = await email(coordinator, id, { party_id: party.id, message: 'For Friday.' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ status: 'sent', sent_to: 'First Bay Title, closings@firstbay.example' },
      ...{ sent_email: 'closings@firstbay.example', mail_failed_at: null },
    })
    await app.runJobs()
    const mail = await app.mailTo('closings@firstbay.example')
    expect(mail.subject).toBe('Commission disbursement authorization for 12 Harbor Street, Austin, TX 78701')
    expect(mail.text).toContain('For Friday.')
    expect(mail.attachments).toMatchObject([{ content_type: 'application/pdf' }])
    const kept = (await app.send(coordinator, 'GET', `/documents/${body.sent_document_id}/content`)).raw
    expect(createHash('sha256').update(kept).digest('hex')).toBe(body.sent_hash)
    expect(mail.attachments[0]?.file_size).toBe(kept.length)
    const text = await textOfPdf(kept)
    expect(text).toContain('Approved by')
    for (const words of ['×', 'Transaction fee', 'Internal copy']) expect(text).not.toContain(words)
    const facts = await app.query(
      `select payload from events where subject_id = '${id}' and name = 'transactions.disbursement_sent'`,
    )
    expect(facts).toMatchObject([{ payload: { sent_hash: body.sent_hash, sent_to: body.sent_to } }])
  })

  test('goes to an address that is typed, and can be sent again until all is paid', async () => {
    const id = await computed()
    await approve(id)
    for (const bad of [{}, { email: 'nobody' }, { email: 'a@b.example', message: 'x'.repeat(2001) }])
      expect((await email(officer, id, bad)).status, JSON.stringify(bad)).toBe(400)
    expect((await email(officer, id, { email: 'one@title.example' })).body.sent_to).toBe('one@title.example')
    const again = (await email(officer, id, { email: 'two@title.example' })).body
    expect(again.sent_email).toBe('two@title.example')
    const pay = (key: string) =>
      app.send(officer, 'POST', path(id, '/payments'), { key, paid_on: '2026-03-02' })
    await pay('company')
    await pay(agent.user_id)
    expect((await email(officer, id, { email: 'one@title.example' })).status).toBe(422)
  })

  test('takes no figures that have changed, and is not known as sent once they are approved again', async () => {
    const id = await computed()
    await approve(id)
    await email(officer, id, { email: 'one@title.example' })
    await terms(owner, id, 0, {
      agents: [{ user_id: agent.user_id, share: 1, deductions: [{ label: 'Sign', amount: '50.00' }] }],
    })
    await app.runJobs()
    expect((await email(officer, id, { email: 'one@title.example' })).status).toBe(422)
    expect((await approve(id)).body).toMatchObject({ status: 'approved', sent_email: null, sent_hash: null })
  })

  test('is sent by no agent and no stranger', async () => {
    const id = await computed()
    await approve(id)
    expect((await email(agent, id, { email: 'one@title.example' })).status).toBe(403)
    expect((await email(stranger, id, { email: 'one@title.example' })).status).toBe(404)
    const other = await computed({ parties: [{ contact_id: await contact('Ann'), role: 'seller' }] })
    const [party] = (await app.send(owner, 'GET', `/transactions/${other}/parties`)).body.items
    expect((await email(officer, id, { party_id: party.id })).status).toBe(404)
    await approve(other)
    expect((await email(officer, other, { party_id: party.id })).status).toBe(400)
  })
})
