import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { tusClient } from '#testing/tus.ts'
import { uploadsTo } from '#testing/uploads.ts'

const QUOTA = 40_000_000
const app = testApp({ MAX_UPLOAD_BYTES: '60000000' })
const { upload } = uploadsTo(app)
let address = ''
const { send, begin } = tusClient(() => address)
const open = new Set<ClientRequest>()

beforeAll(async () => {
  address = await app.api().listen({ host: '127.0.0.1', port: 0 })
})

afterEach(() => {
  for (const each of open) each.destroy()
  open.clear()
})

async function office(): Promise<TestPerson> {
  const owner = await app.newPerson('owner')
  await app.asOwner(
    `update organizations set storage_quota_bytes = ${QUOTA} where id = '${owner.organization_id}'`,
  )
  return owner
}

/** Somebody who says how much is coming, sends the beginning of it, and then nothing more. */
function trickle(path: string, headers: Record<string, string | number>, beginning: Buffer, method = 'POST') {
  const sent = request(`${address}${path}`, { method, headers, agent: false })
  open.add(sent)
  sent.on('error', () => {})
  const answered = once(sent, 'response').then(([reply]) => reply as IncomingMessage)
  answered.catch(() => {}) // Most of them are cut off by us.
  sent.write(beginning)
  return answered
}

const usage = async (person: TestPerson) => (await app.send(person, 'GET', '/documents/usage')).body
const bearer = ({ token }: TestPerson) => ({ authorization: `Bearer ${token}` })
const large = form(Buffer.alloc(QUOTA - 1_000_000, 'text '), 'large.txt')

async function requestLink(person: TestPerson): Promise<string> {
  const requested_from_email = `client-${Math.random()}@example.com`
  const asked = await app.send(person, 'POST', '/document-requests', { title: 'Tax', requested_from_email })
  expect(asked.status, JSON.stringify(asked.body)).toBe(201)
  await app.runJobs()
  const { text } = await app.mailTo(requested_from_email)
  return /\/r\/([\w-]+)/.exec(text)?.[1] ?? ''
}

describe('a sender who announces a file as large as all the room there is, and sends one kilobyte,', () => {
  type Address = (owner: TestPerson) => Promise<{ path: string; who: Record<string, string> }>
  test.each<[string, Address]>([
    [
      'as a guest',
      async (owner) => ({ path: `/api/v1/requested/${await requestLink(owner)}/files`, who: {} }),
    ],
    ['as a member', async (owner) => ({ path: '/api/v1/documents', who: bearer(owner) })],
  ])('%s keeps no one from uploading', async (_who, addressed) => {
    const owner = await office()
    const { path, who } = await addressed(owner)
    for (let i = 0; i < 5; i += 1)
      trickle(
        path,
        { ...large.headers, ...who, 'content-length': large.payload.length },
        large.payload.subarray(0, 1_024),
      )
    await sleep(500)
    expect(await usage(owner)).toMatchObject({ reserved_bytes: 0 })
    expect((await upload(owner, Buffer.alloc(30_000_000, 'mine '), 'mine.txt')).status).toBe(201)
  })

  test('by the resumable protocol keeps no one from uploading, however many they start', async () => {
    const owner = await office()
    for (let i = 0; i < 5; i += 1) {
      const path = (await begin(owner, QUOTA - 1_000, {}, `${i}.txt`)).headers.get('location') ?? ''
      const headers = {
        ...bearer(owner),
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': QUOTA - 1_000,
      }
      trickle(path, headers, Buffer.alloc(0), 'PATCH')
    }
    await sleep(500)
    expect(await usage(owner)).toMatchObject({ reserved_bytes: 0 })
    expect((await upload(owner, Buffer.alloc(30_000_000, 'mine '), 'mine.txt')).status).toBe(201)
  })
})

test('room for a form that has stalled is available to others after 15 minutes', async () => {
  const owner = await office()
  trickle(
    '/api/v1/documents',
    { ...large.headers, ...bearer(owner), 'content-length': large.payload.length },
    large.payload.subarray(0, 20_000_000),
  )
  await expect
    .poll(async () => (await usage(owner)).reserved_bytes, { timeout: 5_000 })
    .toBeGreaterThan(16_000_000)
  expect((await usage(owner)).reserved_bytes).toBeLessThan(30_000_000)
  const [row] = await app.query(
    `select extract(epoch from expires_at - now())::integer as seconds from storage_reservations where organization_id = '${owner.organization_id}'`,
  )
  expect(Number(row?.seconds)).toBeLessThanOrEqual(900)
})

test('a resumable upload holds room for its received bytes, and leaves nothing if there is none', async () => {
  const owner = await office()
  const [first, second] = await Promise.all(
    ['a.txt', 'b.txt'].map(
      async (name) => (await begin(owner, 30_000_000, {}, name)).headers.get('location') ?? '',
    ),
  )
  const go = (path: string | undefined, offset: number, bytes: number) =>
    send(
      owner,
      'PATCH',
      path ?? '',
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      Buffer.alloc(bytes, `${path} `),
    )
  expect((await go(first, 0, 20_000_000)).status).toBe(204)
  const { reserved_bytes } = await usage(owner)
  expect(reserved_bytes).toBeGreaterThanOrEqual(20_000_000)
  const refused = await go(second, 0, 30_000_000)
  expect(refused.status).toBe(413)
  expect(await refused.json()).toMatchObject({ code: 'quota_exceeded' })
  expect((await go(second, 0, 10)).status).toBe(413)
  const done = await go(first, 20_000_000, 10_000_000)
  expect(done.status).toBe(204)
  expect(done.headers.get('upload-document-id')).toBeTruthy()
})

test('a form that declares itself larger than any document is refused before its bytes', async () => {
  const owner = await app.newPerson('owner')
  const reply = await trickle(
    '/api/v1/documents',
    { ...large.headers, ...bearer(owner), 'content-length': 70_000_000 },
    large.payload.subarray(0, 1_024),
  )
  expect(reply.statusCode).toBe(413)
  expect(JSON.parse(Buffer.concat(await Array.fromAsync(reply)).toString())).toMatchObject({
    code: 'too_large',
  })
})

test('the number of resumable uploads started per minute is limited', async () => {
  const owner = await office()
  const statuses: number[] = []
  for (let i = 0; i < 121; i += 1) statuses.push((await begin(owner, 10, {}, `${i}.txt`)).status)
  expect(statuses.slice(0, 120).every((status) => status === 201)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
})
