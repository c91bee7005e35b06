import { expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const TOKEN = 'a token for the scraper 42'
const app = testApp({ METRICS_TOKEN: TOKEN, TRUST_PROXY: 'loopback' })

const get = (url: string, headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  app.api().inject({ url, headers: { host: 'localhost:3000', ...headers }, remoteAddress })

test.each([
  ['another machine', {}, '198.51.100.7'],
  ['a page elsewhere that has its own name point here', { host: 'attacker.example' }, '127.0.0.1'],
  ['a proxy on this machine', { 'x-forwarded-for': '198.51.100.7' }, '127.0.0.1'],
  ['a proxy that is told a local name', { 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1'],
])('metrics and captured email are not shown to %s', async (_, headers, from) => {
  for (const url of ['/metrics', '/api/v1/outbox', '/api/v1/outbox/01900000-0000-7000-8000-000000000001'])
    expect((await get(url, headers, from)).statusCode, url).toBe(404)
  expect((await get('/metrics', { ...headers, authorization: 'Bearer guessed' }, from)).statusCode).toBe(404)
})

test('metrics are shown on this machine, and elsewhere to clients with the token', async () => {
  expect((await get('/metrics', {})).statusCode).toBe(200)
  const authorization = `Bearer ${TOKEN}`
  expect(
    (await get('/metrics', { host: 'deedline.example', authorization }, '198.51.100.7')).statusCode,
  ).toBe(200)
})

test('captured email is shown on this machine', async () => {
  expect((await get('/api/v1/outbox', { host: '127.0.0.1:3000' })).statusCode).toBe(200)
})
