import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { findCommand } from './ocr.ts'
import { openReader, type Reader, type ReadRequest } from './reader.ts'
import { formPdf, LINES, outlookMessage, scannedPdf, scanPng, textPdf, tiff } from './samples.ts'
import type { Page } from './schema.ts'

let reader: Reader
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deedline-test-'))
  reader = await openReader({ processes: 1, tesseract: null })
})
afterAll(async () => {
  await reader.close()
  await rm(folder, { recursive: true })
})

async function read(name: string, bytes: Uint8Array | string, request: Partial<ReadRequest> = {}) {
  const path = join(folder, `upload-${name}`)
  await writeFile(path, bytes)
  return reader.readDocument(path, { filename: name, workDir: join(folder, `work-${name}`), ...request })
}

function find(page: Page | undefined, text: string) {
  return page?.words.find((word) => word.text === text)
}

test('a PDF is read from its text layer, with the position of each word', async () => {
  const reading = await read(
    'agreement.pdf',
    await textPdf([LINES, ['Second page of the agreement, initialed']]),
  )
  expect(reading).toMatchObject({ mime_type: 'application/pdf', warnings: [], meta: { page_count: 2 } })
  const [first, second] = reading.pages
  expect(first).toMatchObject({ page_number: 1, width: 612, height: 792, source: 'text_layer', rotation: 0 })
  expect(first?.text).toContain('The purchase price is $842,500.00, payable at close of escrow.')
  expect(second?.text).toContain('Second page')
  // Line 4 is drawn at 72 points from the left and 628 from the bottom, of a page of 792.
  const price = find(first, '$842,500.00,')
  expect(price?.y1).toBeGreaterThan((792 - 628) / 792)
  expect(price?.y0).toBeLessThan((792 - 628) / 792)
  expect(price?.x0).toBeCloseTo((72 + 114) / 612, 1)
  const picture = await sharp(first?.image_path ?? '').metadata()
  expect(picture).toMatchObject({ format: 'webp', width: 1240 })
  expect((await stat(second?.thumbnail_path ?? '')).size).toBeGreaterThan(100)
})

test('what was typed into a form field is part of the text', async () => {
  const reading = await read('form.pdf', await formPdf())
  expect(reading.pages[0]?.text).toContain('Josephine Q. Marchetti')
})

test('a scanned PDF is straightened and read, although a signing service has stamped it', {
  timeout: 90_000,
}, async () => {
  const seen: number[] = []
  const reading = await read('scanned.pdf', await scannedPdf([0, 90, 180, 4]), {
    progress: ({ page_number }) => seen.push(page_number),
  })
  expect(reading.pages.map((page) => page.source)).toEqual(['ocr', 'ocr', 'ocr', 'ocr'])
  expect(reading.pages.map((page) => Math.round(page.rotation))).toEqual([0, -90, 180, -4])
  for (const page of reading.pages) expect(page.text).toContain('$842,500.00')
  expect(seen).toEqual([1, 2, 3, 4])
  // The box is on the picture as shown: the title stands in the upper quarter of each page.
  for (const page of reading.pages) expect(find(page, 'RESIDENTIAL')?.y0).toBeLessThan(0.25)
})

test('every page of a TIFF is read', { timeout: 60_000 }, async () => {
  const reading = await read('fax.tif', await tiff([await scanPng(), await scanPng(LINES.toReversed())]))
  expect(reading).toMatchObject({ mime_type: 'image/tiff', meta: { page_count: 2 } })
  expect(reading.pages[0]?.text).toMatch(/^RESIDENTIAL PURCHASE AGREEMENT/)
  expect(reading.pages[1]?.text).toMatch(/^This agreement binds heirs/)
})

test('a picture from a phone (HEIC) is read', { timeout: 60_000 }, async () => {
  const path = fileURLToPath(new URL('./fixtures/scan.heic', import.meta.url))
  const reading = await reader.readDocument(path, { filename: 'IMG_1.HEIC', workDir: join(folder, 'heic') })
  expect(reading.mime_type).toBe('image/heic')
  expect(reading.pages[0]?.text).toContain('Petaluma')
})

test('a blank page is neither text nor an error', async () => {
  const reading = await read('blank.png', await scanPng([]))
  expect(reading.pages[0]).toMatchObject({ source: 'none', text: '', words: [] })
  expect(reading.warnings).toEqual([])
})

test('the tesseract command reads the same, if it is installed', { timeout: 60_000 }, async (context) => {
  if (!(await findCommand('tesseract'))) context.skip('no tesseract command on this machine')
  const other = await openReader({ processes: 1, tesseract: 'tesseract' })
  try {
    const path = join(folder, 'command.png')
    await writeFile(path, await scanPng(LINES, 270))
    const reading = await other.readDocument(path, { filename: 'a.png', workDir: join(folder, 'command') })
    expect(reading.pages[0]).toMatchObject({ source: 'ocr', rotation: 90 })
    expect(reading.pages[0]?.text).toContain('019-210-044')
  } finally {
    await other.close()
  }
})

