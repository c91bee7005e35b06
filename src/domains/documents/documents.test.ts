import { beforeAll, describe, expect, test } from 'vitest'
import { type Answer, testApp } from '#testing/app.ts'
import { form, makePdf, PURCHASE_AGREEMENT } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let agent: TestPerson
let colleague: TestPerson
let owner: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('agent', agent)
  owner = await app.newPerson('owner', agent)
  stranger = await app.newPerson('owner')
})

let copies = 0
/** A real PDF that nobody has uploaded yet. */
const newPdf = (...lines: string[]) =>
  makePdf([...PURCHASE_AGREEMENT, ...lines, `Copy ${++copies} of ${Math.random()}`])

async function upload(
  person: TestPerson,
  file: Buffer,
  filename = 'offer.pdf',
  fields: Record<string, string> = {},
): Promise<Answer> {
  const { payload, headers } = form(file, filename, fields)
  return app.send(person, 'POST', '/documents', payload, headers)
}

async function uploaded(
  person: TestPerson,
  fields: Record<string, string> = {},
  ...lines: string[]
): Promise<string> {
  const answer = await upload(person, await newPdf(...lines), 'offer.pdf', fields)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  await app.runJobs()
  return answer.body.id
}

describe('an uploaded document', () => {
  test('is read, understood, titled, and its values are proposed with their place', async () => {
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

  test('is found by its words, with a highlight from its page, and by nobody who may not see it', async () => {
    const id = await uploaded(agent, {}, 'The parcel lies beside the Willamette heronry.')

    const found = await app.send(agent, 'GET', '/documents?q=heronry&facets=true')
    expect(found.body.items).toMatchObject([{ id, highlights: [{ page_number: 1 }] }])
    expect(found.body.items[0].highlights[0].parts).toContainEqual({ text: 'heronry', hit: true })
    expect(found.body.facets.document_type).toEqual([{ value: 'contract', count: 1, label: null }])
    expect((await app.send(owner, 'GET', '/documents?q=heronry')).body.items).toHaveLength(1)
    for (const other of [colleague, stranger])
      expect((await app.send(other, 'GET', '/documents?q=heronry')).body).toMatchObject({
        items: [],
        total: 0,
      })
  })

  test('is found by half a word, by a phrase, without a word, and with a typing error', async () => {
    const id = await uploaded(agent, {}, 'Easement for the lighthouse keeper.')
    const ids = async (q: string) =>
      (await app.send(agent, 'GET', `/documents?q=${encodeURIComponent(q)}`)).body.items.map(
        (d: { id: string }) => d.id,
      )

    expect(await ids('lighth')).toEqual([id])
    expect(await ids('"lighthouse keeper"')).toEqual([id])
    expect(await ids('"keeper lighthouse"')).toEqual([])
    expect(await ids('lighthouse -keeper')).toEqual([])
    const typo = await app.send(agent, 'GET', '/documents?q=lighthuose')
    expect(typo.body).toMatchObject({ items: [{ id }], corrected_query: 'lighthouse' })
    expect((await app.send(colleague, 'GET', '/documents?q=lighthuose')).body).toMatchObject({
      items: [],
      corrected_query: null,
    })
  })

  test.each([
    ['quay', 'qauy'],
    ['stile', 'stiel'],
    ['mews', 'emws'],
    ['wharf', 'warf'],
    ['glebe', 'glbee'],
    ['culvert', 'culvrt'],
  ])('%s is found when it is typed %s', async (word, typed) => {
    const id = await uploaded(agent, {}, `The boundary follows the ${word} and no other mark.`)

    const found = await app.send(agent, 'GET', `/documents?q=${typed}`)

    expect(found.body).toMatchObject({ items: [{ id }], corrected_query: word })
    const stranger_found = await app.send(stranger, 'GET', `/documents?q=${typed}`)
    expect(stranger_found.body).toMatchObject({ items: [], corrected_query: null })
  })

  test('is found by its new title at once, by the old one no more, and still by every word and phrase of its text', async () => {
    const id = await uploaded(agent, {}, 'Easement for the ferryman of Quillback Slough.')
    const found = async (q: string) =>
      (await app.send(agent, 'GET', `/documents?q=${encodeURIComponent(q)}`)).body.items.map(
        (d: { id: string }) => d.id,
      )
    const rename = async (title: string) => {
      const { headers } = await app.send(agent, 'GET', `/documents/${id}`)
      const answer = await app.send(
        agent,
        'PATCH',
        `/documents/${id}`,
        { title },
        { 'if-match': String(headers.etag) },
      )
      expect(answer.status).toBe(200)
    }

    await rename('Zephyrine bargain')
    expect(await found('zephyrine')).toEqual([id])
    await rename('Obsidian covenant')

    expect(await found('zephyrine')).toEqual([])
    expect(await found('obsidian ferryman')).toEqual([id])
    expect(await found('"ferryman of Quillback"')).toEqual([id])
  })

  test('that the person has already is refused with the one that is there; a stranger may have the same bytes', async () => {
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

  test('that comes fifty times at once is one document', async () => {
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
    '\u202Efdp.exe',
    '.',
    `${'a'.repeat(400)}.pdf`,
    'C:\\temp\\x.pdf',
  ])('keeps the name %j harmless', async (name) => {
    const { payload, headers } = form(await newPdf(), name)
    const { status, body } = await app.send(agent, 'POST', '/documents', payload, headers)
    expect(status).toBe(201)
    expect(body.filename).not.toMatch(/[/\\\u202e]|^\.|^con\./)
    expect(Buffer.byteLength(body.filename)).toBeLessThanOrEqual(255)
  })
})

describe('who sees a document', () => {
  test('of somebody else: the owner does, a colleague when it is the agency’s or shared with him, a stranger never', async () => {
    const id = await uploaded(agent)
    const status = async (person: TestPerson) => (await app.send(person, 'GET', `/documents/${id}`)).status
    expect([await status(owner), await status(colleague), await status(stranger)]).toEqual([200, 404, 404])

    await app.send(agent, 'POST', `/documents/${id}/shares`, { user_id: colleague.user_id })
    expect([await status(colleague), await status(stranger)]).toEqual([200, 404])
  })

  test('of a team: its members do', async () => {
    const team = (await app.send(owner, 'POST', '/teams', { name: `Team ${Math.random()}` })).body
    await app.send(owner, 'PUT', `/teams/${team.id}/members/${colleague.user_id}`, {})
    const id = await uploaded(agent, { visibility: 'team', team_id: team.id })
    const outsider = await app.newPerson('agent', agent)
    expect((await app.send(colleague, 'GET', `/documents/${id}`)).status).toBe(200)
    expect((await app.send(outsider, 'GET', `/documents/${id}`)).status).toBe(404)
  })

  test('the door of the search and the policy of the table agree, for everybody', async () => {
    for (const visibility of ['private', 'agency']) await uploaded(agent, { visibility }, 'agreeing words')
    for (const person of [agent, colleague, owner, stranger, await app.newPerson('viewer', agent)]) {
      const listed = (await app.send(person, 'GET', '/documents?limit=100')).body.items
      const searched = (await app.send(person, 'GET', '/documents?limit=100&q=purchase')).body.items
      const ids = (items: { id: string; document_type: string }[]) =>
        items
          .filter((d) => d.document_type === 'contract')
          .map((d) => d.id)
          .sort()
      expect(ids(searched)).toEqual(ids(listed))
    }
  })
})

describe('a change', () => {
  test('needs the version that was seen, and one of a hundred at once wins', async () => {
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

  test('is for its uploader and who manages, not for a colleague who may only see it', async () => {
    const id = await uploaded(agent, { visibility: 'agency' })
    const etag = String((await app.send(agent, 'GET', `/documents/${id}`)).headers.etag)
    const change = (person: TestPerson) =>
      app.send(person, 'PATCH', `/documents/${id}`, { tags: ['closing'] }, { 'if-match': etag })
    expect((await change(colleague)).status).toBe(403)
    expect((await change(stranger)).status).toBe(404)
    expect((await change(owner)).body.tags).toEqual(['closing'])
  })

  test('of the type is what the organization’s classifier learns from', async () => {
    const lines = [
      'Stormwater covenant of the Larkspur Basin district',
      'Annual basin fee schedule and culvert upkeep',
      'Larkspur Basin district culvert inspection roster',
    ]
    const teach = async () => {
      const answer = await upload(
        agent,
        await makePdf([...lines, `Sheet ${++copies} ${Math.random()}`]),
        'basin.pdf',
      )
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
    expect((await teach()).body).toMatchObject({ document_type: 'addendum', type_source: 'classifier' })
  })
})

describe('versions', () => {
  test('are added, listed, compared and restored; the same file twice is none', async () => {
    const id = await uploaded(agent, {}, 'Rent is one thousand dollars.')
    const second = form(await newPdf('Rent is twelve hundred dollars.'), 'offer-2.pdf', {
      changes_summary: 'Higher rent',
    })
    const added = await app.send(agent, 'POST', `/documents/${id}/versions`, second.payload, second.headers)
    expect(added).toMatchObject({ status: 201, body: { version_number: 2, status: 'processing' } })
    await app.runJobs()
    expect(
      (await app.send(agent, 'POST', `/documents/${id}/versions`, second.payload, second.headers)).status,
    ).toBe(409)

    const { body } = await app.send(agent, 'GET', `/documents/${id}/compare?from=1&to=2`)
    expect(body.parts).toContainEqual({ kind: 'added', text: expect.stringContaining('twelve') })
    const restored = await app.send(agent, 'POST', `/documents/${id}/versions/1/restore`)
    expect(restored).toMatchObject({ status: 201, body: { version_number: 3 } })
    const versions = await app.send(agent, 'GET', `/documents/${id}/versions`)
    expect(
      versions.body.items.map((v: { version_number: number; restored_from: number | null }) => [
        v.version_number,
        v.restored_from,
      ]),
    ).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ])
    expect((await app.send(stranger, 'GET', `/documents/${id}/versions`)).status).toBe(404)
  })

  test('uploaded fifty at once get fifty numbers', async () => {
    const id = await uploaded(agent)
    const files = await Promise.all(Array.from({ length: 50 }, () => newPdf()))
    const answers = await Promise.all(
      files.map((file) => {
        const { payload, headers } = form(file, 'v.pdf')
        return app.send(agent, 'POST', `/documents/${id}/versions`, payload, headers)
      }),
    )
    expect(new Set(answers.map((answer) => answer.body.version_number)).size).toBe(50)
  })
})

describe('the trash', () => {
  test('keeps a document until it is restored or purged, and a purge takes the file with it', async () => {
    const id = await uploaded(agent)
    expect((await app.send(colleague, 'DELETE', `/documents/${id}`)).status).toBe(404)
    expect((await app.send(agent, 'DELETE', `/documents/${id}`)).status).toBe(204)
    expect(
      (await app.send(agent, 'GET', '/documents?limit=100')).body.items.map((d: { id: string }) => d.id),
    ).not.toContain(id)
    expect(
      (await app.send(agent, 'GET', '/documents?limit=100&trashed=true')).body.items.map(
        (d: { id: string }) => d.id,
      ),
    ).toContain(id)
    expect((await app.send(agent, 'POST', `/documents/${id}/restore`)).status).toBe(200)

    expect((await app.send(owner, 'POST', `/documents/${id}/purge`)).status).toBe(422)
    await app.send(agent, 'DELETE', `/documents/${id}`)
    expect((await app.send(agent, 'POST', `/documents/${id}/purge`)).status).toBe(403)
    expect((await app.send(owner, 'POST', `/documents/${id}/purge`)).status).toBe(204)
    expect((await app.send(owner, 'GET', `/documents/${id}`)).status).toBe(404)
    const audit = await app.send(owner, 'GET', `/audit?subject_id=${id}`)
    expect(audit.body.items[0]).toMatchObject({ name: 'documents.purged' })
  })

  test('gives nothing back that must be kept until a day that has not come', async () => {
    const id = await uploaded(agent)
    const etag = String((await app.send(agent, 'GET', `/documents/${id}`)).headers.etag)
    await app.send(agent, 'PATCH', `/documents/${id}`, { retain_until: '2099-01-01' }, { 'if-match': etag })
    await app.send(agent, 'DELETE', `/documents/${id}`)
    expect(await app.send(owner, 'POST', `/documents/${id}/purge`)).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('2099-01-01') },
    })
  })

  test('of what was trashed by many at once tells what was refused', async () => {
    const mine = await uploaded(agent, { visibility: 'agency' })
    const theirs = await uploaded(colleague, { visibility: 'agency' })
    const foreign = await uploaded(stranger)
    const { body } = await app.send(agent, 'POST', '/documents/bulk', {
      action: 'trash',
      ids: [mine, theirs, foreign],
    })
    expect(body.done).toEqual([mine])
    expect(body.refused.map((one: { id: string }) => one.id).sort()).toEqual([theirs, foreign].sort())
  })
})

test('a file is served inert: saved and not shown where a browser would run it', async () => {
  const html = Buffer.from(
    '<!doctype html><html><script>alert(1)</script><p>Hello there, closing statement</p></html>',
  )
  const { body } = await upload(agent, html, 'page.pdf')
  const { headers } = await app.send(agent, 'GET', `/documents/${body.id}/content?disposition=inline`)
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
  })
  expect(String(headers['content-disposition'])).toMatch(/^attachment/)
  expect(String(headers['content-security-policy'])).toMatch(/^sandbox/)
})

