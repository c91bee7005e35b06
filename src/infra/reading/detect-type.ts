import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { declaredCharset, decodeText, wideEncoding } from './decode-text.ts'
import { isTnef } from './tnef.ts'
import { listZip, readZipEntry } from './zip-guard.ts'

export const OFFICE = 'application/vnd.openxmlformats-officedocument'
export const DOCX = `${OFFICE}.wordprocessingml.document`
export const XLSX = `${OFFICE}.spreadsheetml.sheet`
export const PPTX = `${OFFICE}.presentationml.presentation`
export const MSG = 'application/vnd.ms-outlook'
export const RTF = 'application/rtf'
export const ZIP = 'application/zip'
export const MAIL = 'message/rfc822'
export const TNEF = 'application/vnd.ms-tnef'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument'
export const ODT = `${OPEN_DOCUMENT}.text`
export const ODS = `${OPEN_DOCUMENT}.spreadsheet`
export const ODP = `${OPEN_DOCUMENT}.presentation`
export const DOC = 'application/msword'
export const XLS = 'application/vnd.ms-excel'
export const PPT = 'application/vnd.ms-powerpoint'
export const XLSB = 'application/vnd.ms-excel.sheet.binary.macroenabled.12'
/** A password-protected Word, Excel or PowerPoint file has a different container format. */
export const ENCRYPTED_OFFICE = 'application/x-ole-encrypted'

const SAMPLE = 65_536
/** Folders that identify an OOXML archive; the order of its files depends on the program that wrote it. */
const OFFICE_PARTS: [RegExp, string][] = [
  [/^word\/[^/]+\.xml$/i, DOCX],
  [/^xl\/workbook\.bin$/i, XLSB],
  [/^xl\/[^/]+\.xml$/i, XLSX],
  [/^ppt\/[^/]+\.xml$/i, PPTX],
]

/**
 * The MIME type by content. The name decides only where content can't: CSV or plain text. If given the first bytes
 * instead of a path, 64 kB are enough for all but archives whose identifying names come late.
 */
export async function detectType(source: string | Uint8Array, filename = ''): Promise<string> {
  const bytes = typeof source === 'string' ? await readHead(source) : source.subarray(0, SAMPLE)
  if (bytes.length === 0) return 'application/x-empty'
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return 'application/pdf'
  if (isTnef(bytes)) return TNEF
  if (wideEncoding(bytes)) return detectText(decodeText(bytes) ?? '', filename)
  const mime = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? byMagic(bytes)
  if (mime === 'application/x-cfb') return detectCompound(bytes, source)
  if (mime === 'application/zip' || mime?.startsWith('application/vnd.')) {
    return detectArchive(mime, source, bytes)
  }
  const text = decodeText(bytes, declaredCharset(bytes))
  if (mime && !(mime === 'application/xml' && text !== undefined)) return mime
  return text === undefined ? 'application/octet-stream' : detectText(text, filename)
}

/** Formats with a clear signature whose directory lies past the sample, where `file-type` gives up. */
function byMagic(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return ZIP
  if (/^(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(start)) return RTF
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => start.startsWith(magic))
    ? 'image/tiff'
    : undefined
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Identifies OOXML by its parts and OpenDocument by its declared type, wherever these are in the archive. */
async function detectArchive(mime: string, source: string | Uint8Array, head: Uint8Array): Promise<string> {
  const whole = typeof source === 'string'
  const names = whole ? await listZip(source, 5_000).catch(() => []) : localNames(head)
  if (names.some((name) => /^\[Content_Types\]\.xml$/i.test(name))) {
    const part = OFFICE_PARTS.find(([pattern]) => names.some((name) => pattern.test(name)))
    if (part) return part[1]
  }
  if (whole && mime === ZIP && names.includes('mimetype') && names.includes('content.xml')) {
    const own = (await readZipEntry(source, 'mimetype', 200))?.toString('latin1').trim()
    if (own?.startsWith(OPEN_DOCUMENT)) return own
  }
  return mime.replace(/-template$/, '')
}

/** The names of the entries that start in an archive's first bytes. */
function localNames(head: Uint8Array): string[] {
  const bytes = Buffer.from(head)
  const names: string[] = []
  for (let at = bytes.indexOf('PK\x03\x04', 0, 'latin1'); at >= 0 && at + 30 < bytes.length; ) {
    names.push(bytes.toString('latin1', at + 30, at + 30 + bytes.readUInt16LE(at + 26)).replaceAll('\\', '/'))
    at = bytes.indexOf('PK\x03\x04', at + 30, 'latin1')
  }
  return names
}

/** The old compound container: an Outlook message, a pre-2007 Word or Excel file, or an encrypted OOXML file. */
async function detectCompound(head: Uint8Array, source: string | Uint8Array): Promise<string> {
  const bytes = typeof source === 'string' ? await readWhole(source) : head
  const holds = (name: string) => Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) return ENCRYPTED_OFFICE
  if (holds('__substg1.0_') || holds('__properties_version1.0')) return MSG
  if (holds('WordDocument')) return DOC
  if (holds('PowerPoint Document')) return PPT
  if (holds('Workbook') || holds('Book\0')) return XLS
  return 'application/x-cfb'
}

