/** Files of every format, generated for the tests of reading. */
import { fileURLToPath } from 'node:url'
import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'

export const LINES = [
  'RESIDENTIAL PURCHASE AGREEMENT',
  'Buyer: Maria Alvarez and Seller: Thomas Whitfield',
  'Property: 418 Larkspur Lane, Petaluma, California 94952',
  'The purchase price is $842,500.00, payable at close of escrow.',
  'Buyer shall deposit earnest money of $25,000 within three days.',
  'Close of escrow shall occur on March 14, 2025 at the office of',
  'the title company, unless the parties agree otherwise in writing.',
  'Seller shall deliver a grant deed and possession of the property.',
  'Assessor parcel number 019-210-044 in the County of Sonoma.',
  'This agreement binds heirs, successors and assigns of each party.',
]

/** A Letter page at 150 dpi, as a scanner produces it. */
export async function scanPng(lines = LINES, turn = 0): Promise<Buffer> {
  const font = fileURLToPath(import.meta.resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'))
  if (!GlobalFonts.has('Sample')) GlobalFonts.registerFromPath(font, 'Sample')
  const canvas = createCanvas(1275, 1650)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fdfdfb'
  context.fillRect(0, 0, 1275, 1650)
  context.fillStyle = '#222'
  context.font = '30px Sample'
  lines.forEach((line, index) => {
    context.fillText(line, 140, 200 + index * 64)
  })
  return sharp(canvas.toBuffer('image/png')).rotate(turn, { background: '#ffffff' }).png().toBuffer()
}

export async function textPdf(pages = [LINES]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const lines of pages) {
    const page = pdf.addPage([612, 792])
    lines.forEach((line, index) => {
      page.drawText(line, { x: 72, y: 700 - index * 24, size: 12, font })
    })
  }
  return pdf.save()
}

/** A PDF of scanned pages, each with the stamp that a signing service adds as text. */
export async function scannedPdf(turns: number[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const turn of turns) {
    const jpeg = await sharp(await scanPng(LINES, turn))
      .jpeg({ quality: 70 })
      .toBuffer()
    const picture = await pdf.embedJpg(jpeg)
    const page = pdf.addPage([picture.width * 0.48, picture.height * 0.48])
    page.drawImage(picture, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() })
    page.drawText('Envelope ID: 4C0A-11FE', { x: 8, y: 8, size: 6, font })
  }
  return pdf.save()
}

export async function formPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([612, 792])
  page.drawText('Name of the buyer as it shall stand in the deed:', { x: 72, y: 700, size: 12 })
  const field = pdf.getForm().createTextField('buyer')
  field.setText('Josephine Q. Marchetti')
  field.addToPage(page, { x: 72, y: 660, width: 240, height: 20 })
  return pdf.save()
}

/** The pages of one TIFF, as a fax or an office scanner writes them. */
export async function tiff(pages: Buffer[]): Promise<Buffer> {
  return sharp(pages, { join: { animated: true } })
    .tiff({ compression: 'lzw' })
    .toBuffer()
}

/** An Outlook message with one attachment: UTF-16 text under the numbers of its properties. */
export function outlookMessage(
  subject: string,
  body: string,
  attachment: { name: string; bytes: Uint8Array },
): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: TypeEnum.ROOT, children: [], length: 0 }]
  const add = (parent: number, name: string, bytes: Uint8Array) => {
    entries.push({ name, type: TypeEnum.DOCUMENT, binaryProvider: () => bytes, length: bytes.length })
    entries[parent]?.children?.push(entries.length - 1)
  }
  const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
  add(0, '__properties_version1.0', new Uint8Array(32))
  add(0, '__substg1.0_0037001F', utf16(subject))
  add(0, '__substg1.0_0C1A001F', utf16('Ana Lee'))
  add(0, '__substg1.0_1000001F', utf16(body))
  entries.push({ name: '__attach_version1.0_#00000000', type: TypeEnum.DIRECTORY, children: [], length: 0 })
  const folder = entries.length - 1
  entries[0]?.children?.push(folder)
  add(folder, '__properties_version1.0', new Uint8Array(8))
  add(folder, '__substg1.0_3707001F', utf16(attachment.name))
  add(folder, '__substg1.0_37010102', attachment.bytes)
  return burn(entries)
}
