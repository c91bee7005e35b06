import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import { AppError } from '#lib/errors.ts'

export type Address = { name?: string; address: string }

export type MailMessage = {
  to: Address | Address[]
  /** The person in whose name it is sent; defaults to the product's own address. */
  from?: Address
  reply_to?: Address
  subject: string
  text: string
  html?: string
  headers?: Record<string, string>
  attachments?: { filename: string; content_type: string; content: Uint8Array | Readable }[]
  /** The same id gives the same Message-ID, by which a mailbox recognizes a repeated delivery. */
  id?: string
}

export type Mail = {
  /**
   * Hands the message to the mail server. AppError('invalid') for an address or a header that can't be sent, 'refused'
   * when the server will never accept it, 'unavailable' when it may later.
   */
  send: (message: MailMessage) => Promise<{ message_id: string }>
  close: () => void
}

type Settings = {
  /** `smtp://user:password@host:587`, or `smtps://…:465`. */
  smtp_url: string
  from: Address
  /** Signs outgoing messages; the public key is in the domain's DNS. */
  dkim?: { domain: string; selector: string; private_key: string }
  /** How long the server may be silent. */
  patience_ms?: number
}

/** Sends email over a pool of connections that stay open between messages. */
export function createMail({ smtp_url, from, dkim, patience_ms = 20_000 }: Settings): Mail {
  const transport = createTransport({
    url: smtp_url,
    pool: true,
    maxConnections: 5,
    maxMessages: 1_000,
    connectionTimeout: Math.min(patience_ms, 5_000),
    greetingTimeout: Math.min(patience_ms, 10_000),
    socketTimeout: patience_ms,
    ...(dkim && {
      dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.private_key },
    }),
    disableFileAccess: true, // an attachment is bytes that we have, never a path or a URL to fetch
    disableUrlAccess: true,
  })
  const domain = checkAddress(from).address.split('@')[1]
  return {
    send: async (message) => {
      const sender = message.from ?? from
      const sending = transport.sendMail({
        from: checkAddress(sender),
        to: [message.to].flat().map(checkAddress),
        ...(message.reply_to && { replyTo: checkAddress(message.reply_to) }),
        subject: oneLine('The subject', message.subject),
        text: message.text,
        ...(message.html !== undefined && { html: message.html }),
        headers: checkHeaders(message.headers ?? {}),
        attachments: (message.attachments ?? []).map((attachment) => ({
          filename: oneLine('The name of an attachment', attachment.filename),
          contentType: oneLine('The type of an attachment', attachment.content_type),
          content:
            attachment.content instanceof Uint8Array ? Buffer.from(attachment.content) : attachment.content,
        })),
        ...(message.id !== undefined && { messageId: `<${oneLine('The id', message.id)}@${domain}>` }),
      })
      const { messageId } = await sending.catch((error) => {
        throw explain(error)
      })
      return { message_id: messageId }
    },
    close: () => transport.close(),
  }
}

const ADDRESS = /^[^\p{Cc}\s@<>()[\]\\,;:"]{1,64}@[^\p{Cc}\s@<>()[\]\\,;:"]{1,253}$/u
/** Headers for the sender, the recipients and the format come from the message, not by name. */
const OURS = /^(from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|content-.*|dkim-.*)$/i

function checkAddress({ name, address }: Address): { name: string; address: string } {
  if (!ADDRESS.test(address)) {
    throw new AppError('invalid', `${JSON.stringify(address.slice(0, 80))} isn’t a valid email address.`)
  }
  return { name: oneLine('A name', name ?? ''), address }
}

function checkHeaders(headers: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name) || OURS.test(name)) {
      throw new AppError('invalid', `${JSON.stringify(name.slice(0, 80))} is not a header that can be added.`)
    }
    oneLine(`The header ${name}`, value)
  }
  return headers
}

/** A line break in a header would start another header, or the body. */
function oneLine(what: string, text: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) {
    throw new AppError('invalid', `${what} must be one line without control characters.`)
  }
  return text
}

function explain(error: Error & { code?: string; responseCode?: number; response?: string }): Error {
  const details = {
    cause: error.code,
    response_code: error.responseCode,
    response: error.response ?? error.message,
  }
  if (error.code === 'EAUTH') {
    return new AppError(
      'unavailable',
      'The mail server rejected our user name and password. Check SMTP_URL.',
      details,
    )
  }
  if (error.responseCode !== undefined && error.responseCode >= 500) {
    return new AppError('refused', `The mail server rejected this message: ${error.response}`, details)
  }
  return new AppError('unavailable', 'The mail server can’t be reached. Try again in a moment.', details)
}
