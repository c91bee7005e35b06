import { readFile } from 'node:fs/promises'
import { decompressRTF } from '@kenjiuno/decompressrtf'
import MsgReader from '@kenjiuno/msgreader'
import { type AddressObject, type Attachment, simpleParser } from 'mailparser'
import { saveChild } from './children.ts'
import { codePage, declaredCharset, decodeText, wideEncoding } from './decode-text.ts'
import { MAIL, MBOX_LINE } from './detect-type.ts'
import { plainText } from './html.ts'
import type { Job } from './job.ts'
import { readRtf } from './read-rtf.ts'
import type { Parts } from './read-text.ts'
import type { Child } from './schema.ts'
import { isTnef, readTnef, type Tnef } from './tnef.ts'

export async function readEml(job: Job): Promise<Parts> {
  const [first = Buffer.alloc(0), ...others] = splitMailbox(toBytes(await readFile(job.input)))
  const mail = await simpleParser(first, {
    skipImageLinks: true,
    skipTextToHtml: true,
    skipHtmlToText: true,
  })
  const packed = mail.attachments
    .filter(({ content }) => isTnef(content))
    .map(({ content }) => readTnef(content))
  const attached = mail.attachments
    .filter((attachment) => !isDecoration(attachment) && !isTnef(attachment.content))
    .map(({ filename, content, contentType }) => ({
      filename: filename ?? nameOf(contentType, content),
      content,
    }))
  const files: AttachedFile[] = [...attached, ...packed.flatMap((each) => each.files)]
  const mails = others.map((content) => ({ filename: nameOf(MAIL, content), content }))
  const { children, warnings } = await saveAttachments([...files, ...mails], job)
  const head = {
    from: addresses(mail.from),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    date: mailDate(mail.headerLines.find(({ key }) => key === 'date')?.line),
    subject: mail.subject,
  }
  const body = bodyOf(mail.text, mail.html || undefined)
  return { ...compose(head, fuller(body, ...packed.map(tnefBody)), children), warnings }
}

/** The email that Outlook packed into a file (`winmail.dat`), when that file comes alone. */
export async function readOutlookPack(job: Job): Promise<Parts> {
  const mail = readTnef(await readFile(job.input))
  const { children, warnings } = await saveAttachments(mail.files, job)
  return { ...compose({ subject: mail.subject }, tnefBody(mail), children), warnings }
}

function tnefBody({ text, html, rtf }: Tnef): string {
  const body = bodyOf(text, html && decodeText(html, declaredCharset(html)))
  return body.trim() === '' && rtf ? unpackRtf(rtf) : body
}

function unpackRtf(rtf: Uint8Array): string {
  return readRtf(Uint8Array.from(decompressRTF([...rtf])))
}

/** Emails are ASCII-compatible bytes; one that was saved as UTF-16 is converted to UTF-8. */
function toBytes(file: Buffer): Buffer {
  return wideEncoding(file) ? Buffer.from(decodeText(file) ?? '') : file
}

/** The emails of a mailbox file, each without the line before it; a single email stays as it is. */
function splitMailbox(bytes: Buffer): Buffer[] {
  const text = bytes.toString('latin1').replace(/^(?:\xef\xbb\xbf)?\s*/, '')
  if (!MBOX_LINE.test(text.split(/\r?\n/, 1)[0] ?? '')) return [Buffer.from(text, 'latin1')]
  return text
    .split(/^From \S+.*\d{4}[^\n]*\n(?=[\w-]+:)/m)
    .filter((mail) => mail.trim() !== '')
    .map((mail) => Buffer.from(mail.replace(/^>(>*From )/gm, '$1'), 'latin1'))
}

/** Signature seals, and the small letterhead pictures that the text shows inline. */
function isDecoration({ contentType, related, size }: Attachment): boolean {
  if (/pkcs7-signature|pgp-signature/.test(contentType)) return true
  return related === true && contentType.startsWith('image/') && size < 20_000
}

/** Names an email inside an email that has no name: by its subject. */
function nameOf(contentType: string, content: Buffer): string | undefined {
  if (contentType !== MAIL) return undefined
  const subject = /^subject:\s*(.+)$/im.exec(content.subarray(0, 20_000).toString())?.[1]
  return subject?.trim() ? `${subject.trim().slice(0, 100)}.eml` : 'message.eml'
}

