import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll } from 'vitest'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
type Received = { headers: IncomingHttpHeaders; raw: string; body: any }

/** The server that a customer's webhook leads to. */
export function webhookReceiver() {
  const received: Received[] = []
  let answer: { status: number; body?: string; headers?: Record<string, string> } = { status: 204 }
  const server = createServer((request, reply) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString()
      received.push({ headers: request.headers, raw, body: JSON.parse(raw) })
      reply.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: (path = '/hook') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    received,
    /** What it answers from now on. */
    answer: (status: number, body?: string, headers?: Record<string, string>) => {
      answer = { status, ...(body !== undefined && { body }), ...(headers && { headers }) }
    },
    /** Forgets what came. */
    clear: () => {
      received.length = 0
    },
  }
}

/** As the receiver checks it, by the library of Standard Webhooks. Throws when the signature is wrong. */
export function verifyWebhook(secret: string, { raw, headers }: Received): unknown {
  return new Webhook(secret).verify(raw, headers as Record<string, string>)
}
