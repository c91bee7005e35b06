import type { TextItem } from 'pdfjs-dist/types/src/display/api.d.ts'
import { cleanText } from './clean-text.ts'
import type { Word } from './schema.ts'

/** A run of glyphs with its position on the page as shown: origin at the top left, in points. */
export type Run = {
  text: string
  x: number
  y: number
  across: [number, number]
  up: [number, number]
  size: number
}

export function toRun(item: TextItem, viewport: number[]): Run {
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

/** Whether a run continues where the last one stopped, so that both may be parts of one word. */
export function continues(last: Run, next: Run): boolean {
  const gap = Math.hypot(next.x - last.x - last.across[0], next.y - last.y - last.across[1])
  return gap < Math.min(last.size, next.size) * 0.2
}

/** Splits a run at its spaces; each piece gets its share of the width by typical letter widths. */
export function pieces(run: Run): Word[] {
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

export function merge(first: Word, second: Word): Word {
  return {
    text: first.text + second.text,
    x0: Math.min(first.x0, second.x0),
    y0: Math.min(first.y0, second.y0),
    x1: Math.max(first.x1, second.x1),
    y1: Math.max(first.y1, second.y1),
    confidence: Math.min(first.confidence, second.confidence),
  }
}

export function toFractions(word: Word, width: number, height: number): Word {
  const part = (value: number) => Math.min(1, Math.max(0, value))
  return {
    ...word,
    x0: part(word.x0 / width),
    y0: part(word.y0 / height),
    x1: part(word.x1 / width),
    y1: part(word.y1 / height),
  }
}

/** Whether a run is on the baseline of the one before it, in any text direction. */
export function onSameLine(last: Run, next: Run): boolean {
  const size = Math.min(last.size, next.size)
  const [upX, upY] = [last.up[0] / last.size, last.up[1] / last.size]
  const turned = (upX * next.up[0] + upY * next.up[1]) / next.size < 0.9
  const rise = (next.x - last.x) * upX + (next.y - last.y) * upY
  return !turned && Math.abs(rise) < size * 0.5
}

/** Removes bold by double printing: the same characters again, at the same place or slightly beside it. */
export function withoutDoubles<T extends { run: Run }>(runs: T[]): T[] {
  const seen = new Map<string, Run[]>()
  return runs.filter(({ run }) => {
    const text = run.text.trim()
    if (text === '') return true
    const same = seen.get(text) ?? []
    const near = run.size * ([...text].length === 1 ? 0.12 : 0.25)
    if (same.some((other) => Math.hypot(run.x - other.x, run.y - other.y) < near)) return false
    seen.set(text, [...same, run])
    return true
  })
}

/**
 * Joins words that were set with space between their letters ("$ 6 8 8 , 0 0 0"): single characters in a row, evenly
 * spaced. A wider gap among them ends a word.
 */
export function joinLetters(words: Word[]): Word[] {
  const joined: Word[] = []
  for (let at = 0; at < words.length; ) {
    let end = at
    while (end < words.length && [...(words[end]?.text ?? '')].length === 1) end += 1
    joined.push(...(end > at ? joinSingles(words.slice(at, end)) : words.slice(at, at + 1)))
    at = Math.max(end, at + 1)
  }
  return joined
}

function joinSingles(letters: Word[]): Word[] {
  const gaps = letters.slice(1).map((word, index) => gapBetween(letters[index] as Word, word))
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  const size = Math.max(...letters.map((word) => heightOf(word)))
  // Columns of check marks are farther apart, and "A B C" is three letters.
  const spaced = letters.length >= (usual > size * 0.35 ? 4 : 6) && usual < size * 0.9
  if (!spaced) return letters
  const words = letters.slice(0, 1)
  letters.slice(1).forEach((letter, index) => {
    const apart = (gaps[index] ?? 0) > Math.max(usual * 1.8, usual + size * 0.3)
    const last = apart ? undefined : words.pop()
    words.push(last ? merge(last, letter) : letter)
  })
  return words
}

/** Along the line, in any direction. */
function gapBetween(left: Word, right: Word): number {
  return Math.max(right.x0 - left.x1, left.x0 - right.x1, right.y0 - left.y1, left.y0 - right.y1)
}

function heightOf(word: Word): number {
  return Math.max(word.y1 - word.y0, word.x1 - word.x0)
}
