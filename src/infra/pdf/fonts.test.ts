import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startPdf } from '#lib/start-pdf.ts'
import { textOfPdf } from '#testing/pdf-text.ts'
import { readFonts } from './fonts.ts'

const NAMES = [
  'Łukasz Żółć and Đorđe Šćepanović',
  'Nguyễn Thị Phượng',
  'Ελευθερία Παπαδοπούλου',
  'Юлия Щербакова, Ґалина Їжак',
  'Gülşen İnönü, Þórður Æsir',
  'Official filing: $1,250,000.00 − €5 “fine” ½',
]

async function written(...texts: string[]) {
  const { writer, lacks } = await startPdf('Names', await readFonts())
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

/** Poppler is what most viewers on Linux, and many services that make pictures of files, read a PDF with. */
const poppler = spawnSync('pdftoppm', ['-v']).status === 0

test.skipIf(!poppler)('every letter is drawn, also by readers that are strict about fonts', async () => {
  const { writer } = await startPdf('Letters', await readFonts())
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghklmnopqrstuvwxyz0123456789$ŁłŠşЮЩΩθ']
  for (const letter of letters) writer.text(letter, 8)
  const bytes = await writer.pdf.save()
  const drawn = execFileSync('pdftoppm', ['-r', '72', '-gray', '-'], { input: bytes, maxBuffer: 50_000_000 })
  expect(linesIn(drawn)).toBe(letters.length)
})

/** How many lines of text a grey picture (P5) of US Letter pages shows: rows of dark pixels with light ones between. */
function linesIn(pages: Buffer): number {
  const [width, height] = [612, 792]
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`)
  let lines = 0
  for (let at = pages.indexOf(head); at >= 0; at = pages.indexOf(head, at + 1)) {
    const pixels = pages.subarray(at + head.length, at + head.length + width * height)
    let before = false
    for (let row = 0; row < height; row++) {
      const dark = pixels.subarray(row * width, (row + 1) * width).some((pixel) => pixel < 200)
      if (dark && !before) lines++
      before = dark
    }
  }
  return lines
}

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
