import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '#app/api.ts'
import { type Answer, testApp } from '#testing/app.ts'
import { runCron } from '#testing/cron.ts'
import { makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { tusClient } from '#testing/tus.ts'
import { partsOf } from './resumable.ts'

const app = testApp({ MAX_UPLOAD_BYTES: '3000000' })
let address = ''
let agent: TestPerson
let colleague: TestPerson
let stranger: TestPerson
const { send: tus, begin, go } = tusClient(() => address)

beforeAll(async () => {
  address = await app.api().listen({ host: '127.0.0.1', port: 0 })
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('agent', agent)
  stranger = await app.newPerson('owner')
})

const newFile = (...lines: string[]) => makePdf([...lines, `${Math.random()}`])
const addressOf = (created: Response) => created.headers.get('location') ?? ''
const encode = (text: string) => Buffer.from(text).toString('base64')

describe('a large upload', () => {
  test('can be interrupted and resumed, and becomes a document once complete, and not before', async () => {
    const file = await makePdf(['Appraisal report', `${Math.random()}`])
    const created = await begin(agent, file.length, { tags: ['appraisal'] })
    expect(created.status).toBe(201)
    const path = created.headers.get('location') ?? ''
    const half = Math.floor(file.length / 2)
    expect((await go(agent, path, 0, file.subarray(0, half))).status).toBe(204)
    expect((await app.send(agent, 'GET', '/documents')).body.items).toEqual([])

    const head = await tus(agent, 'HEAD', path, {})
    expect(head.headers.get('upload-offset')).toBe(String(half))
    const done = await go(agent, path, half, file.subarray(half))
    expect(done.status).toBe(204)
    const id = done.headers.get('upload-document-id')
    await app.runJobs()
    const document: Answer = await app.send(agent, 'GET', `/documents/${id}`)
    expect(document.body).toMatchObject({
      filename: 'Großes Gutachten.pdf',
      tags: ['appraisal'],
      status: 'ready',
      file_size: file.length,
    })
  })

  test('belongs to its sender: neither a stranger nor a colleague can see it, add to it or end it', async () => {
    const file = await makePdf([`${Math.random()}`])
    const path = (await begin(agent, file.length)).headers.get('location') ?? ''
    for (const other of [stranger, await app.newPerson('agent', agent)]) {
      expect((await tus(other, 'HEAD', path, {})).status).toBe(404)
      expect((await go(other, path, 0, file)).status).toBe(404)
      expect((await tus(other, 'DELETE', path, {})).status).toBe(404)
    }
    expect((await go(agent, path, 0, file)).status).toBe(204)
  })

  test('of a file that is already there ends with the same response as a small one', async () => {
    const file = await makePdf(['Twice', `${Math.random()}`])
    const once = (await begin(agent, file.length)).headers.get('location') ?? ''
    await go(agent, once, 0, file)
    const again = (await begin(agent, file.length)).headers.get('location') ?? ''
    const answer = await go(agent, again, 0, file)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({
      code: 'duplicate',
      details: { document_id: expect.any(String) },
    })
  })

  test('that is larger than allowed, or than the room left, is refused before its first byte', async () => {
    expect((await begin(agent, 4_000_000)).status).toBe(413)
    const full = await app.newPerson('owner')
    await app.asOwner(
      `update organizations set storage_quota_bytes = 10 where id = '${full.organization_id}'`,
    )
    const refused = await begin(full, 1000)
    expect(refused.status).toBe(413)
    expect(await refused.json()).toMatchObject({ code: 'quota_exceeded' })
  })

  test.each([
    ['upload-defer-length', '1'],
    ['upload-concat', 'partial'],
    ['upload-concat', 'final;/api/v1/uploads/a /api/v1/uploads/b'],
  ])('with the extension %s: %s, which we do not support, is refused with a message', async (name, value) => {
    const answer = await tus(agent, 'POST', '/api/v1/uploads', { 'upload-length': '10', [name]: value })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'invalid', detail: expect.stringContaining(name) })
  })

  test('with an invalid name or options is refused', async () => {
    const bad = await tus(agent, 'POST', '/api/v1/uploads', {
      'upload-length': '10',
      'upload-metadata': `options ${encode('{"visibility":"everyone"}')}`,
    })
    expect(bad.status).toBe(400)
    const broken = await tus(agent, 'POST', '/api/v1/uploads', {
      'upload-length': '10',
      'upload-metadata': `options ${encode('{')}`,
    })
    expect(broken.status).toBe(400)
  })
})

