import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'

/**
 * Email, texts and pushes that the product would have sent: files in one folder, named by UUIDv7, so sorted by time.
 */
export type OutboxEntry = {
  id: string
  kind: 'mail' | 'sms' | 'push'
  from: string
  to: string
  subject: string
  date: string
}

export type OutboxMessage = OutboxEntry & {
  text: string
  /** The HTML as sent; display it only in a sandbox. Undefined for a plain text message. */
  html: string | undefined
  links: string[]
  attachments: { filename: string; content_type: string; file_size: number }[]
}

export type SmsMessage = { to: string; text: string }
export type PushMessage = { to: string; title: string; text: string; url: string }

const KEPT = 1_000
const NAME = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.(eml|json)$/

/** Newest first; the cursor is the id of the last entry shown. */
export async function listOutbox(
  dir: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: OutboxEntry[]; next_cursor: string | undefined }> {
  const names = (await namesIn(dir)).filter((name) => !cursor || idOf(name) < cursor)
  const page = names.slice(0, limit)
  const entries = await Promise.all(page.map((name) => readEntry(dir, name)))
  const last = page.at(-1)
  return {
    items: entries.filter((entry) => entry !== undefined), // one may have been dropped for its age in the meantime
    next_cursor: last && names.length > limit ? idOf(last) : undefined,
  }
}

export async function readOutbox(dir: string, id: string): Promise<OutboxMessage> {
  const name = found(
    (await namesIn(dir)).find((name) => idOf(name) === id),
    'message',
  )
  const bytes = found(await readFile(join(dir, name)).catch(whenGone), 'message')
  if (name.endsWith('.json')) return JSON.parse(String(bytes))
  const mail = await simpleParser(bytes, { skipTextToHtml: true, skipImageLinks: true })
  const html = mail.html || undefined
  const text = mail.text ?? ''
  return {
    ...entryOf(id, mail),
    text,
    html,
    links: linksIn(text, html ?? ''),
    attachments: mail.attachments.map((attachment) => ({
      filename: attachment.filename ?? '',
      content_type: attachment.contentType,
      file_size: attachment.size,
    })),
  }
}

export function recordSms(dir: string, { to, text }: SmsMessage): Promise<{ message_id: string }> {
  return record(dir, {
    kind: 'sms',
    from: '',
    to,
    subject: text.slice(0, 80),
    text,
    links: linksIn(text, ''),
  })
}

export function recordPush(
  dir: string,
  { to, title, text, url }: PushMessage,
): Promise<{ message_id: string }> {
  return record(dir, { kind: 'push', from: '', to, subject: title, text, links: [url] })
}

/** Writes the bytes to a draft and renames it into place; drops entries beyond the newest 1,000. */
export async function keep(
  dir: string,
  ending: 'eml' | 'json',
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  id = newId(),
): Promise<string> {
  const draft = join(dir, `${id}.draft`)
  try {
    await pipeline(bytes, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    await rename(draft, join(dir, `${id}.${ending}`))
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  for (const name of (await namesIn(dir)).slice(KEPT)) await rm(join(dir, name), { force: true })
  return id
}

async function record(
  dir: string,
  message: Omit<OutboxMessage, 'id' | 'date' | 'html' | 'attachments'>,
): Promise<{ message_id: string }> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const id = newId()
  const whole = { id, ...message, date: dateOf(id), attachments: [] }
  await keep(dir, 'json', [Buffer.from(JSON.stringify(whole))], id)
  return { message_id: id }
}

async function namesIn(dir: string): Promise<string[]> {
  const names = (await readdir(dir).catch(whenGone)) ?? []
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
}

async function readEntry(dir: string, name: string): Promise<OutboxEntry | undefined> {
  if (name.endsWith('.eml')) {
    const head = await readHead(join(dir, name))
    return head && entryOf(idOf(name), await simpleParser(head))
  }
  const text = await readFile(join(dir, name), 'utf8').catch(whenGone)
  if (text === undefined) return undefined
  const { id, kind, from, to, subject, date }: OutboxMessage = JSON.parse(text)
  return { id, kind, from, to, subject, date }
}

/** The headers of an email without its body, which may be large. */
async function readHead(file: string): Promise<Buffer | undefined> {
  const handle = await open(file).catch(whenGone)
  if (!handle) return undefined
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const end = buffer.indexOf('\r\n\r\n')
    return buffer.subarray(0, end < 0 ? bytesRead : end + 4)
  } finally {
    await handle.close()
  }
}

function entryOf(id: string, mail: ParsedMail): OutboxEntry {
  const [from, to] = [textOf(mail.from), textOf(mail.to)]
  return { id, kind: 'mail', from, to, subject: mail.subject ?? '', date: dateOf(id) }
}

function textOf(addresses: AddressObject | AddressObject[] | undefined): string {
  return [addresses ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ')
}

function linksIn(text: string, html: string): string[] {
  const inText = (text.match(/https?:\/\/[^\s<>"“”„«»]+/g) ?? []).map(withoutEnd)
  const inHtml = [...html.matchAll(/href="(https?:[^"]+)"/gi)].map((link) =>
    (link[1] ?? '').replaceAll('&amp;', '&'),
  )
  return [...new Set([...inHtml, ...inText])]
}

const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** A link without what ends the sentence or closes what was opened before it: a bracket belongs to it that opens in it. */
function withoutEnd(link: string): string {
  const last = link.at(-1) ?? ''
  const opens = BRACKETS[last]
  const closesMore = opens && link.split(last).length > link.split(opens).length
  return closesMore || /[.,;:!?'‘’‚*_`]/.test(last) ? withoutEnd(link.slice(0, -1)) : link
}

function idOf(name: string): string {
  return name.slice(0, 36)
}

/** A UUIDv7 begins with its time in milliseconds. */
function dateOf(id: string): string {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString()
}

function whenGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
