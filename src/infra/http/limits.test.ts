import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { endStalledBodies } from '#infra/http/limits.ts'
import { testApp } from '#testing/app.ts'

const app = testApp({ RATE_LIMIT_PER_MINUTE: '15', RATE_LIMIT_PER_ADDRESS: '60', TRUST_PROXY: '127.0.0.0/8' })

const from = (address: string) => ({ 'x-forwarded-for': address })

describe('the number of requests', () => {
  test('is counted by session, whatever else the request says', async () => {
    const [agent, colleague] = [await app.newPerson('agent'), await app.newPerson('agent')]
    const statuses: number[] = []
    for (let i = 0; i < 20; i++) {
      const headers = { ...from(`192.0.2.${i}`), 'user-agent': `Browser ${i}`, cookie: `a=${i}` }
      statuses.push((await app.send(agent, 'GET', '/organization', undefined, headers)).status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(15)
    expect(statuses.at(-1)).toBe(429)
    const other = await app.send(colleague, 'GET', '/organization', undefined, from('192.0.2.1'))
    expect(other.status).toBe(200)
  })

  test('to a route with its own limit is counted by session where someone is signed in', async () => {
    const [agent, colleague] = [await app.newPerson('agent'), await app.newPerson('agent')]
    const confirm = async (person: typeof agent, i: number) =>
      (await app.send(person, 'POST', '/me/confirm', { code: '000000' }, from(`192.0.2.${100 + i}`))).status
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) statuses.push(await confirm(agent, i))
    expect(statuses.slice(0, 5)).toEqual([400, 400, 400, 400, 400])
    expect(statuses.slice(-2)).toEqual([429, 429])
    expect(await confirm(colleague, 0)).toBe(400)
  })

  test('is counted by address before anyone is identified', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 70; i++) {
      const headers = { ...from('192.0.2.200'), authorization: `Bearer made-up-${i}` }
      statuses.push((await app.send(null, 'GET', '/me', undefined, headers)).status)
    }
    expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true)
    expect(statuses.slice(60).every((status) => status === 429)).toBe(true)
  })

  test('from a forwarded address counts only what the named proxy has added', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 70; i++) {
      const headers = from(`203.0.113.${i}, 192.0.2.201`)
      statuses.push((await app.send(null, 'GET', '/auth/providers', undefined, headers)).status)
    }
    expect(statuses.at(-1)).toBe(429)
  })

  test('invented API keys cost no lookup after twenty, and a key that has worked still does', async () => {
    const owner = await app.newPerson('owner')
    const created = await app.send(owner, 'POST', '/api-keys', { name: 'Import', scopes: ['members.read'] })
    const address = from('192.0.2.202')
    const withKey = (key: string) =>
      app.send(null, 'GET', '/members', undefined, { ...address, authorization: `Bearer ${key}` })
    expect((await withKey(created.body.token)).status).toBe(200)
    const statuses: number[] = []
    for (let i = 0; i < 30; i++) statuses.push((await withKey(`dlk_invented-key-number-${i}`)).status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(20)
    expect(statuses.at(-1)).toBe(429)
    expect((await withKey(created.body.token)).status).toBe(200)
  })
})

describe('a body', () => {
  let http: FastifyInstance
  afterAll(() => http?.close())

  test('that arrives one byte at a time is cut off, and one that makes progress is not', async () => {
    http = Fastify()
    endStalledBodies(http, { stalled_ms: 400 })
    http.post('/', async (request) => String((request.body as string).length))
    http.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text))
    await http.listen({ host: '127.0.0.1', port: 0 })
    const { port } = http.server.address() as { port: number }

    const sendEvery = async (ms: number, bytes: number, times: number) => {
      const socket = createConnection(port, '127.0.0.1')
      let answer = ''
      let ended = false
      socket.on('data', (chunk) => (answer += chunk))
      socket.on('error', () => {})
      socket.on('close', () => (ended = true))
      socket.write(
        `POST / HTTP/1.1\r\nhost: a\r\ncontent-type: x/y\r\ncontent-length: ${bytes * times}\r\n\r\n`,
      )
      for (let i = 0; i < times && !ended; i++) {
        socket.write('x'.repeat(bytes))
        await sleep(ms)
      }
      await sleep(200)
      socket.destroy()
      return { answer, ended }
    }
    const [trickle, steady] = await Promise.all([sendEvery(100, 1, 30), sendEvery(100, 2_000, 12)])
    expect(trickle).toMatchObject({ ended: true, answer: '' })
    expect(steady.answer).toContain('24000')
  })
})
