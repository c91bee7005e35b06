import { beforeAll, describe, expect, test } from 'vitest'
import { type Answer, testApp } from '#testing/app.ts'
import { makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ MAX_UPLOAD_BYTES: '3000000' })
const TUS = { 'tus-resumable': '1.0.0' }
let address = ''
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  address = await app.api().listen({ host: '127.0.0.1', port: 0 })
  agent = await app.newPerson('agent')
  stranger = await app.newPerson('owner')
})

async function tus(
  person: TestPerson,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Buffer,
): Promise<Response> {
  return fetch(`${address}${path}`, {
    method,
    headers: {
      ...TUS,
      authorization: `Bearer ${person.token}`,
      'x-organization-id': person.organization_id,
      ...headers,
    },
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
}

const encode = (text: string) => Buffer.from(text).toString('base64')

async function begin(person: TestPerson, size: number, options: object = {}): Promise<Response> {
  return tus(person, 'POST', '/api/v1/uploads', {
    'upload-length': String(size),
    'upload-metadata': `filename ${encode('Großes Gutachten.pdf')},options ${encode(JSON.stringify(options))}`,
  })
}

const go = (person: TestPerson, path: string, offset: number, part: Buffer) =>
  tus(
    person,
    'PATCH',
    path,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    part,
  )

describe('a large upload', () => {
  test('is broken off and resumed, and becomes a document when it is whole, and not before', async () => {
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

  test('is nobody else’s: neither a stranger nor a colleague can look at it, add to it or end it', async () => {
    const file = await makePdf([`${Math.random()}`])
    const path = (await begin(agent, file.length)).headers.get('location') ?? ''
    for (const other of [stranger, await app.newPerson('agent', agent)]) {
      expect((await tus(other, 'HEAD', path, {})).status).toBe(404)
      expect((await go(other, path, 0, file)).status).toBe(404)
      expect((await tus(other, 'DELETE', path, {})).status).toBe(404)
    }
    expect((await go(agent, path, 0, file)).status).toBe(204)
  })

  test('of a file that is there already ends in the same answer as a small one', async () => {
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

  test('that is larger than allowed, or than there is room for, is refused before its first byte', async () => {
    expect((await begin(agent, 4_000_000)).status).toBe(413)
    const full = await app.newPerson('owner')
    await app.asOwner(
      `update organizations set storage_quota_bytes = 10 where id = '${full.organization_id}'`,
    )
    const refused = await begin(full, 1000)
    expect(refused.status).toBe(413)
    expect(await refused.json()).toMatchObject({ code: 'quota_exceeded' })
  })

  test('with a name or options that are none is refused', async () => {
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

test('a small upload that is larger than allowed, or broken off, leaves nothing behind', async () => {
  const boundary = 'b'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="big.txt"\r\n\r\n`
  const send = (body: string | ReadableStream) =>
    fetch(`${address}/api/v1/documents`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stranger.token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      body,
      duplex: 'half',
    } as RequestInit)
  expect((await send(`${head}${'x'.repeat(3_100_000)}\r\n--${boundary}--\r\n`)).status).toBe(413)
  for (const form of ['no form at all', `${head}it ends in the middle of`, `--${boundary}--\r\n`, ''])
    expect((await send(form)).status, form).toBe(400)

  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(`${head}${'y'.repeat(200_000)}`))
      setTimeout(() => controller.error(new Error('the line is dead')), 100)
    },
  })
  await expect(send(broken)).rejects.toThrow()
  expect((await app.send(stranger, 'GET', '/documents')).body.items).toEqual([])
  const kept: string[] = []
  for await (const { key } of app.infra().files.list(`organizations/${stranger.organization_id}/`))
    kept.push(key)
  expect(kept).toEqual([])
})
