import type { Value } from '../labels.ts'
import type { PageText } from '../rows.ts'

/** A piece of a page as the network sees it. Four numbers each; `start` and `end` are its position in the text. */
export type Token = {
  page: number
  start: number
  end: number
  /** The first piece of a word, or a whole value: it carries the network's output for the word. */
  head: boolean
  id: number
  shape: number
  column: number
  mark: number
  /** The date or amount that this one token stands for. */
  value: Value | null
}

/** Word pieces by their number in the vocabulary. */
export type Vocabulary = Map<string, number>

/** Tokens that are not words: numbers that the vocabulary leaves unused. */
const SIGNS = { row: 1, gap: 2, rule: 3, date: 4, page: 5, sum: 10 }
const UNKNOWN = 100
/** The start of a number or a code identifies it. */
const MOST_PIECES = { word: 8, number: 3 }
const SHAPES = {
  sign: 0,
  small: 1,
  title: 2,
  capitals: 3,
  mixed: 4,
  initial: 5,
  digits: 6,
  code: 7,
  other: 8,
}
export const COLUMNS = 32

const PIECE = /\n| {3,}|[_.\-–—=*•]{3,}|[\p{L}\p{M}]+|\d+|[^\s\p{L}\d]/gu

export type Values = { dates: Value[]; amounts: Value[] }

/** The first pages of a document as one sequence of at most this many tokens; each date and each amount is one. */
export function toTokens(
  pages: PageText[],
  values: Values[],
  vocabulary: Vocabulary,
  most = Number.POSITIVE_INFINITY,
): Token[] {
  const marks = toMarks(values)
  const tokens: Token[] = []
  for (const [index, page] of pages.entries()) {
    if (tokens.length >= most) break
    const { dates = [], amounts = [] } = values[index] ?? {}
    const found = [
      ...dates.map((value) => ({ value, id: SIGNS.date })),
      ...amounts.map((value) => ({ value, id: SIGNS.sum + sizeOf(value.normalized) })),
    ].toSorted((a, b) => a.value.start - b.value.start)
    const columnAt = toColumns(page)
    const add: Add = (start, end, rest) => {
      if (tokens.length >= most) return
      const place = { page: index, start, end, column: columnAt(start) }
      tokens.push({ ...place, head: true, mark: 0, value: null, ...rest })
    }
    if (index > 0) add(0, 0, { id: SIGNS.page, shape: SHAPES.sign, head: false })
    let at = 0
    for (const { value, id } of found) {
      if (value.start < at) continue
      addWords(page.text, at, value.start, vocabulary, add)
      add(value.start, value.end, { id, shape: SHAPES.sign, mark: marks.get(value.normalized) ?? 0, value })
      at = value.end
    }
    addWords(page.text, at, page.text.length, vocabulary, add)
  }
  return tokens
}

type Add = (start: number, end: number, rest: Pick<Token, 'id' | 'shape'> & Partial<Token>) => void

function addWords(text: string, from: number, to: number, vocabulary: Vocabulary, add: Add): void {
  for (const match of text.slice(from, to).matchAll(PIECE)) {
    const start = from + match.index
    const word = match[0]
    const sign = signOf(word)
    if (sign) add(start, start + word.length, { id: sign, shape: SHAPES.sign, head: false })
    else addPieces(word, start, vocabulary, add)
  }
}

function signOf(word: string): number | undefined {
  if (word === '\n') return SIGNS.row
  if (/^ {3,}$/.test(word)) return SIGNS.gap
  return word.length > 2 && /^[^\p{L}\d]/u.test(word) ? SIGNS.rule : undefined
}

/** The longest pieces in the vocabulary, from the left (Schuster and Nakajima, 2012). */
function addPieces(word: string, start: number, vocabulary: Vocabulary, add: Add): void {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const shape = shapeOf(word)
  const most = shape === SHAPES.digits ? MOST_PIECES.number : MOST_PIECES.word
  let at = 0
  for (let count = 0; at < plain.length && count < most; count += 1) {
    let end = Math.min(plain.length, at + 24)
    const prefix = at === 0 ? '' : '##'
    while (end > at && !vocabulary.has(prefix + plain.slice(at, end))) end -= 1
    const id = end > at ? vocabulary.get(prefix + plain.slice(at, end)) : undefined
    add(start, start + word.length, { id: id ?? UNKNOWN, shape, head: count === 0 })
    if (id === undefined) return
    at = end
  }
}

function shapeOf(word: string): number {
  if (/^\d+$/.test(word)) return SHAPES.digits
  if (!/\p{L}/u.test(word)) return SHAPES.other
  if (/^\p{Lu}$/u.test(word)) return SHAPES.initial
  if (word === word.toLowerCase()) return SHAPES.small
  if (word === word.toUpperCase()) return SHAPES.capitals
  return /^\p{Lu}\P{Lu}*$/u.test(word) ? SHAPES.title : SHAPES.mixed
}

/** The number of digits of an amount before its decimal point. */
function sizeOf(normalized: string): number {
  return Math.min(9, normalized.replace('-', '').indexOf('.'))
}

/** Marks days and amounts by rank: the first and the last day, the largest amounts. */
function toMarks(values: Values[]): Map<string, number> {
  const different = (kind: keyof Values) => [
    ...new Set(values.flatMap((page) => page[kind].map(({ normalized }) => normalized))),
  ]
  const days = different('dates').toSorted()
  const sums = different('amounts').toSorted((a, b) => Number(b) - Number(a))
  return new Map([
    ...days.map(
      (day, rank) => [day, rank > 0 && rank === days.length - 1 ? 6 : 1 + Math.min(rank, 4)] as const,
    ),
    ...sums.map((sum, rank) => [sum, 7 + Math.min(rank, 5)] as const),
  ])
}

/** The page column, of a fixed number of columns, that a position is in; 0 is none. */
function toColumns({ spans }: PageText): (start: number) => number {
  let index = 0
  return (start) => {
    while (index + 1 < spans.length && (spans[index + 1]?.start ?? 0) <= start) index += 1
    const left = spans[index]?.word.x0 ?? 0
    return 1 + Math.max(0, Math.min(COLUMNS - 1, Math.floor(left * COLUMNS)))
  }
}
