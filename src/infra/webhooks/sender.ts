import { lookup } from 'node:dns'
import http, { type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from '#infra/webhooks/addresses.ts'

/** The result of one attempt: the status and the start of the response, or why there was none. */
export type Sent = { status_code: number | null; error: string | null; response_body: string; ms: number }

export type WebhookSender = {
  send: (url: string, headers: Record<string, string>, body: string) => Promise<Sent>
  /** Why nothing can be sent to this URL, as far as its text shows. */
  refusalOf: (url: string) => string | undefined
}

const TIMEOUT_MS = 15_000
const KEPT_BYTES = 1_024

class PrivateAddressError extends Error {
  override name = 'PrivateAddressError'
}

/**
 * Posts to URLs that customers choose. Follows no redirects, waits 15 seconds, and connects only to public addresses.
 * The check runs on the addresses that the connection uses, so a host name can't switch to another address afterward.
 */
export function createWebhookSender({
  allow_private,
  timeout_ms = TIMEOUT_MS,
}: {
  allow_private: boolean
  timeout_ms?: number
}): WebhookSender {
  const refusalOf = (text: string) => (allow_private ? undefined : refusalOfUrl(new URL(text)))
  return {
    refusalOf,
    send: async (url, headers, body) => {
      const started = performance.now()
      const ended = (came: Omit<Sent, 'ms'>): Sent => ({
        ...came,
        ms: Math.round(performance.now() - started),
      })
      const refusal = refusalOf(url)
      if (refusal) return ended({ status_code: null, error: refusal, response_body: '' })
      const signal = AbortSignal.timeout(timeout_ms)
      try {
        const answer = await post(url, body, {
          signal,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          ...(!allow_private && { lookup: lookUpPublic }),
        })
        const response_body = await readStart(answer)
        return ended({ status_code: answer.statusCode ?? null, error: null, response_body })
      } catch (error) {
        const reason = signal.aborted ? `No answer within ${timeout_ms / 1000} seconds.` : reasonOf(error)
        return ended({ status_code: null, error: reason, response_body: '' })
      }
    },
  }
}

function refusalOfUrl({ protocol, hostname }: URL): string | undefined {
  if (protocol !== 'https:') return 'Use an https:// address.'
  const address = hostname.replace(/^\[|\]$/g, '')
  // A literal address never goes through a lookup, so it is checked here.
  return isIP(address) && !isPublicAddress(address) ? 'Use an address on the public internet.' : undefined
}

const lookUpPublic: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses = error ? [] : found.filter(({ address }) => isPublicAddress(address))
    const [first] = addresses
    if (error || !first) return done(error ?? new PrivateAddressError(hostname), [])
    return options.all ? done(null, addresses) : done(null, first.address, first.family)
  })

function post(url: string, body: string, options: RequestOptions): Promise<IncomingMessage> {
  const { request } = url.startsWith('https:') ? https : http
  return new Promise((resolve, reject) => {
    request(url, { ...options, method: 'POST', agent: false }, resolve)
      .on('error', reject)
      .end(body)
  })
}

/** The first kilobyte as text; the rest is not waited for. */
async function readStart(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length >= KEPT_BYTES) break // This also closes the connection.
  }
  const text = new TextDecoder().decode(Buffer.concat(parts).subarray(0, KEPT_BYTES))
  return text.replaceAll('\0', '').slice(0, KEPT_BYTES)
}

const REASONS: Record<string, string> = {
  ENOTFOUND: 'The host name was not found.',
  EAI_AGAIN: 'The host name could not be looked up.',
  ECONNREFUSED: 'The server refused the connection.',
  ECONNRESET: 'The server closed the connection.',
  EHOSTUNREACH: 'The server could not be reached.',
  ENETUNREACH: 'The server could not be reached.',
  CERT_HAS_EXPIRED: 'The TLS certificate has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The TLS certificate belongs to another host name.',
}

function reasonOf(error: unknown): string {
  if (error instanceof PrivateAddressError) return 'The host name leads to a private address.'
  const { code = '', message } = error as NodeJS.ErrnoException
  return REASONS[code] ?? `The request failed: ${(message || code || 'unknown reason').slice(0, 300)}.`
}
