import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '#infra/webhooks/addresses.ts'
import { createWebhookSender } from '#infra/webhooks/sender.ts'
import { webhookReceiver } from '#testing/webhook-receiver.ts'

const receiver = webhookReceiver()
const careful = createWebhookSender({ allow_private: false })
const open = createWebhookSender({ allow_private: true, timeout_ms: 300 })

describe('an address', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::8a',
  ])('%s is on the public internet', (address) => expect(isPublicAddress(address)).toBe(true))

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false))
})

describe('where private addresses are blocked,', () => {
  test.each([
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
  ])('%s is refused before anything is sent', async (url) => {
    const error = 'Use an address on the public internet.'
    expect(careful.refusalOf(url)).toBe(error)
    expect(await careful.send(url, {}, '{}')).toMatchObject({ status_code: null, error })
  })

  test('http:// is refused', () => {
    expect(careful.refusalOf('http://example.com/')).toBe('Use an https:// address.')
  })

  test('a name is checked by the address that the connection is given', async () => {
    const url = receiver.url().replace('http://127.0.0.1', 'https://localhost')
    expect(careful.refusalOf(url)).toBeUndefined()
    expect(await careful.send(url, {}, '{}')).toMatchObject({
      status_code: null,
      error: 'The host name leads to a private address.',
    })
  })
})

describe('a delivery', () => {
  test('is a POST with the headers and the body, and a redirect is not followed', async () => {
    receiver.clear()
    receiver.answer(302, 'elsewhere', { location: receiver.url('/elsewhere') })
    const sent = await open.send(receiver.url(), { 'x-a': 'b' }, '{"a":1}')
    expect(sent).toMatchObject({ status_code: 302, error: null, response_body: 'elsewhere' })
    expect(receiver.received).toMatchObject([{ headers: { 'x-a': 'b' }, body: { a: 1 } }])
  })

  test('returns the first kilobyte of the response, as text that can be stored', async () => {
    receiver.answer(200, `a\0${'é'.repeat(5_000)}`)
    const { response_body, status_code } = await open.send(receiver.url(), {}, '{}')
    expect(status_code).toBe(200)
    expect(response_body.startsWith('aé')).toBe(true)
    expect(response_body.length).toBeLessThanOrEqual(1_024)
    expect(response_body).not.toContain('\0')
  })

  test('that no one answers in time, or at all, reports why in a sentence', async () => {
    const silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as { port: number }
    const url = `http://127.0.0.1:${port}/`
    expect(await open.send(url, {}, '{}')).toMatchObject({ error: 'No answer within 0.3 seconds.' })
    await new Promise((resolve) => silent.close(resolve))
    expect(await open.send(url, {}, '{}')).toMatchObject({ error: 'The server refused the connection.' })
    expect(await open.send('http://nowhere.invalid/', {}, '{}')).toMatchObject({
      error: expect.stringMatching(/^The host name /),
    })
  })
})
