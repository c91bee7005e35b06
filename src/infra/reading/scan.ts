import sharp, { type Channels } from 'sharp'
import type { Ocr, OcrWord } from './ocr.ts'
import { savePictures } from './pictures.ts'
import type { Page, Word } from './schema.ts'
import { findSlant } from './skew.ts'

/** A decoded picture, three bytes per pixel, with the page size to report. */
export type Raster = { data: Buffer; width: number; height: number; page_width: number; page_height: number }

/**
 * Letter at 200 dpi is 2,200 pixels high. More takes longer and finds nothing more; below 1,600, letters get too small.
 */
export const SCAN_SIDE = { most: 2_200, least: 1_600 }

/** Below this mean confidence, a page may be upside down or sideways. */
const POOR = 0.6
/** The share of ink below which a page is blank. */
const BLANK = 0.0002

/** A page after rotation, three bytes per pixel. */
type Laid = { data: Buffer; info: { width: number; height: number; channels: Channels } }

type Attempt = { turn: number; laid: Laid; lines: OcrWord[][]; quality: number }

export type ScanResult = { page: Page; hard_to_read: boolean }

/** Straightens a scanned page and reads it. The straightened picture is saved, so boxes and picture match. */
export async function readScan(
  raster: Raster,
  pageNumber: number,
  directory: string,
  ocr: Ocr | undefined,
): Promise<ScanResult> {
  const slant = findSlant(await toGrey(raster))
  const first = slant.sideways ? 270 : 0
  const straight = (turn: number) => straighten(raster, turn, slant.degrees)
  const read = ocr && slant.ink > BLANK ? await readBest(first, straight, ocr) : undefined
  const attempt = read?.lines.length
    ? read
    : {
        turn: read?.turn ?? 0,
        lines: [],
        quality: read?.quality ?? 1,
        laid: await straighten(raster, read?.turn ?? 0, 0),
      }
  const tilt = attempt.lines.length > 0 ? slant.degrees : 0
  const { width, height } = attempt.laid.info
  const pictures = await savePictures(
    { data: attempt.laid.data, ...attempt.laid.info },
    directory,
    pageNumber,
  )
  const scale = raster.page_width / raster.width
  const page: Page = {
    page_number: pageNumber,
    width: Math.round(width * scale),
    height: Math.round(height * scale),
    text: attempt.lines.map((line) => line.map((word) => word.text).join(' ')).join('\n'),
    words: attempt.lines.flat().map((word) => toFractions(word, width, height)),
    ...pictures,
    source: attempt.lines.length > 0 ? 'ocr' : 'none',
    rotation: normalizeTurn(attempt.turn - tilt),
  }
  return { page, hard_to_read: attempt.quality < POOR }
}

/** Reads the page in its apparent orientation; only if the result is poor, tries the other rotations on a strip. */
async function readBest(
  first: number,
  straight: (turn: number) => Promise<Laid>,
  ocr: Ocr,
): Promise<Attempt> {
  const presumed = await tryTurn(first, await straight(first), ocr)
  if (presumed.quality >= POOR) return presumed
  let best: Pick<Attempt, 'turn' | 'quality'> = { turn: first, quality: presumed.quality + 0.1 }
  for (const turn of [first + 180, first + 90, first + 270].map((angle) => angle % 360)) {
    const trial = await tryTurn(turn, await strip(await straight(turn)), ocr)
    if (trial.quality > best.quality) best = trial
    if (trial.quality >= POOR + 0.15) break
  }
  if (best.turn === first) return presumed
  const second = await tryTurn(best.turn, await straight(best.turn), ocr)
  return second.quality > presumed.quality ? second : presumed
}

async function tryTurn(turn: number, laid: Laid, ocr: Ocr): Promise<Attempt> {
  const grey = await open(laid).greyscale().raw().toBuffer({ resolveWithObject: true })
  const picture = { data: grey.data, width: grey.info.width, height: grey.info.height }
  const lines = (await ocr.recognize(picture))
    .map((line) => line.filter(isWord))
    .filter((line) => line.length > 0)
  return { turn, laid, lines, quality: qualityOf(lines) }
}

/** The middle of a page, where it is most likely to have text. */
function strip(laid: Laid): Promise<Laid> {
  const { width, height } = laid.info
  const middle = { left: 0, top: Math.round(height * 0.3), width, height: Math.round(height * 0.35) }
  return open(laid).extract(middle).raw().toBuffer({ resolveWithObject: true })
}

function open({ data, info: { width, height, channels } }: Laid) {
  return sharp(data, { raw: { width, height, channels } })
}

function straighten(raster: Raster, turn: number, degrees: number): Promise<Laid> {
  const { data, width, height } = raster
  const angle = Math.abs(degrees) < 0.15 ? turn : turn - degrees
  const picture = sharp(data, { raw: { width, height, channels: 3 } })
  return picture.rotate(angle, { background: '#ffffff' }).raw().toBuffer({ resolveWithObject: true })
}

async function toGrey({ data, width, height }: Raster) {
  const side = 800
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .greyscale()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: small.data, width: small.info.width, height: small.info.height }
}

/** OCR returns specks and rules as single characters with low confidence. */
function isWord(word: OcrWord): boolean {
  return /[\p{L}\p{N}$]/u.test(word.text) ? word.confidence > 0.1 : word.confidence > 0.5
}

/** Mean confidence by letters, for words of at least two letters, because noise reads as single ones. */
function qualityOf(lines: OcrWord[][]): number {
  const words = lines.flat().filter((word) => /[\p{L}\p{N}]{2}/u.test(word.text))
  const letters = words.reduce((sum, word) => sum + word.text.length, 0)
  if (letters === 0) return 0
  return words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters
}

function toFractions(word: OcrWord, width: number, height: number): Word {
  const part = (value: number, whole: number) => Math.min(1, Math.max(0, value / whole))
  return {
    text: word.text,
    x0: part(word.x0, width),
    y0: part(word.y0, height),
    x1: part(word.x1, width),
    y1: part(word.y1, height),
    confidence: word.confidence,
  }
}

function normalizeTurn(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360
  return Math.round((turned > 180 ? turned - 360 : turned) * 10) / 10 + 0
}
