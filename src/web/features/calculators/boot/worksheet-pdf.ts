import { PageSizes, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib'
import { inWords } from '#web/features/calculators/Findings.tsx'
import type { BootAnswer } from './answer-boot.ts'
import { dollars } from './form-lines.ts'

const MARGIN = 50
const INK = rgb(0.06, 0.09, 0.16)
const PALE = rgb(0.32, 0.37, 0.45)

export type GivenFact = [label: string, amount: string]

/** The worksheet as a PDF of US Letter pages: facts, lines with their arithmetic, what is for the CPA. */
export async function worksheetPdf(
  answer: BootAnswer,
  facts: GivenFact[],
  link: string,
  made_on: string,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle('Boot and Form 8824 worksheet')
  pdf.setCreator('Deedline')
  const writer = new Writer(
    pdf,
    await pdf.embedFont(StandardFonts.Helvetica),
    await pdf.embedFont(StandardFonts.HelveticaBold),
  )
  writer.text('Boot and Form 8824 worksheet', 16, 'bold')
  writer.text(`Calculated ${made_on}. A worksheet, not advice.`, 9, 'pale')
  writer.heading('Facts given')
  for (const [label, amount] of facts) writer.row('', label, amount)
  if (answer.statements.length > 0) writer.heading('From the closing statements')
  for (const [label, amount] of answer.statements) writer.row('', label, dollars(amount))
  writer.heading('Form 8824, Part III')
  for (const { line, label, formula, amount, citation, main } of answer.lines)
    writer.row(String(line), label, dollars(amount), [`${formula}  (${citation})`], main)
  const notes = [...answer.flags, ...answer.missing.map(({ field, text }) => `${inWords(field)}: ${text}`)]
  if (notes.length > 0) writer.heading('Ask your CPA or attorney')
  for (const note of notes) writer.text(note, 10)
  writer.heading('Why')
  for (const { text, citation } of answer.reasons) writer.text(`${text}  (${citation})`, 9)
  writer.text(link, 7, 'pale')
  writer.number()
  return pdf.save()
}

/** Writes down the page and goes on to the next when it is full. A class because it holds the pen. */
class Writer {
  private readonly pdf: PDFDocument
  private readonly plain: PDFFont
  private readonly bold: PDFFont
  private page: PDFPage
  private y: number

  constructor(pdf: PDFDocument, plain: PDFFont, bold: PDFFont) {
    this.pdf = pdf
    this.plain = plain
    this.bold = bold
    this.page = pdf.addPage(PageSizes.Letter)
    this.y = this.page.getHeight() - MARGIN
  }

  heading(text: string): void {
    this.room(48)
    this.y -= 12
    this.text(text, 11, 'bold')
  }

  text(text: string, size: number, tone: 'plain' | 'bold' | 'pale' = 'plain', indent = 0): void {
    const font = tone === 'bold' ? this.bold : this.plain
    for (const line of wrap(text, font, size, this.page.getWidth() - 2 * MARGIN - indent)) {
      this.room(size * 1.45)
      this.y -= size * 1.45
      this.page.drawText(line, {
        x: MARGIN + indent,
        y: this.y,
        size,
        font,
        color: tone === 'pale' ? PALE : INK,
      })
    }
  }

  row(number: string, label: string, amount: string, notes: string[] = [], main = false): void {
    const font = main ? this.bold : this.plain
    this.room(16 + notes.length * 26)
    this.y -= 15
    const shown = winAnsi(amount)
    const right = this.page.getWidth() - MARGIN - font.widthOfTextAtSize(shown, 10)
    this.page.drawText(number, { x: MARGIN, y: this.y, size: 10, font, color: INK })
    this.page.drawText(winAnsi(label), { x: MARGIN + 26, y: this.y, size: 10, font, color: INK })
    this.page.drawText(shown, { x: right, y: this.y, size: 10, font, color: INK })
    for (const note of notes) this.text(note, 8, 'pale', 26)
  }

  number(): void {
    const pages = this.pdf.getPages()
    pages.forEach((page, index) => {
      page.drawText(`${index + 1} / ${pages.length}`, {
        x: page.getWidth() - MARGIN - 20,
        y: 30,
        size: 8,
        font: this.plain,
        color: PALE,
      })
    })
  }

  private room(height: number): void {
    if (this.y - height > MARGIN) return
    this.page = this.pdf.addPage(PageSizes.Letter)
    this.y = this.page.getHeight() - MARGIN
  }
}

/** The fonts that every reader has know no minus sign, only the hyphen. */
function winAnsi(text: string): string {
  return text.replaceAll('−', '-').replaceAll(/[^\x20-\x7e\xa0-\xff–—]/g, '?')
}

function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of winAnsi(text).split(/(?<=[ &,])/)) {
    if (line && font.widthOfTextAtSize((line + word).trimEnd(), size) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  return [...lines, line.trimEnd()]
}
