import { PageSizes, type PDFDocument, type PDFFont, type PDFImage, type PDFPage, rgb } from 'pdf-lib'

const MARGIN = 50
const FACT_INDENT = 130
const INK = rgb(0.06, 0.09, 0.16)
const PALE = rgb(0.32, 0.37, 0.45)

/** The text as the fonts can write it. */
export type Spell = (text: string) => string
export type Letters = { plain: PDFFont; bold: PDFFont; spell: Spell }

/** A row that counts most, and how far its label stands from the margin. */
type RowLook = { main?: boolean; indent?: number }

/** Writes down US Letter pages and goes on to the next when one is full. A class because it holds the pen. */
export class PdfWriter {
  readonly pdf: PDFDocument
  private readonly plain: PDFFont
  private readonly bold: PDFFont
  private readonly spell: Spell
  private page: PDFPage
  private y: number

  constructor(pdf: PDFDocument, { plain, bold, spell }: Letters) {
    this.pdf = pdf
    this.plain = plain
    this.bold = bold
    this.spell = spell
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
    for (const line of wrap(this.spell(text), font, size, this.page.getWidth() - 2 * MARGIN - indent)) {
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

  /** A number, a label, an amount at the right, and notes below. A label that is too long goes on below itself. */
  row(number: string, label: string, amount: string, notes: string[] = [], look: RowLook = {}): void {
    const { main = false, indent = 26 } = look
    const font = main ? this.bold : this.plain
    const shown = this.spell(amount)
    const width = font.widthOfTextAtSize(shown, 10)
    const right = this.page.getWidth() - MARGIN - width
    const lines = wrap(this.spell(label), font, 10, right - MARGIN - indent - 12)
    this.room(lines.length * 15 + notes.length * 12)
    this.y -= 15
    this.page.drawText(number, { x: MARGIN, y: this.y, size: 10, font, color: INK })
    this.page.drawText(shown, { x: right, y: this.y, size: 10, font, color: INK })
    for (const [place, line] of lines.entries()) {
      if (place > 0) this.y -= 13
      this.page.drawText(line, { x: MARGIN + indent, y: this.y, size: 10, font, color: INK })
    }
    for (const note of notes) this.text(note, 8, 'pale', indent)
  }

  /** A picture at the top right, at most so large, beside what is written next. */
  picture(image: PDFImage, width: number, height: number): void {
    const { width: w, height: h } = image.scaleToFit(width, height)
    const x = this.page.getWidth() - MARGIN - w
    this.page.drawImage(image, { x, y: this.y - h, width: w, height: h })
  }

  /** A drawing as an SVG path, whose own size is given, at most `height` high. */
  drawing(path: string, size: { width: number; height: number }, height: number): void {
    this.room(height)
    const scale = height / size.height
    this.page.drawSvgPath(path, { x: MARGIN, y: this.y, scale, borderColor: INK, borderWidth: 2 })
    this.y -= height
  }

  /** A label and what stands beside it. */
  fact(label: string, value: string): void {
    this.room(15)
    const top = this.y
    this.text(label, 9, 'pale')
    const after = this.y
    this.y = top
    this.text(value, 10, 'plain', FACT_INDENT)
    this.y = Math.min(after, this.y)
  }

  /** A thin line across the page. */
  line(): void {
    this.room(14)
    this.y -= 10
    const ends = { start: { x: MARGIN, y: this.y }, end: { x: this.page.getWidth() - MARGIN, y: this.y } }
    this.page.drawLine({ ...ends, thickness: 0.6, color: PALE })
  }

  /** Places to sign by hand, side by side, on one page. */
  signatures(labels: string[]): void {
    const gap = 24
    const width = (this.page.getWidth() - 2 * MARGIN - gap * (labels.length - 1)) / labels.length
    this.room(64)
    this.y -= 44
    for (const [place, label] of labels.entries()) {
      const x = MARGIN + place * (width + gap)
      this.page.drawLine({
        ...{ start: { x, y: this.y }, end: { x: x + width, y: this.y }, thickness: 0.8, color: INK },
      })
      this.page.drawText(this.spell(label), { x, y: this.y - 12, size: 8, font: this.plain, color: PALE })
    }
    this.y -= 14
  }

  space(height: number): void {
    this.room(height)
    this.y -= height
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

function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=[ &,])/)) {
    if (line && font.widthOfTextAtSize((line + word).trimEnd(), size) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  return [...lines, line.trimEnd()]
}
