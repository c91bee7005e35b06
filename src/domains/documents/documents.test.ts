import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { upload, uploaded } = uploadsTo(app)
let agent: TestPerson
let colleague: TestPerson
let owner: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, owner, stranger } = await openOffice(app))
})

describe('an uploaded document', () => {
  test('is read, understood and titled, and its values are proposed with their position', async () => {
    const answer = await upload(agent, await newPdf(), 'RPA_742-Evergreen.pdf')
    expect(answer).toMatchObject({
      status: 201,
      body: { status: 'processing', mime_type: 'application/pdf', title: 'RPA 742-Evergreen' },
    })

    await app.runJobs()

    const read = await app.send(agent, 'GET', `/documents/${answer.body.id}`)
    expect(read.body).toMatchObject({
      status: 'ready',
      document_type: 'contract',
      page_count: 1,
      processing_errors: null,
    })
    expect(read.body.confidence_score).toBeGreaterThan(0.5)
    const { body } = await app.send(agent, 'GET', `/documents/${answer.body.id}/extractions`)
    const price = body.items.find((one: { normalized: string }) => one.normalized === '485000.00')
    expect(price).toMatchObject({
      field: 'purchase_price',
      page_number: 1,
      state: 'proposed',
      box: { x0: expect.any(Number) },
    })
  })

  test('that the person already has is refused with the existing one; a stranger may have the same bytes', async () => {
    const file = await newPdf()
    const first = await upload(agent, file)
    const again = await upload(agent, file, 'other-name.pdf')
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'duplicate', details: { document_id: first.body.id } },
    })
    expect((await upload(agent, file, 'wanted-twice.pdf', { allow_duplicate: 'true' })).status).toBe(201)
    expect((await upload(colleague, file)).status).toBe(201)
    expect((await upload(stranger, file)).status).toBe(201)
  })

  test('that arrives fifty times at once is one document', async () => {
    const file = await newPdf()
    const answers = await Promise.all(Array.from({ length: 50 }, () => upload(agent, file)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(49)
  })

  test('is refused when the organization has no room left', async () => {
    const full = await app.newPerson('owner')
    await app.asOwner(
      `update organizations set storage_quota_bytes = 100 where id = '${full.organization_id}'`,
    )
    expect(await upload(full, await newPdf())).toMatchObject({
      status: 413,
      body: { code: 'quota_exceeded' },
    })
    expect((await app.send(full, 'GET', '/documents')).body.items).toEqual([])
  })

  test('that cannot be read says why, is not lost, and can be read again', async () => {
    const answer = await upload(agent, Buffer.from('%PDF-1.7\nthis is not a PDF'), 'broken.pdf')
    await app.runJobs()
    const failed = await app.send(agent, 'GET', `/documents/${answer.body.id}`)
    expect(failed.body).toMatchObject({
      status: 'error',
      processing_errors: [{ code: 'corrupt', message: expect.stringContaining('damaged') }],
    })

    expect((await app.send(agent, 'POST', `/documents/${answer.body.id}/retry`)).body).toMatchObject({
      status: 'processing',
    })
    await app.runJobs()
    expect((await app.send(agent, 'GET', `/documents/${answer.body.id}/content`)).raw.toString()).toContain(
      'this is not a PDF',
    )
  })

  test.each([
    '../../etc/passwd',
    'con.pdf',
    '\u202Eexe.pdf',
    '.',
    `${'a'.repeat(400)}.pdf`,
    'C:\\temp\\x.pdf',
  ])('makes the name %j harmless', async (name) => {
    const { payload, headers } = form(await newPdf(), name)
    const { status, body } = await app.send(agent, 'POST', '/documents', payload, headers)
    expect(status).toBe(201)
    expect(body.filename).not.toMatch(/[/\\\u202e]|^\.|^con\./)
    expect(Buffer.byteLength(body.filename)).toBeLessThanOrEqual(255)
  })
})