/** The text, unless it is empty or only a stub ("view this mail in HTML") compared with the words of the HTML. */
function bodyOf(text: string | undefined, html: string | undefined): string {
  return fuller(text ?? '', html ? plainText(html) : '')
}

/** The first text, unless another has more than twice as many letters. */
function fuller(...[first = '', ...others]: string[]): string {
  const letters = (body: string) => body.replace(/[^\p{L}\p{N}]/gu, '').length
  return others.reduce((best, next) => (letters(best) * 2 < letters(next) ? next : best), first)
}

/**
 * The day and time as the sender's clock showed them, with the UTC offset: a notice sent at 22:40 in Oregon was sent on
 * that day, whatever day it was elsewhere.
 */
function mailDate(line: string | undefined): string | undefined {
  const value = line
    ?.replace(/^date:/i, '')
    .replace(/\s+/g, ' ')
    .trim()
  const match =
    /(?:[A-Z][a-z]{2,8},? )?(\d{1,2}) ([A-Z][a-z]{2})[a-z]*\.? (\d{4}) (\d{1,2}:\d{2})(?::\d{2})? ?([+-]\d{4}|[A-Z]{1,5})?/.exec(
      value ?? '',
    )
  if (!match) return value || undefined
  const [, day, month = '', year, time, zone = ''] = match
  const named = MONTHS.find((name) => name.startsWith(month))
  return named ? `${named} ${Number(day)}, ${year}, ${time}${zone ? ` ${zone}` : ''}` : value
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** Text from an older Outlook is in its machine's code page, which the message names in its properties. */
function openMsg(bytes: Buffer) {
  const open = () => new MsgReader.default(new Uint8Array(bytes).buffer)
  const message = open()
  const { messageCodepage, internetCodepage } = message.getFileData()
  const charset = codePage(messageCodepage ?? internetCodepage ?? 1252)
  if (UNSAID.has(charset)) return message
  const again = open()
  again.parserConfig = { ansiEncoding: charset }
  return again
}

/** Unicode here says how the email was sent, not how its text is stored. */
const UNSAID = new Set(['windows-1252', 'utf-8', 'utf-16le'])

export async function readMsg(job: Job): Promise<Parts> {
  const bytes = await readFile(job.input)
  const message = openMsg(bytes)
  const data = message.getFileData()
  const files = (data.attachments ?? []).map((attachment) => {
    const { fileName, content } = message.getAttachment(attachment)
    return { filename: fileName, content }
  })
  const { children, warnings } = await saveAttachments(files, job)
  const to = data.recipients?.map(({ name, smtpAddress, email }) => person(name, smtpAddress ?? email))
  const html = data.html ? decodeText(data.html, declaredCharset(data.html)) : undefined
  const head = {
    from: person(data.senderName, data.senderSmtpAddress ?? data.senderEmail),
    to: to?.join(', '),
    date:
      mailDate(/^date:.*$/im.exec(data.headers ?? '')?.[0]) ??
      data.messageDeliveryTime ??
      data.clientSubmitTime,
    subject: data.subject,
  }
  const rtf = data.compressedRtf
  const body = bodyOf(data.body, html)
  return {
    ...compose(head, body.trim() === '' && rtf ? unpackRtf(rtf) : body, children),
    warnings,
  }
}

function person(name = '', address = ''): string {
  return [name, address && `<${address}>`].filter(Boolean).join(' ')
}

function compose(head: Record<string, string | undefined>, body: string, children: Child[]): Parts {
  const known = Object.entries(head).flatMap(([name, value]) => (value ? [[name, value] as const] : []))
  const lines = known.map(([name, value]) => `${name[0]?.toUpperCase()}${name.slice(1)}: ${value}`)
  const files =
    children.length > 0 ? [`Attachments: ${children.map((child) => child.filename).join(', ')}`] : []
  return { text: [...lines, ...files, '', body].join('\n'), meta: Object.fromEntries(known), children }
}

type AttachedFile = { filename: string | undefined; content: Uint8Array }

async function saveAttachments(files: AttachedFile[], job: Job) {
  const children: Child[] = []
  for (const { filename, content } of files.slice(0, job.limits.children)) {
    children.push(await saveChild(job.directory, children.length, filename, content))
  }
  const left = files.length - children.length
  return { children, warnings: left > 0 ? [`${left} further attachments were left out.`] : [] }
}

function addresses(value: AddressObject | AddressObject[] | undefined): string | undefined {
  return (
    value &&
    [value]
      .flat()
      .map(({ text }) => text)
      .join(', ')
  )
}
