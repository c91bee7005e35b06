/** The same document as PDF, Word, or as it comes from a scanner. */
import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import JSZip from 'jszip'
import { PDFDocument, type PDFFont, rgb, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import type { Random } from '#lib/random.ts'
import { type Paper, SHEET, type Sheet, setPaper } from './paper.ts'

/** A fixed date, because a creation time in the file would change the bytes for the same seed. */
const MADE = new Date(Date.UTC(2025, 0, 2))

export async function printPdf(paper: Paper, serif = false): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.setTitle(paper.title)
  pdf.setCreationDate(MADE)
  pdf.setModificationDate(MADE)
  const plain = await pdf.embedFont(serif ? StandardFonts.TimesRoman : StandardFonts.Helvetica)
  const strong = await pdf.embedFont(serif ? StandardFonts.TimesRomanBold : StandardFonts.HelveticaBold)
  const font = (bold: boolean): PDFFont => (bold ? strong : plain)
  const sheets = setPaper(paper, (text, size, bold) => font(bold).widthOfTextAtSize(text, size))
  sheets.forEach((sheet, index) => {
    const page = pdf.addPage([SHEET.width, SHEET.height])
    for (const { text, x, y, size, bold } of sheet.pieces) {
      page.drawText(text, { x, y: SHEET.height - y, size, font: font(bold) })
    }
    for (const { x0, x1, y } of sheet.rules) {
      const height = SHEET.height - y
      page.drawLine({
        start: { x: x0, y: height },
        end: { x: x1, y: height },
        thickness: 0.7,
        color: rgb(0.3, 0.3, 0.3),
      })
    }
    page.drawText(`Page ${index + 1} of ${sheets.length}`, { x: 280, y: 30, size: 8, font: plain })
  })
  return pdf.save()
}

export async function printDocx(paper: Paper): Promise<Uint8Array> {
  const children = paper.blocks.flatMap((block): (Paragraph | Table)[] => {
    if (block.kind === 'text') return [new Paragraph({ text: block.text, spacing: { after: 120 } })]
    if (block.kind === 'heading')
      return [new Paragraph({ text: block.text, heading: HeadingLevel.HEADING_2 })]
    if (block.kind === 'table') return [toTable(block.rows)]
    if (block.kind === 'signatures') {
      return block.names.map((name) => new Paragraph(`______________________  ${name}   Date: ${block.date}`))
    }
    return block.rows.map(
      ([label, value]) =>
        new Paragraph({ children: [new TextRun({ text: `${label}: `, bold: true }), new TextRun(value)] }),
    )
  })
  const title = new Paragraph({ text: paper.title, heading: HeadingLevel.TITLE })
  const subtitle = paper.subtitle ? [new Paragraph(paper.subtitle)] : []
  const document = new Document({ sections: [{ children: [title, ...subtitle, ...children] }] })
  return freezeArchive(await Packer.toBuffer(document))
}

function toTable(rows: string[][]): Table {
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map((row) => new TableRow({ children: row.map(cell) })),
  })
}

/** Office files store their creation time in their parts and in the archive: both are set to one day. */
export async function freezeArchive(bytes: Uint8Array): Promise<Uint8Array> {
  const archive = await JSZip.loadAsync(bytes)
  const frozen = new JSZip()
  for (const name of Object.keys(archive.files).toSorted()) {
    const file = archive.files[name]
    if (!file || file.dir) continue
    const content = name.endsWith('core.xml')
      ? (await file.async('string')).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, MADE.toISOString())
      : await file.async('uint8array')
    frozen.file(name, content, { date: MADE, createFolders: false })
  }
  return frozen.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

/** Dots per inch in the scans: enough for OCR, small enough for a demonstration. */
const DPI = 150

/** The pages as pictures that were scanned askew, upside down or sideways, with dust. */
export async function printScan(paper: Paper, next: Random, turn: number): Promise<Buffer[]> {
  registerFonts()
  const probe = createCanvas(1, 1).getContext('2d')
  const sheets = setPaper(paper, (text, size, bold) => {
    probe.font = fontOf(size, bold)
    return probe.measureText(text).width
  })
  return Promise.all(sheets.map((sheet) => scanSheet(sheet, next, turn)))
}

async function scanSheet(sheet: Sheet, next: Random, turn: number): Promise<Buffer> {
  const scale = DPI / 72
  const canvas = createCanvas(Math.round(SHEET.width * scale), Math.round(SHEET.height * scale))
  const context = canvas.getContext('2d')
  context.fillStyle = '#f7f5ef'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(scale, scale)
  context.fillStyle = '#26262b'
  for (const { text, x, y, size, bold } of sheet.pieces) {
    context.font = fontOf(size, bold)
    context.fillText(text, x, y)
  }
  for (const { x0, x1, y } of sheet.rules) context.fillRect(x0, y, x1 - x0, 0.8)
  for (let speck = 0; speck < 400; speck += 1) {
    context.fillStyle = `rgba(60, 60, 60, ${next() * 0.5})`
    context.fillRect(next() * SHEET.width, next() * SHEET.height, next(), next())
  }
  const askew = turn + (next() - 0.5) * 6
  return sharp(canvas.toBuffer('image/png'))
    .rotate(askew, { background: '#e9e7e0' })
    .blur(0.5)
    .jpeg({ quality: 62 })
    .toBuffer()
}

function fontOf(size: number, bold: boolean): string {
  return `${size}px "${bold ? 'Deedline Scan Bold' : 'Deedline Scan'}"`
}

function registerFonts(): void {
  for (const [file, name] of [
    ['LiberationSans-Regular.ttf', 'Deedline Scan'],
    ['LiberationSans-Bold.ttf', 'Deedline Scan Bold'],
  ] as const) {
    const path = fileURLToPath(import.meta.resolve(`pdfjs-dist/standard_fonts/${file}`))
    if (!GlobalFonts.has(name)) GlobalFonts.registerFromPath(path, name)
  }
}

/** A PDF of pictures, as office scanners produce it. */
export async function bindScans(pages: Buffer[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.setCreationDate(MADE)
  for (const page of pages) {
    const picture = await pdf.embedJpg(page)
    const [width, height] = [(picture.width * 72) / DPI, (picture.height * 72) / DPI]
    pdf.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height })
  }
  return pdf.save()
}

/** All pages in one TIFF, of one size, as a fax server delivers them. */
export async function bindTiff(pages: Buffer[]): Promise<Buffer> {
  const size = { width: 1_275, height: 1_650, fit: 'contain', background: '#ffffff' } as const
  const even = await Promise.all(pages.map((page) => sharp(page).resize(size).greyscale().png().toBuffer()))
  const joined = even.length > 1 ? sharp(even, { join: { animated: true } }) : sharp(even[0])
  return joined.tiff({ compression: 'lzw' }).toBuffer()
}