describe('the address of an upload', () => {
  test.each([
    ['a query', (mine: string, theirs: string) => `${mine}?x=/${theirs}`],
    ['a query with its slash encoded', (mine: string, theirs: string) => `${mine}?x=%2F${theirs}`],
    ['an encoded slash', (mine: string, theirs: string) => `${mine}%2F${theirs}`],
    ['a second segment', (mine: string, theirs: string) => `${mine}/${theirs}`],
    ['a double slash', (mine: string, theirs: string) => `/${mine}//${theirs}`],
    ['a way back', (mine: string, theirs: string) => `${mine}%2F..%2F${theirs}`],
    ['a fragment', (mine: string, theirs: string) => `${mine}%23/${theirs}`],
    ['a semicolon', (mine: string, theirs: string) => `${mine};/${theirs}`],
  ])('that names another one by %s reaches neither', async (_, confuse) => {
    const file = await newFile('Mine')
    const mine = addressOf(await begin(stranger, file.length))
    const theirs = addressOf(await begin(agent, file.length))
    const path = confuse(mine, theirs.split('/').at(-1) ?? '')
    for (const answer of [
      await tus(stranger, 'HEAD', path),
      await go(stranger, path, 0, file),
      await tus(stranger, 'DELETE', path),
      await tus(stranger, 'POST', path, { 'upload-length': '10' }),
    ])
      expect([400, 404]).toContain(answer.status)
    for (const [person, one] of [
      [stranger, mine],
      [agent, theirs],
    ] as const)
      expect((await tus(person, 'HEAD', one)).headers.get('upload-offset')).toBe('0')
    expect((await go(agent, theirs, 0, file)).status).toBe(204)
  })

  test('in capitals is the same upload', async () => {
    const file = await newFile('Capitals')
    const path = addressOf(await begin(agent, file.length))
    const id = path.split('/').at(-1) ?? ''
    const half = Math.floor(file.length / 2)
    expect((await go(agent, path.replace(id, id.toUpperCase()), 0, file.subarray(0, half))).status).toBe(204)
    expect((await go(agent, path, half, file.subarray(half))).status).toBe(204)
  })
})

