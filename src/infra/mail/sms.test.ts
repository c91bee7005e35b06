import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { createSms } from '#infra/mail/sms.ts'

const undo: (() => unknown)[] = []
afterEach(() => {
  for (const step of undo.splice(0)) step()
})

/** A service with Twilio's interface that answers as it is told. */
async function service(status: number, body: object | string) {
  const requests: { request: IncomingMessage; form: URLSearchParams }[] = []
  const server = createServer(async (request, response) => {
    requests.push({ request, form: new URLSearchParams(await text(request)) })
    response.writeHead(status, { location: 'http://127.0.0.1:1/' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sms = createSms({
    url,
    account_sid: 'AC1',
    auth_token: 'secret',
    from: '+15035550100',
    patience_ms: 500,
  })
  return { sms, requests }
}

const code = { to: '+15035550123', text: 'Ihr Code für „Haus“: 1 & 2 🏠' }

test('A text message is handed over with its number, words and our account', async () => {
  const { sms, requests } = await service(201, { sid: 'SM9', status: 'queued' })

  expect(await sms.send(code)).toEqual({ message_id: 'SM9' })

  const [sent] = requests
  expect(sent?.request.url).toBe('/2010-04-01/Accounts/AC1/Messages.json')
  expect(sent?.request.headers.authorization).toBe(`Basic ${btoa('AC1:secret')}`)
  expect(Object.fromEntries(sent?.form ?? [])).toEqual({ To: code.to, From: '+15035550100', Body: code.text })
})

test('A number that does not work is refused with the reason from the service', async () => {
  const { sms } = await service(400, { code: 21211, message: 'The number is not valid.' })

  await expect(sms.send(code)).rejects.toMatchObject({
    code: 'refused',
    message: 'The message could not be sent: The number is not valid.',
    details: { provider_code: 21211 },
  })
})

test.each([
  [429, { message: 'slow down' }],
  [503, '<html>Bad gateway</html>'],
  [200, 'null'],
  [307, ''],
])('A response of %i means that it may be retried', async (status, body) => {
  const { sms } = await service(status, body)

  await expect(sms.send(code)).rejects.toMatchObject({ code: 'unavailable' })
})

test('A service that is down or silent is unavailable', async () => {
  const settings = { account_sid: 'AC1', auth_token: 'x', from: '+15035550100', patience_ms: 200 }
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  undo.push(
    () => silent.closeAllConnections(),
    () => silent.close(),
  )

  for (const port of [1, (silent.address() as AddressInfo).port]) {
    const sms = createSms({ url: `http://127.0.0.1:${port}`, ...settings })
    await expect(sms.send(code)).rejects.toMatchObject({ code: 'unavailable' })
  }
})

test('A number without its country code is refused before any request', async () => {
  const { sms, requests } = await service(201, { sid: 'SM9' })

  await expect(sms.send({ ...code, to: '503 555 0123' })).rejects.toMatchObject({ code: 'invalid' })
  expect(requests).toEqual([])
})
