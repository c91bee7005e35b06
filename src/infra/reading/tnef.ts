import { codePage } from './decode-text.ts'

/**
 * What Outlook packs into `winmail.dat` (TNEF, [MS-OXTNEF]): the email's subject and text, and its attachments. A
 * truncated or invalid part ends the reading; what came before it is kept.
 */
export type Tnef = {
  subject: string | undefined
  text: string | undefined
  html: Uint8Array | undefined
  /** Compressed as Outlook does it ([MS-OXRTFCP]). */
  rtf: Uint8Array | undefined
  files: { filename: string | undefined; content: Uint8Array }[]
}

const SIGNATURE = 0x223e9f78
const ATTRIBUTE = {
  subject: 0x8004,
  body: 0x800c,
  fileBegins: 0x9002,
  fileTitle: 0x8010,
  fileData: 0x800f,
  fileProperties: 0x9005,
  properties: 0x9003,
  codePage: 0x9007,
}
const PROPERTY = {
  subject: 0x0037,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  data: 0x3701,
  longName: 0x3707,
  name: 0x3001,
}
/** Padded sizes in bytes of the values with a fixed-size type. */
const SIZES: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
}
const MANY = 0x1000
const [OBJECT, STRING, UNICODE] = [0x0d, 0x1e, 0x1f]

export function isTnef(bytes: Uint8Array): boolean {
  return bytes.length >= 6 && viewOf(bytes).getUint32(0, true) === SIGNATURE
}

export function readTnef(bytes: Uint8Array): Tnef {
  const found: Tnef = { subject: undefined, text: undefined, html: undefined, rtf: undefined, files: [] }
  let charset = 'windows-1252'
  for (const { id, data } of attributes(bytes)) {
    const file = found.files.at(-1)
    if (id === ATTRIBUTE.codePage) charset = charsetOf(data)
    else if (id === ATTRIBUTE.subject) found.subject ??= string(data, charset)
    else if (id === ATTRIBUTE.body) found.text ??= string(data, charset)
    else if (id === ATTRIBUTE.properties) readMail(found, data, charset)
    else if (id === ATTRIBUTE.fileBegins) found.files.push({ filename: undefined, content: new Uint8Array() })
    else if (file && id === ATTRIBUTE.fileTitle) file.filename ??= string(data, charset)
    else if (file && id === ATTRIBUTE.fileData) file.content = data
    else if (file && id === ATTRIBUTE.fileProperties) readProperties(file, data, charset)
  }
  found.files = found.files.filter(({ content }) => content.length > 0)
  return found
}

/** Level, id, length, data, checksum, one after the other. */
function* attributes(bytes: Uint8Array): Generator<{ id: number; data: Uint8Array }> {
  const view = viewOf(bytes)
  for (let at = 6; at + 9 <= bytes.length; ) {
    const level = bytes[at]
    const id = view.getUint16(at + 1, true)
    const length = view.getUint32(at + 5, true)
    if ((level !== 1 && level !== 2) || at + 9 + length > bytes.length) return
    yield { id, data: bytes.subarray(at + 9, at + 9 + length) }
    at += 9 + length + 2
  }
}

function readMail(found: Tnef, data: Uint8Array, charset: string): void {
  for (const { id, type, value } of properties(data)) {
    if (id === PROPERTY.subject) found.subject = text(value, type, charset)
    else if (id === PROPERTY.body) found.text = text(value, type, charset)
    else if (id === PROPERTY.html) found.html = value
    else if (id === PROPERTY.rtf) found.rtf = value
  }
}

function readProperties(file: Tnef['files'][number], data: Uint8Array, charset: string): void {
  for (const { id, type, value } of properties(data)) {
    if (id === PROPERTY.longName) file.filename = text(value, type, charset)
    // An email attached to the email is a stream of the same format, after its interface id.
    else if (id === PROPERTY.data && type === OBJECT && isTnef(value.subarray(16))) {
      file.content = value.subarray(16)
      file.filename = `${file.filename ?? 'message'}.dat`
    } else if (id === PROPERTY.data && file.content.length === 0) file.content = value
  }
}

/** MAPI properties with text or bytes; numbers and dates are skipped. */
function* properties(data: Uint8Array): Generator<{ id: number; type: number; value: Uint8Array }> {
  const view = viewOf(data)
  const has = (at: number, bytes: number) => at + bytes <= data.length
  const padded = (length: number) => Math.ceil(length / 4) * 4
  let at = 4
  while (has(at, 4)) {
    const type = view.getUint16(at, true)
    const id = view.getUint16(at + 2, true)
    at += 4
    if (id >= 0x8000) {
      if (!has(at, 24)) return
      const named = view.getUint32(at + 16, true) === 1
      at += 24 + (named ? padded(view.getUint32(at + 20, true)) : 0)
    }
    const plain = type & ~MANY
    const size = SIZES[plain]
    let count = 1
    if (type & MANY || size === undefined) {
      if (!has(at, 4)) return
      count = view.getUint32(at, true)
      at += 4
    }
    if (size !== undefined) {
      at += size * count
      continue
    }
    for (let index = 0; index < count; index += 1) {
      if (!has(at, 4)) return
      const length = view.getUint32(at, true)
      if (!has(at + 4, length)) return
      yield { id, type: plain, value: data.subarray(at + 4, at + 4 + length) }
      at += 4 + padded(length)
    }
  }
}

function text(value: Uint8Array, type: number, charset: string): string | undefined {
  if (type === UNICODE) return string(value, 'utf-16le')
  return type === STRING ? string(value, charset) : undefined
}

function string(value: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(value).replace(/\0.*$/s, '')
}

function charsetOf(data: Uint8Array): string {
  const page = data.length >= 4 ? viewOf(data).getUint32(0, true) : 1252
  return codePage(page)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
