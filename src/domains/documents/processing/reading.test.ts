import JSZip from 'jszip'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { task } from '#infra/jobs/jobs.ts'
import { taskList } from '#infra/jobs/tasks.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'
import { markUnreadable } from './read.ts'

const app = testApp()
const { upload } = uploadsTo(app)
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, colleague, stranger } = await openOffice(app))
})

async function filed(person: TestPerson, filename: string, content: string | Buffer): Promise<string> {
  const answer = await upload(person, Buffer.from(content), filename)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}
const read = async (id: string) => (await app.send(agent, 'GET', `/documents/${id}`)).body
const children = async (id: string, person = agent) => {
  const { body } = await app.send(person, 'GET', '/documents?limit=100')
  return body.items.filter((each: { parent_document_id: string }) => each.parent_document_id === id)
}

const mailWith = (subject: string, name: string, content: string) =>
  `From: ana@example.com\r\nTo: bo@example.com\r\nSubject: ${subject}\r\nDate: Mon, 16 Nov 2026 22:40:00 -0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the fee sheet.\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=${name}\r\n\r\n${content}\r\n--b--\r\n`

describe('the files inside a file', () => {
  test('become documents beside it, whatever else has the same bytes, and strangers see none of them', async () => {
    const first = await filed(agent, 'one.eml', mailWith('Fees of May', 'fees.csv', 'Payee,Sum\nPeak,10.00'))
    const second = await filed(agent, 'two.eml', mailWith('Fees again', 'fees.csv', 'Payee,Sum\nPeak,10.00'))
    await app.runJobs()
    for (const id of [first, second])
      expect(await children(id)).toMatchObject([
        { filename: 'fees.csv', status: 'ready', mime_type: 'text/csv' },
      ])
    expect(await children(first, stranger)).toEqual([])
    expect(await children(first, colleague)).toEqual([])

    await app.send(agent, 'POST', `/documents/${first}/retry`, {})
    await app.runJobs()
    expect(await children(first)).toHaveLength(1)
  })

  test('stay in it past a depth that no legitimate file has, with a message', async () => {
    let file: Buffer = Buffer.from('the innermost text')
    let name = 'note.txt'
    for (let depth = 0; depth < 7; depth += 1) {
      file = await new JSZip().file(name, file).generateAsync({ type: 'nodebuffer' })
      name = `level-${depth}.zip`
    }
    await filed(agent, name, file)
    await app.runJobs()
    const { body } = await app.send(agent, 'GET', '/documents?limit=100')
    const levels = body.items.filter((each: { filename: string }) => each.filename.startsWith('level-'))
    expect(levels).toHaveLength(5)
    expect(
      levels.flatMap((each: { processing_errors: object[] | null }) => each.processing_errors ?? []),
    ).toMatchObject([{ code: 'incomplete', message: expect.stringContaining('too deep') }])
  })
})

test('an empty file is refused once, with a message, and leaves nothing', async () => {
  const answer = await upload(agent, Buffer.alloc(0), 'empty.txt')
  expect(answer).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('This file is empty') },
  })
})

describe('a title', () => {
  test('is the subject of an email, the heading of a form, and otherwise the file name', async () => {
    const mail = await filed(agent, 'x.eml', mailWith('Signed counteroffer', 'a.csv', 'a,b'))
    const plain = await filed(
      agent,
      'weekly_figures-v2.txt',
      'Article about nothing that is known here, in a few plain words.',
    )
    const rows = await filed(agent, 'ledger-may.csv', 'Date,Payee,Amount\n5/1/2026,Peak,"1,250.00"\n')
    await app.runJobs()
    expect((await read(mail)).title).toBe('Signed counteroffer')
    expect((await read(plain)).title).toBe('weekly figures-v2')
    expect((await read(rows)).title).toBe('ledger-may')
  })
})

