import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'
import JSZip from 'jszip'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cleanFilename, cleanText } from './clean-text.ts'
import { openReader, type Reader } from './reader.ts'
import { scannedPdf, scanPng, textPdf } from './samples.ts'
import type { Limits } from './schema.ts'

let reader: Reader
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deedline-hostile-'))
  reader = await openReader({ processes: 1, tesseract: null, scratch: folder })
})
afterAll(async () => {
  await reader.close()
  await rm(folder, { recursive: true })
})

async function read(name: string, bytes: Uint8Array | string, limits: Partial<Limits> = {}) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return reader.readDocument(path, { filename: name, workDir: join(folder, `work-${name}`), limits })
}

async function docx(documentXml: string, more: Record<string, string> = {}): Promise<Buffer> {
  const zip = new JSZip()
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
  )
  zip.file(
    '_rels/.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  )
  zip.file('word/document.xml', documentXml)
  for (const [name, text] of Object.entries(more)) zip.file(name, text)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

function paragraph(text: string, prologue = ''): string {
  const schema = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  return `<?xml version="1.0"?>${prologue}<w:document xmlns:w="${schema}"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`
}

/** A PNG of a few bytes that says it is as large as asked. */
function floodPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const size = Buffer.alloc(4)
    size.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([size, body, sum])
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

test('a password-protected file is reported as such', async () => {
  const path = fileURLToPath(new URL('./fixtures/encrypted.pdf', import.meta.url))
  const failing = reader.readDocument(path, { filename: 'a.pdf', workDir: join(folder, 'encrypted') })
  await expect(failing).rejects.toMatchObject({
    name: 'ReadingError',
    code: 'encrypted',
    message: expect.stringContaining('Save a copy without the password'),
  })
  const compound = Buffer.alloc(2_048)
  compound.set(Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  compound.set(Buffer.from('EncryptedPackage', 'utf16le'), 1_024)
  await expect(read('locked.docx', compound)).rejects.toMatchObject({ code: 'encrypted' })
})

test('a PDF that only forbids printing and copying is read', async () => {
  const path = fileURLToPath(new URL('./fixtures/owner-locked.pdf', import.meta.url))
  const reading = await reader.readDocument(path, { filename: 'a.pdf', workDir: join(folder, 'owner') })
  expect(reading.pages[0]?.text).toContain('Petaluma')
})

test('empty, truncated and made-up files end with a message', async () => {
  await expect(read('empty.pdf', '')).rejects.toMatchObject({ code: 'empty' })
  await expect(read('noise.pdf', `%PDF-1.7\n${'x'.repeat(2_000)}`)).rejects.toMatchObject({ code: 'corrupt' })
  const png = await scanPng()
  await expect(read('torn.png', png.subarray(0, png.length / 2))).rejects.toMatchObject({ code: 'corrupt' })
  const word = await docx(paragraph('Terms'))
  await expect(read('torn.docx', word.subarray(0, word.length - 60))).rejects.toMatchObject({
    code: expect.stringMatching(/corrupt|unsupported/),
  })
  await expect(read('program.pdf', Buffer.from('7f454c460201010000000000', 'hex'))).rejects.toMatchObject({
    code: 'unsupported',
  })
})

test('archives that unpack without end are stopped while they unpack', async () => {
  const bomb = await docx(paragraph('A'.repeat(30_000_000)))
  expect(bomb.length).toBeLessThan(100_000)
  await expect(read('bomb.docx', bomb, { expanded_bytes: 20_000_000 })).rejects.toMatchObject({
    code: 'too_large',
  })
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`word/media/${index}.txt`, 'x']))
  await expect(read('many.docx', await docx(paragraph('a'), many), { entries: 200 })).rejects.toMatchObject({
    code: 'too_large',
  })
})

test('XML entities are neither fetched nor multiplied', async () => {
  const file = '<!DOCTYPE a [<!ENTITY steal SYSTEM "file:///etc/passwd">]>'
  const stolen = await read('xxe.docx', await docx(paragraph('Hello &steal; there', file))).catch(
    (error) => error,
  )
  expect(JSON.stringify(stolen)).not.toContain('root:')
  const levels = Array.from({ length: 12 }, (_, level) =>
    level === 0 ? '<!ENTITY l0 "laugh">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
  )
  const laughs = await docx(paragraph('&l11;', `<!DOCTYPE a [${levels.join('')}]>`))
  const started = performance.now()
  const result = await read('laughs.docx', laughs, { seconds: 20 }).catch((error) => error)
  expect(JSON.stringify(result)).not.toContain('laughlaugh')
  expect(performance.now() - started).toBeLessThan(15_000)
  const svg = await read('xxe.svg', `<?xml version="1.0"?>${file}<svg><text>&steal;</text></svg>`)
  expect(JSON.stringify(svg)).not.toContain('root:')
})

test('pictures and pages of enormous size cost nothing', { timeout: 60_000 }, async () => {
  await expect(read('flood.png', floodPng(60_000, 60_000))).rejects.toMatchObject({ code: 'too_large' })
  const pdf = await PDFDocument.create()
  pdf
    .addPage([2_000_000, 2_000_000])
    .drawText('A very large sheet of paper indeed', { size: 60_000, x: 9_000, y: 90_000 })
  const reading = await read('huge.pdf', await pdf.save())
  expect(reading.pages[0]?.text).toContain('large sheet')
})

