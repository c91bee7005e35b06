import type { Page, Word } from '#infra/reading/schema.ts'

export type Box = { x0: number; y0: number; x1: number; y1: number }

/** The text of a page row by row, with a way to get from a piece of it to its position. */
export type PageText = {
  page_number: number
  text: string
  /** The words of the text, in order. */
  spans: { start: number; end: number; word: Word }[]
  /** The box around the words between two positions, and the lowest confidence among them. */
  place: (start: number, end: number) => { box: Box; confidence: number }
}

/** No real page has more; the patterns that search it must finish in any case. */
const MOST_WORDS = 20_000
const LONGEST_WORD = 100

/** Between words of one row: this many spaces if the gap is wider than a letter or two, as between columns. */
export const GAP = '   '

/**
 * Arranges the words of a page in rows from left to right, whatever the order in the file: in a form or a statement,
 * the words on one line belong together.
 */
export function toPageText(page: Page): PageText {
  let text = ''
  const spans: PageText['spans'] = []
  const words = page.words.slice(0, MOST_WORDS)
  const turned = new Set(words.filter((word) => isTurned(word, page)))
  // Text that runs up the margin is in no row of the page: it follows in its own order.
  for (const row of [
    ...toRows(words.filter((word) => !turned.has(word))),
    ...(turned.size > 0 ? [[...turned]] : []),
  ]) {
    if (text !== '') text += '\n'
    row.forEach((word, index) => {
      const before = row[index - 1]
      if (before) text += isGap(before, word, page) ? GAP : ' '
      const start = text.length
      text += word.text.slice(0, LONGEST_WORD)
      spans.push({ start, end: text.length, word })
    })
  }
  const place = (start: number, end: number) => {
    const words = spans.filter((span) => span.end > start && span.start < end).map((span) => span.word)
    return { box: union(words), confidence: Math.min(1, ...words.map((word) => word.confidence)) }
  }
  return { page_number: page.page_number, text, spans, place }
}

function isTurned(word: Word, page: Page): boolean {
  return word.text.length > 2 && (word.y1 - word.y0) * page.height > (word.x1 - word.x0) * page.width * 1.5
}

function toRows(words: Word[]): Word[][] {
  const rows: { middle: number; height: number; words: Word[] }[] = []
  for (const word of words.toSorted((a, b) => a.y0 + a.y1 - b.y0 - b.y1)) {
    const middle = (word.y0 + word.y1) / 2
    const row = rows.findLast(
      (each) => Math.abs(each.middle - middle) < Math.min(each.height, word.y1 - word.y0) * 0.5,
    )
    if (row) {
      row.middle += (middle - row.middle) / (row.words.length + 1)
      row.words.push(word)
    } else rows.push({ middle, height: word.y1 - word.y0, words: [word] })
  }
  return rows.map((row) => row.words.toSorted((a, b) => a.x0 - b.x0))
}

/** Letters are about half as wide as they are high; a gap of more than 1.3 heights is not a space between words. */
function isGap(left: Word, right: Word, page: Page): boolean {
  const height = (left.y1 - left.y0) * page.height
  return (right.x0 - left.x1) * page.width > height * 1.3
}

function union(words: Word[]): Box {
  const round = (value: number) => Math.round(value * 1e5) / 1e5
  return {
    x0: round(Math.min(...words.map((word) => word.x0))),
    y0: round(Math.min(...words.map((word) => word.y0))),
    x1: round(Math.max(...words.map((word) => word.x1))),
    y1: round(Math.max(...words.map((word) => word.y1))),
  }
}
