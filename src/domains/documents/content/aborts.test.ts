import { readdirSync, readlinkSync } from 'node:fs'
import { request } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { tusClient } from '#testing/tus.ts'
import { newPdf, uploadsTo } from '#testing/uploads.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '1000000' })
const { upload, uploaded } = uploadsTo(app)
const TIMES = 100
let address = ''
let agent: TestPerson
let id = ''
let large: string[] = []
let shared = ''

beforeAll(async () => {
  address = await app.api().listen({ host: '127.0.0.1', port: 0 })
  agent = await app.newPerson('agent')
  id = await uploaded(agent)
  large = []
  for (const letter of ['a', 'b', 'c', 'd'])
    large.push((await upload(agent, Buffer.alloc(6_000_000, `${letter} `), `${letter}.txt`)).body.id)
  const { url } = (
    await app.send(agent, 'POST', `/documents/${large[0]}/shares`, { access_type: 'download' })
  ).body
  const token = url.split('/s/')[1]
  const { ticket } = (await app.send(null, 'POST', `/shared/${token}`, {})).body
  shared = `/shared/${token}/content?ticket=${ticket}`
})

/** Files of the store and of uploads that this process holds open. */
function openFiles(): number {
  const { DATA_DIR } = app.infra().config
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(DATA_DIR)
    } catch {
      return false // It was closed meanwhile.
    }
  }).length
}

/** Asks, and goes away after the first bytes of the answer, or before any. */
function breakOff(path: string, headers: Record<string, string>, early: boolean): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(`${address}/api/v1${path}`, { headers, agent: false })
    sent.on('error', () => {})
    sent.on('close', resolve)
    sent.on('response', (answer) => {
      answer.on('error', () => {})
      answer.once('data', () => sent.destroy())
      answer.once('end', () => sent.destroy())
    })
    sent.end()
    if (early) setTimeout(() => sent.destroy(), Math.random() * 12)
  })
}

/** Sends a part of a body and goes away. */
function breakOffSending(
  method: string,
  path: string,
  headers: Record<string, string>,
  part: Buffer,
): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(`${address}${path}`, { method, headers, agent: false })
    sent.on('error', () => {})
    sent.on('close', resolve)
    sent.write(part, () => setTimeout(() => sent.destroy(), Math.random() * 8))
  })
}

const bearer = () => ({
  authorization: `Bearer ${agent.token}`,
  'x-organization-id': agent.organization_id,
})

const zip = async () =>
  (await app.send(agent, 'POST', '/downloads', { ids: large })).body.url.replace('/api/v1', '')
const one = async () =>
  (await app.send(agent, 'POST', '/downloads', { ids: [large[1]] })).body.url.replace('/api/v1', '')

describe('a connection that breaks off a hundred times leaves no file open', () => {
  test.each<[string, () => Promise<string> | string, Record<string, string>?]>([
    ['a file', () => `/documents/${large[0]}/content`],
    ['a range of a file', () => `/documents/${large[0]}/content`, { range: 'bytes=100-5000000' }],
    ['a page picture', () => `/documents/${id}/pages/1/image`],
    ['a ZIP', zip],
    ['a promised file', one],
    ['a file behind a link', () => shared],
  ])('while it receives %s', async (_, path, more = {}) => {
    for (let i = 0; i < TIMES; i += 10)
      await Promise.all(
        Array.from({ length: 10 }, async (_, k) =>
          breakOff(await path(), { ...bearer(), ...more }, k % 2 === 0),
        ),
      )
    await expect.poll(openFiles, { timeout: 10_000 }).toBe(0)
    expect((await app.send(agent, 'GET', `/documents/${id}`)).status).toBe(200)
  })

  test('while it only asks for the head', async () => {
    for (let i = 0; i < 20; i++)
      await fetch(`${address}/api/v1/documents/${large[0]}/content`, { method: 'HEAD', headers: bearer() })
    await expect.poll(openFiles, { timeout: 10_000 }).toBe(0)
  })

  test('while it sends a form', async () => {
    const { payload, headers } = form(Buffer.alloc(3_000_000, 'half '), 'half.txt')
    for (let i = 0; i < TIMES; i += 10)
      await Promise.all(
        Array.from({ length: 10 }, () =>
          breakOffSending(
            'POST',
            '/api/v1/documents',
            { ...bearer(), ...headers, 'content-length': String(payload.length) },
            payload.subarray(0, 200_000),
          ),
        ),
      )
    await expect.poll(openFiles, { timeout: 10_000 }).toBe(0)
    const { body } = await app.send(agent, 'GET', '/documents?limit=100')
    expect(body.items.map(({ filename }: { filename: string }) => filename)).not.toContain('half.txt')
  })

  test('while it sends a resumable upload, which then goes on', async () => {
    const { begin, send, go } = tusClient(() => address)
    const file = Buffer.concat([await newPdf(), Buffer.alloc(2_000_000, ' ')])
    const path = (await begin(agent, file.length)).headers.get('location') ?? ''
    const offset = async () => Number((await send(agent, 'HEAD', path)).headers.get('upload-offset'))
    let at = 0
    // On a busy machine a connection may end before its first byte was taken.
    for (let i = 0; i < 20 || (at === 0 && i < 200); i++) {
      const headers = {
        ...bearer(),
        'tus-resumable': '1.0.0',
        'upload-offset': String(at),
        'content-type': 'application/offset+octet-stream',
        'content-length': String(file.length - at),
      }
      await breakOffSending('PATCH', path, headers, file.subarray(at, at + 20_000))
      at = await offset()
    }
    expect(at).toBeGreaterThan(0)
    await expect
      .poll(async () => (await go(agent, path, await offset(), file.subarray(await offset()))).status, {
        timeout: 20_000,
      })
      .toBe(204)
    await expect.poll(openFiles, { timeout: 10_000 }).toBe(0)
  })
})
