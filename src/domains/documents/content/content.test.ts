import { beforeAll, expect, test } from 'vitest'
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
