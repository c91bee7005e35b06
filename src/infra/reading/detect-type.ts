import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { listZip } from './zip-guard.ts'

export const OFFICE = 'application/vnd.openxmlformats-officedocument'
export const DOCX = `${OFFICE}.wordprocessingml.document`
export const XLSX = `${OFFICE}.spreadsheetml.sheet`
export const PPTX = `${OFFICE}.presentationml.presentation`
export const MSG = 'application/vnd.ms-outlook'
/** A Word, Excel or PowerPoint file under a password is a container of another kind. */
export const ENCRYPTED_OFFICE = 'application/x-ole-encrypted'

const SAMPLE = 65_536
const OFFICE_PARTS: [string, string][] = [
  ['word/document.xml', DOCX],
  ['xl/workbook.xml', XLSX],
  ['ppt/presentation.xml', PPTX],
]

/**
 * The MIME type by what the file holds. The name decides only where content cannot: CSV or plain text.
 * Given first bytes instead of a path, 64 kB are enough for all but archives whose names come late.
 */
export async function detectType(source: string | Uint8Array, filename = ''): Promise<string> {
  const bytes = typeof source === 'string' ? await readHead(source) : source.subarray(0, SAMPLE)
  if (bytes.length === 0) return 'application/x-empty'
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return 'application/pdf'
  if (isUtf16(bytes)) return detectText(decodeText(bytes) ?? '', filename)
  const mime = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? byMagic(bytes)
  if (mime === 'application/x-cfb') return detectCompound(bytes, source)
  if (mime === 'application/zip' || mime?.startsWith('application/vnd.')) {
    return detectArchive(mime, source, bytes)
  }
  const text = decodeText(bytes)
  if (mime && !(mime === 'application/xml' && text !== undefined)) return mime
  return text === undefined ? 'application/octet-stream' : detectText(text, filename)
}

/** Formats whose signature is plain but whose directory lies past the sample, where `file-type` gives up. */
function byMagic(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  if (start === 'PK\x03\x04') return 'application/zip'
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(start) ? 'image/tiff' : undefined
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

/** An OOXML file is what its parts say, wherever in the archive they stand. */
async function detectArchive(mime: string, source: string | Uint8Array, head: Uint8Array): Promise<string> {
  const names =
    typeof source === 'string'
      ? await listZip(source, 5_000).catch(() => [])
      : OFFICE_PARTS.map(([part]) => part).filter((part) => Buffer.from(head).includes(part))
  return OFFICE_PARTS.find(([part]) => names.includes(part))?.[1] ?? mime
}

/** The old compound container: an Outlook message, a Word or Excel of before 2007, or an encrypted OOXML. */
async function detectCompound(head: Uint8Array, source: string | Uint8Array): Promise<string> {
  const bytes = typeof source === 'string' ? await readWhole(source) : head
  const holds = (name: string) => Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) return ENCRYPTED_OFFICE
  if (holds('__substg1.0_') || holds('__properties_version1.0')) return MSG
  if (holds('WordDocument')) return 'application/msword'
  if (holds('Workbook')) return 'application/vnd.ms-excel'
  return 'application/x-cfb'
}

/** The directory of a compound file may stand anywhere in it; 32 MB are searched. */
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

/** By its byte order mark, which MPEG audio shares: so letters must follow, of which half the bytes are zero. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  if (!(first === 0xff && second === 0xfe) && !(first === 0xfe && second === 0xff)) return false
  const sample = bytes.subarray(2, 202)
  return sample.filter((byte) => byte === 0).length > sample.length * 0.4
}

/** Text in UTF-8, UTF-16 or, when neither, Windows-1252; undefined for what holds control bytes. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (isUtf16(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32))) return undefined
  try {
    // A character cut at the end of a sample is no error.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const MAIL_HEADER =
  /^(from|to|cc|subject|date|message-id|mime-version|received|return-path|reply-to|content-type|delivered-to):/i
const HTML_TAG =
  /<(!doctype html|html|head|body|script|iframe|table|div|span|p|a|h[1-6]|br|img|style|title|meta|form|object|embed)\b/i

function detectText(text: string, filename: string): string {
  const start = text.trimStart().slice(0, 4_096)
  if (/<svg\b/i.test(start)) return 'image/svg+xml'
  if (isMail(start)) return 'message/rfc822'
  if (HTML_TAG.test(start)) return 'text/html'
  if (start.startsWith('<?xml')) return 'application/xml'
  return looksLikeCsv(text, filename) ? 'text/csv' : 'text/plain'
}

/** Two headers of a mail before the first empty line, one of them among the first. */
function isMail(start: string): boolean {
  const lines = (start.split(/\r?\n\r?\n/)[0] ?? '').split(/\r?\n/)
  const isHeader = (line: string) => /^[A-Za-z][\w-]*:|^[ \t]/.test(line)
  return lines.every(isHeader) && lines.filter((line) => MAIL_HEADER.test(line)).length >= 3
}

/** Called CSV, or not called anything else and made of at least three rows of as many cells. */
function looksLikeCsv(text: string, filename: string): boolean {
  const extension = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase()
  if (extension === 'csv' || extension === 'tsv') return true
  if (extension !== undefined) return false
  const rows = text.split(/\r?\n/, 6).slice(0, 5).filter(Boolean)
  return [',', '\t', ';'].some((mark) => {
    const counts = rows.map((row) => row.split(mark).length)
    return rows.length >= 3 && (counts[0] ?? 0) >= 3 && counts.every((count) => count === counts[0])
  })
}