test('a Word document is laid out on pages with its tables', async () => {
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
  const row = (...cells: string[]) => new TableRow({ children: cells.map(cell) })
  const table = new Table({ rows: [row('Charge', 'Seller'), row('Commission', '25,275.00')] })
  const document = new Document({
    sections: [{ children: [...LINES.map((line) => new Paragraph(line)), table] }],
  })
  const reading = await read('terms.docx', await Packer.toBuffer(document))
  expect(reading.mime_type).toMatch(/wordprocessingml/)
  expect(reading.pages[0]?.text).toMatch(/Commission +25,275.00/)
  expect(find(reading.pages[0], '$842,500.00,')?.x0).toBeGreaterThan(0)
  expect((await sharp(reading.pages[0]?.image_path ?? '').metadata()).height).toBeGreaterThan(1_000)
})

test('a workbook gives its sheets, its dates and its amounts', async () => {
  const day = { value: new Date(Date.UTC(2025, 2, 14)), type: Date, format: 'mm/dd/yyyy' } as const
  const bytes = await writeWorkbook([
    [{ value: 'Closing' }, day, { value: 842500.5, type: Number }],
  ]).toBuffer()
  const reading = await read('ledger.xlsx', bytes)
  expect(reading.pages[0]?.text).toMatch(/Closing +03\/14\/2025 +842500.5/)
})

test('an email is read with its attachments, whose names lead nowhere', async () => {
  const pdf = Buffer.from(await textPdf()).toString('base64')
  const reading = await read(
    'mail.eml',
    `From: Ana <ana@example.com>
To: bo@example.com
Subject: Signed agreement
Date: Fri, 14 Mar 2025 10:00:00 -0800
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Please find it attached.
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="../../../etc/cron.d/agreement.pdf"
Content-Transfer-Encoding: base64

${pdf}
--b--
`,
  )
  expect(reading.mime_type).toBe('message/rfc822')
  expect(reading.pages[0]?.text).toContain('Please find it attached.')
  expect(reading.meta).toMatchObject({ subject: 'Signed agreement' })
  expect(reading.children).toMatchObject([{ filename: 'agreement.pdf', mime_type: 'application/pdf' }])
  expect(reading.children[0]?.path).toBe(join(folder, 'work-mail.eml', 'child-1'))
})

test('an Outlook message is read with its attachments', async () => {
  const attachment = { name: 'C:\\deals\\agreement.pdf', bytes: await textPdf() }
  const reading = await read('note.msg', outlookMessage('Wire received', 'The deposit is here.', attachment))
  expect(reading).toMatchObject({
    mime_type: 'application/vnd.ms-outlook',
    meta: { subject: 'Wire received' },
    children: [{ filename: 'agreement.pdf', mime_type: 'application/pdf' }],
  })
  expect(reading.pages[0]?.text).toContain('The deposit is here.')
})

test('HTML, CSV and text of any encoding become pages', async () => {
  const html = await read(
    'page.html',
    '<!doctype html><p>Closing on <b>March 14</b></p><script>steal()</script>',
  )
  expect(html).toMatchObject({ mime_type: 'text/html', pages: [{ text: 'Closing on March 14' }] })
  const csv = await read('rows.csv', 'name,amount\n"Doe, Jane","1,250.00"\n')
  expect(csv.pages[0]?.text).toBe('name   amount\nDoe, Jane   1,250.00')
  const utf16 = await read('note.txt', Buffer.from('\ufeffAppraisal due — soon', 'utf16le'))
  expect(utf16.pages[0]?.text).toBe('Appraisal due — soon')
})

test('no part of a reading stays behind in the folders of the processes', async () => {
  const scratch = join(folder, 'scratch')
  await mkdir(scratch)
  const other = await openReader({ processes: 1, tesseract: null, scratch })
  const path = join(folder, 'note.txt')
  await writeFile(path, 'A short note.')
  await other.readDocument(path, { filename: 'note.txt', workDir: join(folder, 'note') })
  const [lane = ''] = await readdir(scratch)
  expect(await readdir(join(scratch, lane))).toEqual([])
  await other.close()
  expect(await readdir(scratch)).toEqual([])
})

test('a process that has nothing to read ends and leaves nothing, and the next document gets a new one', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'deedline-test-idle-'))
  const resting = await openReader({
    processes: 1,
    idle_seconds: 0.3,
    scratch,
    tesseract: null,
    office: null,
  })
  const readAgain = () =>
    resting.readDocument(join(folder, 'idle.txt'), { filename: 'idle.txt', workDir: join(folder, 'idle') })
  try {
    await writeFile(join(folder, 'idle.txt'), 'The seller signs on Tuesday.')
    for (let round = 0; round < 2; round++) {
      expect((await readAgain()).pages[0]?.text).toContain('Tuesday')
      expect(await readdir(scratch)).toHaveLength(1) // A process has a folder as long as it lives.
      await expect.poll(() => readdir(scratch), { timeout: 10_000 }).toEqual([])
    }
  } finally {
    await resting.close()
    await rm(scratch, { recursive: true })
  }
})
