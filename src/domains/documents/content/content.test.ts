import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { upload, uploaded } = uploadsTo(app)
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  stranger = await app.newPerson('owner')
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

test('a range of a file is sent on request', async () => {
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

describe('a copy that the client has cached', () => {
  const get = (path: string, headers: Record<string, string> = {}, person: TestPerson | null = agent) =>
    app.send(person, 'GET', path, undefined, headers)

  test('is revalidated by everyone each time, and is not available to anyone else', async () => {
    const id = await uploaded(agent)
    for (const path of [
      `/documents/${id}/pages/1/image`,
      `/documents/${id}/pages/1/image?size=thumbnail`,
      `/documents/${id}/content`,
    ]) {
      const first = await get(path)
      expect(first.status).toBe(200)
      expect(first.headers['cache-control']).toBe('private, no-cache')
      expect(String(first.headers.vary)).toContain('Authorization')
      const etag = String(first.headers.etag)
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*'])
        expect((await get(path, { 'if-none-match': known })).status, `${path} ${known}`).toBe(304)
      expect((await get(path, { 'if-none-match': '"x", W/"y"' })).status).toBe(200)
      expect((await get(path, { 'if-none-match': etag }, stranger)).status).toBe(404)
      expect((await get(path, { 'if-none-match': etag }, null)).status).toBe(401)
    }
  })

  test('behind a link is refused once the link was revoked', async () => {
    const id = await uploaded(agent)
    const share = (await app.send(agent, 'POST', `/documents/${id}/shares`, { access_type: 'view' })).body
    const token = share.url.split('/s/')[1]
    const { ticket } = (await app.send(null, 'POST', `/shared/${token}`, {})).body
    const path = `/shared/${token}/pages/1/image?ticket=${ticket}`
    const etag = String((await get(path, {}, null)).headers.etag)
    expect((await get(path, { 'if-none-match': etag }, null)).status).toBe(304)
    await app.send(agent, 'DELETE', `/documents/${id}/shares/${share.id}`)
    expect((await get(path, { 'if-none-match': etag }, null)).status).toBeGreaterThanOrEqual(400)
  })

  test('is continued only if it is of the same file, and a request beyond its end is reported', async () => {
    const id = await uploaded(agent)
    const path = `/documents/${id}/content`
    const { headers, raw } = await get(path)
    const range = 'bytes=10-'
    expect((await get(path, { range, 'if-range': String(headers.etag) })).status).toBe(206)
    for (const other of ['"another"', `W/${headers.etag}`, 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      const whole = await get(path, { range, 'if-range': other })
      expect(whole.status, other).toBe(200)
      expect(whole.raw.length).toBe(raw.length)
    }
    const beyond = await get(path, { range: `bytes=${raw.length}-` })
    expect(beyond.status).toBe(416)
    expect(beyond.headers['content-range']).toBe(`bytes */${raw.length}`)
    expect(beyond.body).toMatchObject({ code: 'out_of_range' })
  })
})