test('a range of a file is sent when it is asked for', async () => {
  const id = await uploaded(agent)
  const { status, raw, headers } = await app.send(agent, 'GET', `/documents/${id}/content`, undefined, {
    range: 'bytes=0-4',
  })
  expect({
    status,
    text: raw.toString(),
    range: String(headers['content-range']).startsWith('bytes 0-4/'),
  }).toEqual({ status: 206, text: '%PDF-', range: true })
})

test('several documents come as one ZIP from an address that is signed for a minute', async () => {
  const ids = [await uploaded(agent), await uploaded(agent)]
  const { body } = await app.send(agent, 'POST', '/downloads', { ids })
  const zip = await app.send(null, 'GET', body.url)
  expect(zip.raw.subarray(0, 2).toString()).toBe('PK')
  expect(zip.raw.toString('latin1')).toContain('offer (2).pdf')
  expect((await app.send(stranger, 'POST', '/downloads', { ids })).status).toBe(404)
  expect((await app.send(null, 'GET', `${body.url.slice(0, -4)}AAAA`)).status).toBe(410)
})

test('a value is accepted by who may change the document, and by nobody else', async () => {
  const id = await uploaded(agent, { visibility: 'agency' })
  const [value] = (await app.send(agent, 'GET', `/documents/${id}/extractions`)).body.items
  const decide = (person: TestPerson) =>
    app.send(person, 'PATCH', `/documents/${id}/extractions/${value.id}`, { state: 'accepted' })
  expect((await decide(stranger)).status).toBe(404)
  expect((await decide(colleague)).status).toBe(403)
  expect((await decide(agent)).body).toMatchObject({ state: 'accepted', decided_by: agent.user_id })
})
