/** A document before it is printed: what stands on it, whatever the format. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'fields'; rows: [label: string, value: string][] }
  | { kind: 'table'; columns: number[]; rows: string[][] }
  | { kind: 'signatures'; names: string[]; date: string }

export type Paper = { name: string; title: string; subtitle?: string; blocks: Block[] }

export const text = (...paragraphs: string[]): Block[] =>
  paragraphs.map((each) => ({ kind: 'text', text: each }))
export const heading = (words: string): Block => ({ kind: 'heading', text: words })
export const fields = (rows: Record<string, string>): Block => ({
  kind: 'fields',
  rows: Object.entries(rows),
})
/** Columns by their share of the width; all but the first are set to the right. */
export const table = (columns: number[], rows: string[][]): Block => ({ kind: 'table', columns, rows })
export const signatures = (date: string, ...names: string[]): Block => ({ kind: 'signatures', names, date })

/** A piece of text on a page: points from the top left corner to its baseline. */
export type Piece = { text: string; x: number; y: number; size: number; bold: boolean }
export type Rule = { x0: number; x1: number; y: number }
export type Sheet = { pieces: Piece[]; rules: Rule[] }

/** Letter, in points. */
export const SHEET = { width: 612, height: 792, margin: 60 }
const ROOM = SHEET.width - 2 * SHEET.margin

/** Sets a paper on sheets; what measures the letters decides for PDF or for a picture. */
export function setPaper(
  paper: Paper,
  measure: (text: string, size: number, bold: boolean) => number,
): Sheet[] {
  const sheets: Sheet[] = []
  let sheet: Sheet = { pieces: [], rules: [] }
  let y = 0
  const turn = () => {
    sheet = { pieces: [], rules: [] }
    sheets.push(sheet)
    y = SHEET.margin + 10
  }
  const room = (height: number) => {
    if (y + height > SHEET.height - SHEET.margin) turn()
  }
  const put = (words: string, x: number, size: number, bold = false) => {
    sheet.pieces.push({ text: words, x, y, size, bold })
  }
  const centre = (words: string, size: number, bold: boolean) => {
    put(words, (SHEET.width - measure(words, size, bold)) / 2, size, bold)
  }
  const paragraph = (words: string, x: number, width: number, size = 10) => {
    for (const line of wrap(words, width, (each) => measure(each, size, false))) {
      room(14)
      put(line, x, size)
      y += 14
    }
  }
  turn()
  for (const line of wrap(paper.title, ROOM, (each) => measure(each, 15, true))) {
    centre(line, 15, true)
    y += 20
  }
  if (paper.subtitle) {
    centre(paper.subtitle, 10, false)
    y += 16
  }
  y += 10
  for (const block of paper.blocks) {
    if (block.kind === 'heading') {
      room(40)
      y += 8
      put(block.text, SHEET.margin, 11, true)
      y += 18
    } else if (block.kind === 'text') {
      paragraph(block.text, SHEET.margin, ROOM)
      y += 6
    } else if (block.kind === 'fields') {
      for (const [label, value] of block.rows) {
        room(16)
        put(`${label}:`, SHEET.margin, 10, true)
        const x = SHEET.margin + Math.max(150, measure(`${label}:`, 10, true) + 10)
        paragraph(value, x, SHEET.width - SHEET.margin - x)
        y += 3
      }
      y += 5
    } else if (block.kind === 'table') {
      for (const [index, row] of block.rows.entries()) {
        room(16)
        let x = SHEET.margin
        row.forEach((cell, column) => {
          const width = ROOM * (block.columns[column] ?? 0)
          const indent = column === 0 ? 0 : width - measure(cell, 9, index === 0)
          put(cell, x + indent, 9, index === 0)
          x += width
        })
        if (index === 0) sheet.rules.push({ x0: SHEET.margin, x1: SHEET.margin + ROOM, y: y + 4 })
        y += 15
      }
      y += 8
    } else {
      for (const name of block.names) {
        room(46)
        y += 30
        sheet.rules.push({ x0: SHEET.margin, x1: SHEET.margin + 240, y: y - 12 })
        put(name, SHEET.margin, 9)
        put(`Date: ${block.date}`, SHEET.margin + 280, 9)
        y += 12
      }
    }
  }
  return sheets
}

function wrap(words: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && measure(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}