test('a document that takes too long or too much is ended, and the next one is read', {
  timeout: 60_000,
}, async () => {
  await expect(read('slow.pdf', await scannedPdf([0, 0, 0]), { seconds: 0.3 })).rejects.toMatchObject({
    code: 'timeout',
  })
  await expect(read('fat.pdf', await scannedPdf([0, 0]), { megabytes: 120 })).rejects.toMatchObject({
    code: 'memory',
  })
  expect((await read('fine.pdf', await textPdf())).pages).toHaveLength(1)
  expect((await readdir(folder)).filter((name) => name.startsWith('deedline-reading-'))).toHaveLength(1)
})

test('a page whose picture needs too much memory is read without it, and says so', {
  timeout: 120_000,
}, async () => {
  const pdf = await PDFDocument.load(await textPdf())
  const side = 10_500
  const blank = sharp({ create: { width: side, height: side, channels: 3, background: '#cccccc' } })
  const picture = await pdf.embedJpg(await blank.jpeg().toBuffer())
  pdf.getPage(0).drawImage(picture, { x: 0, y: 0, width: 600, height: 400 })
  const reading = await read('poster.pdf', await pdf.save(), { megabytes: 400 })
  expect(reading).toMatchObject({
    pages: [{ text: expect.stringContaining('$842,500.00'), image_path: null, source: 'text_layer' }],
    warnings: [expect.stringContaining('no pictures')],
  })
})

test('a file that stalls on one page is ended before its total time is up', {
  timeout: 60_000,
}, async () => {
  const slow = read('still.pdf', await scannedPdf([0, 0, 0]), { seconds: 60, stall_seconds: 0.3 })
  await expect(slow).rejects.toMatchObject({ code: 'timeout', detail: 'on one page' })
})

test('a ZIP entry that unpacks without end is left out, and the entries beside it are kept', async () => {
  const zip = new JSZip()
  zip.file('a.txt', 'A'.repeat(30_000_000))
  zip.file('offer.txt', 'An honest offer of $500,000.')
  const bomb = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
  const reading = await read('bomb.zip', bomb)
  expect(reading.children.map(({ filename }) => filename)).toEqual(['offer.txt'])
  expect(reading.warnings).toEqual([expect.stringContaining('1 of the 2 files')])
})

test('all files of a ZIP together are limited to a multiple of its size', async () => {
  const zip = new JSZip()
  for (let index = 0; index < 20; index += 1) zip.file(`${index}.txt`, `${index}`.repeat(400_000))
  const bytes = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
  const reading = await read('many-bombs.zip', bytes)
  const { length } = reading.children
  expect(length).toBeGreaterThan(0)
  expect(length).toBeLessThan(20)
  expect(reading.warnings).toEqual([expect.stringContaining(`${20 - length} of the 20 files`)])
})

test('a ZIP loses only the entry that points elsewhere', async () => {
  const zip = new JSZip()
  zip.file('offer.txt', 'An honest offer of $500,000.')
  zip.file('xx-up.txt', 'out of the folder')
  zip.file('link.txt', '/etc/passwd', { unixPermissions: 0o120777 })
  const plain = await zip.generateAsync({ type: 'nodebuffer', platform: 'UNIX' })
  const bytes = Buffer.from(plain.toString('latin1').replaceAll('xx-up', '../up'), 'latin1')
  const reading = await read('mixed.zip', bytes)
  expect(reading.children.map(({ filename }) => filename)).toEqual(['offer.txt'])
  expect(reading.warnings[0]).toMatch(/left out/)
})

test('a ZIP of too many files says how many were left out', async () => {
  const many = new JSZip()
  for (let index = 0; index < 8; index += 1) many.file(`${index}.txt`, `file ${index}`)
  const reading = await read('many.zip', await many.generateAsync({ type: 'nodebuffer' }), { children: 3 })
  expect(reading.children).toHaveLength(3)
  expect(reading.warnings).toEqual([expect.stringContaining('5 of the 8 files')])
})

test('the limits of the file, its text and its pages hold', async () => {
  await expect(read('big.txt', 'x'.repeat(2_000), { bytes: 1_000 })).rejects.toMatchObject({
    code: 'too_large',
  })
  await expect(read('long.txt', 'word '.repeat(1_000), { text_length: 1_000 })).rejects.toMatchObject({
    code: 'too_large',
  })
  const cut = await read('pages.pdf', await textPdf([['One page here'], ['Two page here'], ['Three']]), {
    pages: 2,
  })
  expect(cut.pages).toHaveLength(2)
  expect(cut.warnings).toEqual(['Only the first 2 of 3 pages were read.'])
  const unread = await read('scan.pdf', await scannedPdf([0]), { ocr_pages: 0 })
  expect(unread.warnings).toEqual(['Kept as pictures, without their text: 1 of the scanned pages.'])
})

test('text and names are made fit for storage', () => {
  expect(cleanText('a\0b\ud800c\r\nd\u0007')).toBe('ab\ufffdc\nd')
  expect(cleanFilename('../../etc/passwd', 'x')).toBe('passwd')
  expect(cleanFilename('C:\\temp\\con<1>.pdf', 'x')).toBe('con_1_.pdf')
  expect(cleanFilename('invoice\u202efdp.exe', 'x')).toBe('invoice_fdp.exe')
  expect(cleanFilename('...', 'attachment-1')).toBe('attachment-1')
  expect(cleanFilename(`${'a'.repeat(400)}.pdf`, 'x')).toHaveLength(124)
})
