import type { PDFPageProxy } from 'pdfjs-dist'
import type { TextItem } from 'pdfjs-dist/types/src/display/api.d.ts'
import { readFields } from './form-fields.ts'
import type { Word } from './schema.ts'
import {
  continues,
  joinLetters,
  merge,
  onSameLine,
  pieces,
  type Run,
  toFractions,
  toRun,
  withoutDoubles,
} from './text-runs.ts'

/** The words of a page line by line; `rotation` is the one in which its text is upright. */
export type PlacedText = { width: number; height: number; rotation: number; lines: Word[][] }

/**
 * The words that a PDF page holds as text, in file order, including what was filled into its form or typed over it. A
 * page whose text lies on its side is rotated to be upright.
 */
export async function readTextLayer(page: PDFPageProxy, radios: Map<string, string[]>): Promise<PlacedText> {
  const content = await page.getTextContent({ includeMarkedContent: false })
  const items = content.items.filter((item) => 'str' in item)
  const rotation = uprightRotation(items, page.rotate)
  const viewport = page.getViewport({ scale: 1, rotation })
  const { width, height } = viewport
  const runs = items.map((item) => ({ item, run: toRun(item, viewport.transform) }))
  const lines = toLines(withoutDoubles(runs))
  for (const filled of await readFields(page, viewport, radios)) insert(lines, filled)
  return {
    width,
    height,
    rotation,
    lines: lines.map((line) => line.map((word) => toFractions(word, width, height))),
  }
}

/** The majority of the text decides; a stamp in the margin doesn't rotate the page. */
function uprightRotation(items: TextItem[], rotate: number): number {
  const letters = new Map<number, number>()
  let all = 0
  for (const { str, transform } of items) {
    const [a = 1, b = 0] = transform as number[]
    const angle = (Math.round((Math.atan2(b, a) * 180) / Math.PI / 90) * 90 + 360) % 360
    const count = str.replace(/\s/g, '').length
    letters.set(angle, (letters.get(angle) ?? 0) + count)
    all += count
  }
  const [most] = [...letters].toSorted((first, second) => second[1] - first[1])
  return most && most[1] > all * 0.6 ? most[0] : rotate
}

function toLines(runs: { item: TextItem; run: Run }[]): Word[][] {
  const lines: Word[][] = []
  let line: Word[] = []
  let open: Word | undefined
  let last: Run | undefined
  const close = () => {
    if (open) line.push(open)
    open = undefined
  }
  for (const { item, run } of runs) {
    if (last && !continues(last, run)) close()
    if (last && run.text.trim() !== '' && !onSameLine(last, run)) {
      close()
      if (line.length > 0) lines.push(line)
      line = []
    }
    for (const piece of pieces(run)) {
      if (piece.text.trim() === '') close()
      else open = open ? merge(open, piece) : piece
    }
    if (item.hasEOL) close()
    if (run.text.trim() !== '') last = run
  }
  close()
  if (line.length > 0) lines.push(line)
  return lines.map(joinLetters)
}

/** Inserts what was filled in at its position: into its line, before what is to its right, or between two lines. */
function insert(lines: Word[][], filled: Word[]): void {
  const [first] = filled
  if (!first) return
  const middle = (first.y0 + first.y1) / 2
  const line = lines.find((words) =>
    words.some((word) => word.y0 <= middle && word.y1 >= middle && !isTurned(word)),
  )
  if (!line) {
    const below = lines.findIndex((words) => (words[0]?.y0 ?? 0) > middle)
    lines.splice(below < 0 ? lines.length : below, 0, filled)
    return
  }
  const right = line.findIndex((word) => word.x0 >= first.x0)
  line.splice(right < 0 ? line.length : right, 0, ...filled)
}

function isTurned(word: Word): boolean {
  return word.text.length > 2 && word.y1 - word.y0 > (word.x1 - word.x0) * 1.5
}

export function wordsOf({ lines }: PlacedText): Word[] {
  return lines.flat()
}

export function toText({ lines }: PlacedText): string {
  return lines.map((line) => line.map((word) => word.text).join(' ')).join('\n')
}

/** Private-use characters, and letters whose two bytes a broken font has swapped: 䈀 for B. */
function isStrange(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0
  const swapped = code > 0x2000 && code < 0x7f00 && code % 256 === 0
  return swapped || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)
}

/** Has neither strange characters nor the gibberish of a font without a character map. */
export function isLegible(layer: PlacedText): boolean {
  const words = wordsOf(layer)
  const text = words.map((word) => word.text).join(' ')
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const strange = [...text].filter(isStrange).length
  if (letters === 0 || strange > letters * 0.2) return false
  const spelled = words.filter((word) => /^[a-z]{4,}$/i.test(word.text))
  const vowels = spelled.filter((word) => /[aeiouy]/i.test(word.text)).length
  return spelled.length < 20 || vowels > spelled.length * 0.6
}
