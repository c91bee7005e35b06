import { connect } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const app = testApp()
let port = 0

beforeAll(async () => {
  port = Number(new URL(await app.api().listen({ host: '127.0.0.1', port: 0 })).port)
})

/** All that is answered to these bytes, until the connection ends or nothing more comes. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(3_000, () => socket.destroy())
    socket.on('data', (chunk) => {
      heard += chunk.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
  })
}

describe('an unreadable request is answered with a problem', () => {
  test.each([
    ['an address with a broken escape', 'GET /% HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', 400],
    ['an address that is no UTF-8', 'GET /%ff HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
    ['words', 'hello there\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 400],
  ])('%s', async (_what, bytes, status) => {
    const answer = await raw(bytes)
    expect(answer.split('\r\n')[0]).toContain(String(status))
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json')
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({ status })
  })
})

test.each(['h2c', 'TLS/1.0', 'foo', 'websocket'])(
  'an offer to continue in %s is answered in HTTP/1.1',
  async (name) => {
    const answer = await raw(
      `GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: upgrade, close\r\nupgrade: ${name}\r\n\r\n`,
    )
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 200 OK')
  },
)