/** A compound file's directory may be anywhere in it; we search 32 MB. */
async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, 32_000_000)), 0, null, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const MAIL_HEADER =
  /^(from|to|cc|bcc|subject|date|message-id|mime-version|received|return-path|reply-to|content-type|delivered-to|sender|dkim-signature|x-[\w-]+|list-[\w-]+|arc-[\w-]+):/i
const HTML_TAG =
  /<(!doctype html|html|head|body|script|iframe|table|div|span|p|a|h[1-6]|br|img|style|title|meta|form|object|embed)\b/i

function detectText(text: string, filename: string): string {
  const whole = text.replace(/^\ufeff?\s*/, '')
  const start = whole.slice(0, 4_096)
  if (isMail(whole, extensionOf(filename))) return MAIL
  if (/<svg\b/i.test(start)) return 'image/svg+xml'
  if (HTML_TAG.test(start)) return 'text/html'
  if (start.startsWith('<?xml')) return 'application/xml'
  return looksLikeCsv(text, filename) ? 'text/csv' : 'text/plain'
}

/** The line before each email in a mailbox file. */
export const MBOX_LINE = /^>?From (?:\S+.*\d{4}.*|\S+@\S+\s*)$/

/**
 * Only headers before the first empty line, however many, and enough that only emails have. A memo has From and To as
 * well, but no addresses in them.
 */
function isMail(text: string, extension: string): boolean {
  const [block = '', rest] = text.split(/\r?\n[ \t]*\r?\n/, 2)
  const lines = block.split(/\r\n|\n|\r/)
  // The last line of a sample may be cut off.
  if (rest === undefined && lines.length > 1) lines.pop()
  const boxed = MBOX_LINE.test(lines[0] ?? '')
  if (boxed) lines.shift()
  if (lines.length === 0 || !lines.every((line) => /^[\w!#$%&'*+.^|~-]+[ \t]*:|^[ \t]|^>From /.test(line)))
    return false
  const known = lines.filter((line) => MAIL_HEADER.test(line)).length
  const addressed = lines.some((line) => /^(?:from|to|sender|return-path|delivered-to)\s*:.*@/i.test(line))
  if (boxed || ['eml', 'mbox', 'mht', 'mhtml'].includes(extension)) return known >= 1
  return known >= 3 || (known >= 2 && addressed)
}

function extensionOf(filename: string): string {
  return /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? ''
}

/** Cell separators in tables saved as text. */
export const CELL_MARKS = [',', '\t', ';', '|'] as const

/** Named CSV, or not named anything else and made of at least three rows with the same number of cells. */
function looksLikeCsv(text: string, filename: string): boolean {
  const extension = extensionOf(filename)
  if (extension === 'csv' || extension === 'tsv') return true
  if (extension !== '') return false
  const rows = text.split(/\r?\n/, 6).slice(0, 5).filter(Boolean)
  return CELL_MARKS.some((mark) => {
    const counts = rows.map((row) => row.split(mark).length)
    return rows.length >= 3 && (counts[0] ?? 0) >= 3 && counts.every((count) => count === counts[0])
  })
}
