import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import MsgReader from '@kenjiuno/msgreader'
import { type AddressObject, simpleParser } from 'mailparser'
import { saveChild } from './children.ts'
import type { Job } from './job.ts'
import { type Parts, plainText } from './read-text.ts'
import type { Child } from './schema.ts'

export async function readEml(job: Job): Promise<Parts> {
  const mail = await simpleParser(createReadStream(job.input), { skipImageLinks: true, skipTextToHtml: true })
  const files = mail.attachments.map(({ filename, content }) => ({ filename, content }))
  const { children, warnings } = await saveAttachments(files, job)
  const body = mail.text ?? (mail.html ? plainText(mail.html) : '')
  const head = {
    from: addresses(mail.from),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    date: mail.date?.toISOString(),
    subject: mail.subject,
  }
  return { ...compose(head, body, children), warnings }
}

export async function readMsg(job: Job): Promise<Parts> {
  const bytes = await readFile(job.input)
  const message = new MsgReader.default(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  )
  const data = message.getFileData()
  const files = (data.attachments ?? []).map((attachment) => {
    const { fileName, content } = message.getAttachment(attachment)
    return { filename: fileName, content }
  })
  const { children, warnings } = await saveAttachments(files, job)
  const to = data.recipients?.map(
    ({ name, smtpAddress, email }) => `${name ?? ''} <${smtpAddress ?? email ?? ''}>`,
  )
  const html = data.html ? plainText(new TextDecoder().decode(data.html)) : undefined
  const head = {
    from: `${data.senderName ?? ''} <${data.senderSmtpAddress ?? data.senderEmail ?? ''}>`,
    to: to?.join(', '),
    date: data.messageDeliveryTime ?? data.clientSubmitTime,
    subject: data.subject,
  }
  return { ...compose(head, data.body ?? html ?? '', children), warnings }
}

function compose(head: Record<string, string | undefined>, body: string, children: Child[]): Parts {
  const known = Object.entries(head).flatMap(([name, value]) => (value ? [[name, value] as const] : []))
  const lines = known.map(([name, value]) => `${name[0]?.toUpperCase()}${name.slice(1)}: ${value}`)
  const files =
    children.length > 0 ? [`Attachments: ${children.map((child) => child.filename).join(', ')}`] : []
  return { text: [...lines, ...files, '', body].join('\n'), meta: Object.fromEntries(known), children }
}

async function saveAttachments(files: { filename: string | undefined; content: Uint8Array }[], job: Job) {
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