describe('a change', () => {
  test('requires the version that was seen, and one of a hundred at once wins', async () => {
    const id = await uploaded(agent)
    const { headers } = await app.send(agent, 'GET', `/documents/${id}`)
    expect((await app.send(agent, 'PATCH', `/documents/${id}`, { title: 'x' })).status).toBe(428)
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        app.send(
          agent,
          'PATCH',
          `/documents/${id}`,
          { title: `Title ${i}` },
          { 'if-match': String(headers.etag) },
        ),
      ),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(99)
  })

  test('is for its uploader and those who manage documents, not for a colleague who may only see it', async () => {
    const id = await uploaded(agent, { visibility: 'agency' })
    const etag = String((await app.send(agent, 'GET', `/documents/${id}`)).headers.etag)
    const change = (person: TestPerson) =>
      app.send(person, 'PATCH', `/documents/${id}`, { tags: ['closing'] }, { 'if-match': etag })
    expect((await change(colleague)).status).toBe(403)
    expect((await change(stranger)).status).toBe(404)
    expect((await change(owner)).body.tags).toEqual(['closing'])
  })

  test('of the type trains the organization’s classifier', async () => {
    const lines = [
      'Stormwater covenant of the Larkspur Basin district',
      'Annual basin fee schedule and culvert upkeep',
      'Larkspur Basin district culvert inspection roster',
    ]
    const teach = async () => {
      const answer = await upload(agent, await makePdf([...lines, `Sheet ${Math.random()}`]), 'basin.pdf')
      await app.runJobs()
      return app.send(agent, 'GET', `/documents/${answer.body.id}`)
    }
    for (let i = 0; i < 3; i++) {
      const { body, headers } = await teach()
      await app.send(
        agent,
        'PATCH',
        `/documents/${body.id}`,
        { document_type: 'addendum' },
        { 'if-match': String(headers.etag) },
      )
      await app.runJobs()
    }
    const learned = { document_type: 'addendum', type_source: 'classifier' }
    expect((await teach()).body).toMatchObject(learned)

    await app.asOwner(`update classifier_models set model = jsonb_set(model, '{version}', '1')`)
    await teach() // What an earlier version learned is learned anew for the documents that come next.
    expect((await teach()).body).toMatchObject(learned)
  })
})

describe('a type that a person corrected', () => {
  const change = async (id: string, said: object) => {
    const { headers } = await app.send(agent, 'GET', `/documents/${id}`)
    return app.send(agent, 'PATCH', `/documents/${id}`, said, { 'if-match': String(headers.etag) })
  }

  test('can be undone: type, category, confidence and the question are what was read again', async () => {
    const id = await uploaded(agent)
    const read = (await app.send(agent, 'GET', `/documents/${id}`)).body
    const corrected = await change(id, { document_type: 'loan' })
    expect(corrected.body).toMatchObject({ document_type: 'loan', type_source: 'person', category: null })
    expect((await change(id, { document_type: 'lease' })).status).toBe(400)
    await change(id, { document_type: 'title' })
    const back = await change(id, { document_type: null })
    const { document_type, category, confidence_score, needs_review } = read
    expect(back).toMatchObject({
      status: 200,
      body: { document_type, category, confidence_score, needs_review, type_source: 'classifier' },
    })
    expect(await app.query(`select 1 from document_labels where document_id = '${id}'`)).toEqual([])
    expect(await change(id, { document_type: null })).toMatchObject({
      status: 422,
      body: { code: 'refused' },
    })
  })

  test('accepts a category of its own type and no other', async () => {
    const id = await uploaded(agent)
    expect((await change(id, { category: 'purchase_agreement' })).body.category).toBe('purchase_agreement')
    for (const said of [
      { category: 'grant_deed' },
      { category: 'banana' },
      { document_type: 'deed', category: 'lease' },
    ]) {
      const { status, body } = await change(id, said)
      expect([status, body.issues?.[0]?.field]).toEqual([400, 'category'])
    }
    const deed = await change(id, { document_type: 'deed', category: 'grant_deed' })
    expect(deed.body).toMatchObject({ document_type: 'deed', category: 'grant_deed', type_source: 'person' })
  })
})

test('a value is accepted by people who may change the document, and by no one else', async () => {
  const id = await uploaded(agent, { visibility: 'agency' })
  const [value] = (await app.send(agent, 'GET', `/documents/${id}/extractions`)).body.items
  const decide = (person: TestPerson) =>
    app.send(person, 'PATCH', `/documents/${id}/extractions/${value.id}`, { state: 'accepted' })
  expect((await decide(stranger)).status).toBe(404)
  expect((await decide(colleague)).status).toBe(403)
  expect((await decide(agent)).body).toMatchObject({ state: 'accepted', decided_by: agent.user_id })
})

test('who sets the category of a document says with it that its type is right', async () => {
  const id = await uploaded(agent, {}, 'Ask the bank about the offer and the deed before closing.')
  await app.query(
    `update documents set document_type = 'other', category = null, needs_review = true, type_source = 'classifier' where id = '${id}'`,
  )
  const { version } = (await app.send(agent, 'GET', `/documents/${id}`)).body
  const answer = await app.send(
    agent,
    'PATCH',
    `/documents/${id}`,
    { category: 'invoice' },
    { 'if-match': `"${version}"` },
  )
  expect(answer).toMatchObject({
    status: 200,
    body: { document_type: 'other', category: 'invoice', type_source: 'person', needs_review: false },
  })
})
