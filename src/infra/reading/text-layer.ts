import type { PDFPageProxy } from 'pdfjs-dist'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.d.ts'
import { cleanText } from './clean-text.ts'
import type { Word } from './schema.ts'

export type PlacedText = { width: number; height: number; words: Word[] }

/** A run of glyphs with its place on the page as shown: origin top left, in points. */
type Run = {
  text: string
  x: number
  y: number
  across: [number, number]
  up: [number, number]
  size: number
}

/** The words that a PDF page holds as text, in the order of the file, with the values of its form fields. */
export async function readTextLayer(page: PDFPageProxy): Promise<PlacedText> {
  const viewport = page.getViewport({ scale: 1 })
  const { width, height } = viewport
  const { items } = await page.getTextContent({ includeMarkedContent: false })
  const runs = items.flatMap((item) =>
    'str' in item ? [{ item, run: toRun(item, viewport.transform) }] : [],
  )
  const words: Word[] = []
  let open: Word | undefined
  let last: Run | undefined
  const close = () => {
    if (open) words.push(toFractions(open, width, height))
    open = undefined
  }
  for (const { item, run } of runs) {
    if (last && !continues(last, run)) close()
    for (const piece of pieces(run)) {
      if (piece.text.trim() === '') close()
      else open = open ? merge(open, piece) : piece
    }
    if (item.hasEOL) close()
    if (run.text !== '') last = run
  }
  close()
  return { width, height, words: [...words, ...(await readFields(page, width, height))] }
}

function toRun(item: TextItem, viewport: number[]): Run {
  const [a, b, c, d, x, y] = multiply(viewport, item.transform as number[])
  const size = Math.hypot(c, d) || 1
  const along = Math.hypot(a, b) || 1
  const across: [number, number] = [(a / along) * item.width, (b / along) * item.width]
  return { text: cleanText(item.str), x, y, across, up: [c, d], size }
}

function multiply(m: number[], n: number[]): [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/** Whether a run goes on where the last one stopped, so that both may be parts of one word. */
function continues(last: Run, next: Run): boolean {
  const gap = Math.hypot(next.x - last.x - last.across[0], next.y - last.y - last.across[1])
  return gap < Math.min(last.size, next.size) * 0.2
}

/** Cuts a run at its blanks; each piece gets its share of the run by the usual widths of its letters. */
function pieces(run: Run): Word[] {
  const total = [...run.text].reduce((sum, sign) => sum + widthOf(sign), 0) || 1
  let done = 0
  return (run.text.match(/\s+|\S+/g) ?? []).map((text) => {
    const from = done / total
    done += [...text].reduce((sum, sign) => sum + widthOf(sign), 0)
    return box(text, run, from, done / total)
  })
}

function widthOf(sign: string): number {
  if (/[iljtfrI.,;:'|! ]/.test(sign)) return 0.3
  if (/[mwMW@%]/.test(sign)) return 0.85
  return /[A-Z]/.test(sign) ? 0.68 : 0.55
}

function box(text: string, run: Run, from: number, to: number): Word {
  const { x, y, across, up } = run
  const corners = [from, to].flatMap((part) =>
    [-0.22, 0.8].map(
      (rise) => [x + across[0] * part + up[0] * rise, y + across[1] * part + up[1] * rise] as const,
    ),
  )
  const xs = corners.map((corner) => corner[0])
  const ys = corners.map((corner) => corner[1])
  return {
    text,
    x0: Math.min(...xs),
    y0: Math.min(...ys),
    x1: Math.max(...xs),
    y1: Math.max(...ys),
    confidence: 1,
  }
}

function merge(first: Word, second: Word): Word {
  return {
    text: first.text + second.text,
    x0: Math.min(first.x0, second.x0),
    y0: Math.min(first.y0, second.y0),
    x1: Math.max(first.x1, second.x1),
    y1: Math.max(first.y1, second.y1),
    confidence: Math.min(first.confidence, second.confidence),
  }
}

function toFractions(word: Word, width: number, height: number): Word {
  const part = (value: number) => Math.min(1, Math.max(0, value))
  return {
    ...word,
    x0: part(word.x0 / width),
    y0: part(word.y0 / height),
    x1: part(word.x1 / width),
    y1: part(word.y1 / height),
  }
}

type Annotation = { subtype?: string; fieldType?: string; fieldValue?: unknown; rect?: number[] }

/** What was typed into form fields: the text layer does not have it. */
async function readFields(page: PDFPageProxy, width: number, height: number): Promise<Word[]> {
  const viewport = page.getViewport({ scale: 1 })
  const annotations = (await page.getAnnotations({ intent: 'display' })) as Annotation[]
  return annotations.flatMap(({ subtype, fieldType, fieldValue, rect }) => {
    const typed = typeof fieldValue === 'string' && (fieldType === 'Tx' || fieldType === 'Ch')
    if (subtype !== 'Widget' || !typed || !rect) return []
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = viewport.convertToViewportRectangle(rect)
    const left = Math.min(x0, x1)
    const size = Math.min(Math.abs(y1 - y0), 12)
    const text = cleanText(fieldValue).replace(/\s+/g, ' ')
    const room = Math.min(Math.abs(x1 - x0), text.length * size * 0.5)
    const run: Run = {
      text,
      x: left,
      y: Math.max(y0, y1) - size * 0.25,
      across: [room, 0],
      up: [0, -size],
      size,
    }
    return pieces(run)
      .filter((piece) => piece.text.trim() !== '')
      .map((piece) => toFractions(piece, width, height))
  })
}

/** Words as lines: a new line where the height of the text changes by more than half a letter. */
export function toText({ words }: PlacedText): string {
  let text = ''
  let last: Word | undefined
  for (const word of words) {
    const same = last && Math.abs(word.y1 - last.y1) < (last.y1 - last.y0) * 0.5
    if (last) text += same ? ' ' : '\n'
    text += word.text
    last = word
  }
  return text
}

/** Text worth having: not empty, and neither private signs nor the letter salad of a font without a mapping. */
export function isUsable({ words }: PlacedText): boolean {
  const text = words.map((word) => word.text).join(' ')
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const strange = text.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0
  if (letters < 10 || strange > letters * 0.2) return false
  const spelled = words.filter((word) => /^[a-z]{4,}$/i.test(word.text))
  const vowels = spelled.filter((word) => /[aeiouy]/i.test(word.text)).length
  return spelled.length < 20 || vowels > spelled.length * 0.6
}
