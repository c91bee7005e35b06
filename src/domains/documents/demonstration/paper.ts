/** A document before it is printed: its content, whatever the format. */
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
/** Columns by their share of the width; all but the first are right-aligned. */
export const table = (columns: number[], rows: string[][]): Block => ({ kind: 'table', columns, rows })
export const signatures = (date: string, ...names: string[]): Block => ({ kind: 'signatures', names, date })

/** A piece of text on a page: points from the top left corner to its baseline. */
export type Piece = { text: string; x: number; y: number; size: number; bold: boolean }
export type Rule = { x0: number; x1: number; y: number }
export type Sheet = { pieces: Piece[]; rules: Rule[] }

/** Letter, in points. */
export const SHEET = { width: 612, height: 792, margin: 60 }
const ROOM = SHEET.width - 2 * SHEET.margin

type Measure = (text: string, size: number, bold: boolean) => number

/** Lays out a document on pages; `measure` makes it fit a PDF or a picture. */
export function setPaper(paper: Paper, measure: Measure): Sheet[] {
  const press = openPress(measure)
  for (const line of wrap(paper.title, ROOM, (each) => measure(each, 15, true)))
    press.centre(line, 15, true, 20)
  if (paper.subtitle) press.centre(paper.subtitle, 10, false, 16)
  press.skip(10)
  for (const block of paper.blocks) setBlock(block, press, measure)
  return press.sheets
}

type Press = ReturnType<typeof openPress>

/** Tracks the page and the position of the next line. */
function openPress(measure: Measure) {
  const sheets: Sheet[] = [{ pieces: [], rules: [] }]
  let y = SHEET.margin + 10
  const sheet = () => sheets.at(-1) as Sheet
  const press = {
    sheets,
    skip: (height: number) => {
      y += height
    },
    /** Starts a new page when this height no longer fits. */
    need: (height: number) => {
      if (y + height <= SHEET.height - SHEET.margin) return
      sheets.push({ pieces: [], rules: [] })
      y = SHEET.margin + 10
    },
    put: (text: string, x: number, size: number, bold = false) => {
      sheet().pieces.push({ text, x, y, size, bold })
    },
    rule: (x0: number, x1: number, rise: number) => {
      sheet().rules.push({ x0, x1, y: y - rise })
    },
    centre: (text: string, size: number, bold: boolean, leading: number) => {
      press.put(text, (SHEET.width - measure(text, size, bold)) / 2, size, bold)
      y += leading
    },
    paragraph: (text: string, x: number, width: number) => {
      for (const line of wrap(text, width, (each) => measure(each, 10, false))) {
        press.need(14)
        press.put(line, x, 10)
        y += 14
      }
    },
  }
  return press
}

function setBlock(block: Block, press: Press, measure: Measure): void {
  if (block.kind === 'text') {
    press.paragraph(block.text, SHEET.margin, ROOM)
    press.skip(6)
  } else if (block.kind === 'heading') {
    press.need(40)
    press.skip(8)
    press.put(block.text, SHEET.margin, 11, true)
    press.skip(18)
  } else if (block.kind === 'fields') {
    for (const [label, value] of block.rows) {
      const x = SHEET.margin + Math.max(150, measure(`${label}:`, 10, true) + 10)
      press.need(16)
      press.put(`${label}:`, SHEET.margin, 10, true)
      press.paragraph(value, x, SHEET.width - SHEET.margin - x)
      press.skip(3)
    }
    press.skip(5)
  } else if (block.kind === 'table') setTable(block.columns, block.rows, press, measure)
  else setSignatures(block.names, block.date, press)
}

function setTable(columns: number[], rows: string[][], press: Press, measure: Measure): void {
  for (const [index, row] of rows.entries()) {
    const bold = index === 0
    let x = SHEET.margin
    press.need(16)
    row.forEach((cell, column) => {
      const width = ROOM * (columns[column] ?? 0)
      press.put(cell, column === 0 ? x : x + width - measure(cell, 9, bold), 9, bold)
      x += width
    })
    if (bold) press.rule(SHEET.margin, SHEET.margin + ROOM, -4)
    press.skip(15)
  }
  press.skip(8)
}

function setSignatures(names: string[], date: string, press: Press): void {
  for (const name of names) {
    press.need(46)
    press.skip(30)
    press.rule(SHEET.margin, SHEET.margin + 240, 12)
    press.put(name, SHEET.margin, 9)
    press.put(`Date: ${date}`, SHEET.margin + 280, 9)
    press.skip(16)
  }
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