describe('an upload that breaks', () => {
  test('is resumed by another process', async () => {
    const second = await createApi(app.infra())
    const elsewhere = tusClient(() => other)
    const other = await second.listen({ host: '127.0.0.1', port: 0 })
    try {
      const file = await newFile('Two processes')
      const path = addressOf(await begin(agent, file.length))
      await go(agent, path, 0, file.subarray(0, 300))
      expect((await elsewhere.send(agent, 'HEAD', path)).headers.get('upload-offset')).toBe('300')
      const done = await elsewhere.go(agent, path, 300, file.subarray(300))
      const id = done.headers.get('upload-document-id')
      expect((await app.send(agent, 'GET', `/documents/${id}`)).body.file_size).toBe(file.length)
    } finally {
      await second.close()
    }
  })

  test('is received over one connection at a time, whichever process it reaches', async () => {
    const file = await newFile('One at a time')
    const path = addressOf(await begin(agent, file.length, {}, 'one at a time.pdf'))
    const answers = await Promise.all(Array.from({ length: 6 }, () => go(agent, path, 0, file)))
    const [first, ...others] = answers.map(({ status }) => status).sort()
    expect(first).toBe(204)
    for (const status of others) expect([404, 409]).toContain(status)
    const { body } = await app.send(agent, 'GET', '/documents?limit=100')
    const same = body.items.filter(({ filename }: { filename: string }) => filename === 'one at a time.pdf')
    expect(same).toHaveLength(1)
  })

  test('between its last byte and its document becomes a document by the job, and its sender learns which', async () => {
    const file = await newFile('Complete, but the process was killed')
    const path = addressOf(await begin(agent, file.length))
    await leaveComplete(path, file)
    await runCron(app, 'documents.finish_uploads')
    const head = await tus(agent, 'HEAD', path)
    expect(head.headers.get('upload-offset')).toBe(String(file.length))
    const id = head.headers.get('upload-document-id')
    expect((await app.send(agent, 'GET', `/documents/${id}`)).body.file_size).toBe(file.length)
    await runCron(app, 'documents.finish_uploads')
    expect((await tus(agent, 'HEAD', path)).headers.get('upload-document-id')).toBe(id)
  })

  test('between its last byte and its document becomes one when its sender checks its progress', async () => {
    const file = await newFile('Asked for')
    const path = addressOf(await begin(agent, file.length))
    await leaveComplete(path, file)
    const id = (await tus(agent, 'HEAD', path)).headers.get('upload-document-id')
    expect((await app.send(agent, 'GET', `/documents/${id}`)).status).toBe(200)
  })

  test('and whose sender has left in the meantime does not become a document', async () => {
    const gone = await app.newPerson('agent', agent)
    const file = await newFile('Of somebody who left')
    const path = addressOf(await begin(gone, file.length))
    await leaveComplete(path, file)
    await app.asOwner(`update organization_members set status = 'inactive' where user_id = '${gone.user_id}'`)
    await runCron(app, 'documents.finish_uploads')
    expect(await app.query(`select id from documents where uploaded_by = '${gone.user_id}'`)).toEqual([])
    expect(await partsOf(app.infra()).countReceived(path.split('/').at(-1) ?? '')).toBeUndefined()
  })

  test('and is abandoned leaves neither bytes nor row nor reserved room', async () => {
    const file = await newFile('Given up')
    const forgotten = addressOf(await begin(colleague, file.length))
    await go(colleague, forgotten, 0, file.subarray(0, 100))
    const ended = addressOf(await begin(colleague, file.length))
    expect((await tus(colleague, 'DELETE', ended)).status).toBe(204)
    expect((await tus(colleague, 'HEAD', ended)).status).toBe(404)
    const id = forgotten.split('/').at(-1) ?? ''
    await app.asOwner(`update upload_sessions set expires_at = now() - interval '1 day' where id = '${id}'`)
    await runCron(app, 'documents.sweep')
    expect((await tus(colleague, 'HEAD', forgotten)).status).toBe(404)
    expect(await partsOf(app.infra()).countReceived(id)).toBeUndefined()
    for (const table of ['upload_sessions where user_id', 'storage_reservations where organization_id'])
      expect(
        await app.query(
          `select id from ${table} = '${table.includes('user_id') ? colleague.user_id : colleague.organization_id}'
            and id = '${id}'`,
        ),
      ).toEqual([])
  })

  /** As a process leaves it that is killed after the last byte. */
  async function leaveComplete(path: string, file: Buffer): Promise<void> {
    const id = path.split('/').at(-1) ?? ''
    await partsOf(app.infra()).store.write(Readable.from([file]), id, 0)
    await app.asOwner(
      `update upload_sessions set created_at = now() - interval '1 minute' where id = '${id}'`,
    )
  }
})

describe('a refused upload', () => {
  test('says why at its end, without internal database details, and says it again', async () => {
    const file = await newFile('For a team that goes')
    const reserved = async () =>
      (await app.send(stranger, 'GET', '/documents/usage')).body.reserved_bytes as number
    const before = await reserved()
    const team = (await app.send(stranger, 'POST', '/teams', { name: 'Short-lived' })).body
    const options = { visibility: 'team', team_id: team.id }
    const path = addressOf(await begin(stranger, file.length, options))
    await app.send(stranger, 'DELETE', `/teams/${team.id}`)
    const answer = await go(stranger, path, 0, file)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    const body = await answer.text()
    expect(body).not.toMatch(/constraint|violates|documents_|insert|select/i)
    expect((await go(stranger, path, 0, file)).status).toBe(404)
    expect(await reserved()).toBe(before)
  })

  test('that breaks the protocol reserves no room', async () => {
    const before = (await app.send(agent, 'GET', '/documents/usage')).body.reserved_bytes
    const answer = await fetch(`${address}/api/v1/uploads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${agent.token}`, 'upload-length': '1000' },
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('Tus-Resumable'),
    })
    expect((await app.send(agent, 'GET', '/documents/usage')).body.reserved_bytes).toBe(before)
  })

  test('for a team that is not named, or not the organization’s, is refused at its start', async () => {
    const theirs = (await app.send(stranger, 'POST', '/teams', { name: 'Theirs' })).body.id
    for (const team_id of [theirs, '00000000-0000-7000-8000-000000000000'])
      expect((await begin(agent, 100, { visibility: 'team', team_id })).status).toBe(404)
    expect((await begin(agent, 100, { visibility: 'team' })).status).toBe(400)
  })
})
