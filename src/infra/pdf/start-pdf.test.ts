import { writeFileSync } from 'node:fs'
import fontkit from '@pdf-lib/fontkit'
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, type PDFRawStream } from 'pdf-lib'
import { expect, test } from 'vitest'
import { textOfPdf } from '#testing/pdf-text.ts'
import { startPdf } from './start-pdf.ts'

const NAMES = [
  'Łukasz Żółć and Đorđe Šćepanović',
  'Nguyễn Thị Phượng',
  'Ελευθερία Παπαδοπούλου',
  'Юлия Щербакова, Ґалина Їжак',
  'Gülşen İnönü, Þórður Æsir',
  'Official filing: $1,250,000.00 − €5 “fine” ½',
]

async function written(...texts: string[]) {
  const { writer, lacks } = await startPdf('Names')
  for (const text of texts) {
    writer.text(text, 12)
    writer.row('1', text, '$10.00', [text], { main: true })
  }
  writer.number()
  const bytes = await writer.pdf.save()
  if (process.env.SHOW_PDF) writeFileSync(process.env.SHOW_PDF, bytes)
  return { bytes, text: await textOfPdf(bytes), lacks: lacks() }
}

test('a PDF writes names as they are, in Latin, Greek and Cyrillic letters', async () => {
  const { bytes, text, lacks } = await written(...NAMES)
  for (const name of NAMES) expect(text.normalize('NFC')).toContain(name)
  expect(lacks).toBe(false)
  // Only the letters that are used are in the file.
  expect(bytes.length).toBeLessThan(120_000)
})

test('every letter has its shape in the fonts that are part of the file', async () => {
  const { bytes } = await written(...NAMES, 'The quick brown fox jumps over the lazy dog 0123456789')
  const pdf = await PDFDocument.load(bytes)
  const shapes: string[] = []
  for (const [, held] of pdf.context.enumerateIndirectObjects()) {
    if (!(held instanceof PDFDict) || !held.has(PDFName.of('FontFile2'))) continue
    const font = fontkit.create(
      decodePDFRawStream(held.lookup(PDFName.of('FontFile2')) as PDFRawStream).decode(),
    )
    for (let id = 1; id < font.numGlyphs; id++) shapes.push(font.getGlyph(id).path.toSVG())
  }
  expect(shapes.length).toBeGreaterThan(100)
  // A space is the only letter without one.
  expect(shapes.filter((shape) => shape === '').length).toBeLessThanOrEqual(2)
})

test('a name that came with its accents apart is written as one with them together', async () => {
  const apart = 'Zoë Núñez Phượng'.normalize('NFD')
  expect((await written(apart)).text).toContain('Zoë Núñez Phượng')
})

test('a letter that the font lacks is marked as unknown, and the writer says that there was one', async () => {
  const { text, lacks } = await written('王芳 (Wang Fang)', 'محمد Ali', 'Fam 👨‍👩‍👧 🇺🇸')
  expect(text).toContain('�� (Wang Fang)')
  expect(text).toContain('���� Ali')
  expect(text).toContain('Fam � �')
  expect(lacks).toBe(true)
  expect((await written('ﬁling №')).lacks).toBe(false)
})