describe('an email whose own words do not determine its type', () => {
  const DEED = [
    'GRANT DEED',
    'FOR A VALUABLE CONSIDERATION, receipt of which is hereby acknowledged, the undersigned grantor',
    'Thomas Whitfield hereby GRANTS to Maria Alvarez, a single woman, the real property in the City of Petaluma,',
    'County of Sonoma, State of California, described as Lot 7 of Tract 414. Documentary transfer tax is $926.75.',
    'APN: 019-210-044. Mail tax statements to the grantee. Acknowledged before me, Notary Public.',
  ].join('\r\n')
  const NOTE = 'Buy milk, eggs and bread on the way home, and call the dentist about Thursday morning.'

  test('takes the type of its attachment, and a person may still change it', async () => {
    const id = await filed(agent, 'deed.eml', mailWith('Here it is', 'recorded.txt', DEED))
    await app.runJobs()
    const [attached] = await children(id)
    expect(attached).toMatchObject({ document_type: 'deed' })
    expect(await read(id)).toMatchObject({
      document_type: 'deed',
      category: attached.category,
      confidence_score: attached.confidence_score,
      type_source: 'classifier',
      needs_review: attached.needs_review,
    })

    const { etag } = await app.send(agent, 'GET', `/documents/${id}`).then(({ headers }) => headers)
    const said = await app.send(
      agent,
      'PATCH',
      `/documents/${id}`,
      { document_type: 'title' },
      { 'if-match': String(etag) },
    )
    expect(said.status, JSON.stringify(said.body)).toBe(200)
    await app.send(agent, 'POST', `/documents/${attached.id}/retry`, {})
    await app.runJobs()
    expect(await read(id)).toMatchObject({ document_type: 'title', category: null, type_source: 'person' })
  })

  test('keeps its type if no attachment has a known one', async () => {
    const id = await filed(agent, 'note.eml', mailWith('Here it is', 'list.txt', NOTE))
    await app.runJobs()
    const [list] = await children(id)
    expect(list).toMatchObject({ document_type: 'other' })
    expect((await read(id)).confidence_score).not.toBe(list.confidence_score)
  })
})

test('a person waiting with many files does not hold up another with one', async () => {
  const many: string[] = []
  for (let count = 0; count < 6; count += 1)
    many.push(await filed(agent, `bulk-${count}.txt`, `Bulk file ${count} of many.`))
  const others = [
    await filed(colleague, 'mine.txt', 'A single file of a colleague.'),
    await filed(stranger, 'theirs.txt', 'A single file elsewhere.'),
  ]
  const rows = await app.query(
    "select p.payload ->> 'document_id' as id from graphile_worker._private_jobs p join graphile_worker.jobs j on j.id = p.id where j.task_identifier = 'documents.read' order by j.priority, j.run_at, j.id",
  )
  const order = rows.map((row) => row.id)
  for (const id of others) expect(order.indexOf(id)).toBeLessThanOrEqual(2)
  expect(order.filter((id) => many.includes(id as string))).toEqual(many)
  await app.runJobs()
})

test("a job's last failure marks its subject, and the attempts before it do not", async () => {
  const id = await filed(agent, 'doomed.txt', 'A file whose processing fails.')
  const unread = { organization_id: agent.organization_id, document_id: id, version_number: 1 }
  const failing = task(
    'documents.read',
    z.any(),
    () => Promise.reject(new Error('a wheel came off')),
    markUnreadable,
  )
  const infra = { ...app.infra(), log: { ...app.infra().log, error: () => {} } as never }
  const attempt = (attempts: number) =>
    taskList(infra, [failing])['documents.read']?.(
      unread as never,
      { job: { attempts, max_attempts: 4 } } as never,
    )

  await expect(attempt(3)).rejects.toThrow('a wheel came off')
  expect(await read(id)).toMatchObject({ status: 'processing' })
  await expect(attempt(4)).rejects.toThrow('a wheel came off')
  expect(await read(id)).toMatchObject({
    status: 'error',
    processing_errors: [{ code: 'failed', message: expect.stringContaining('try again') }],
  })
  await app.runJobs()
  expect(await read(id)).toMatchObject({ status: 'ready' })
})
