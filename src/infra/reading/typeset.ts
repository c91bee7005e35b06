import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import type { Job } from './job.ts'
import { savePictures } from './pictures.ts'
import type { Page, Word } from './schema.ts'

/** US Letter in points, the page for every text without pages of its own. */
const SHEET = { width: 612, height: 792, margin: 54, size: 10, leading: 13.5, scale: 2 }
const FONT = 'Deedline Document'

/**
 * Lays out text that has no pages (DOCX, email, tables, plain text) on pages, so that it can be shown, cited by page
 * and highlighted by box like a scan. Picture and boxes use the same measurements. A very long text has pictures of its
 * first pages only; the other pages show the text itself.
 */
export async function typeset(
  text: string,
  { directory, limits, eachPage }: Pick<Job, 'directory' | 'limits' | 'eachPage'>,
): Promise<{ pages: Page[]; cut: boolean }> {
  registerFont()
  const measure = createCanvas(1, 1).getContext('2d')
  const perSheet = Math.floor((SHEET.height - 2 * SHEET.margin) / SHEET.leading)
  const sheets: string[][] = []
  for (const part of text.split('\f')) {
    const lines = part.split('\n').flatMap((line) => wrap(measure, line.replaceAll('\t', '    ')))
    while (lines.at(-1) === '') lines.pop()
    for (let at = 0; at < lines.length; at += perSheet) sheets.push(lines.slice(at, at + perSheet))
  }
  const pages = await eachPage(Math.min(sheets.length, limits.pages), (pageNumber) =>
    setSheet(
      sheets[pageNumber - 1] ?? [],
      pageNumber,
      pageNumber <= limits.sheet_pictures ? directory : null,
    ),
  )
  return { pages, cut: sheets.length > limits.pages }
}

/** Without a folder it gets no picture: its words and their positions are the same. */
async function setSheet(lines: string[], pageNumber: number, directory: string | null): Promise<Page> {
  const canvas = createCanvas(SHEET.width * SHEET.scale, SHEET.height * SHEET.scale)
  const context = canvas.getContext('2d')
  context.scale(SHEET.scale, SHEET.scale)
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, SHEET.width, SHEET.height)
  context.fillStyle = '#1a1a1a'
  context.font = `${SHEET.size}px "${FONT}"`
  const words = lines.flatMap((line, index) => {
    const baseline = SHEET.margin + SHEET.size + index * SHEET.leading
    context.fillText(line, SHEET.margin, baseline)
    return placeWords(context, line, baseline)
  })
  const pictures = directory
    ? await savePictures(
        { data: canvas.data(), width: canvas.width, height: canvas.height, channels: 4 },
        directory,
        pageNumber,
      )
    : { image_path: null, thumbnail_path: null }
  return {
    page_number: pageNumber,
    width: SHEET.width,
    height: SHEET.height,
    text: lines.join('\n'),
    words,
    ...pictures,
    source: 'text_layer',
    rotation: 0,
  }
}

function placeWords(context: SKRSContext2D, line: string, baseline: number): Word[] {
  let x = SHEET.margin
  return (line.match(/\S+|\s+/g) ?? []).flatMap((piece) => {
    const x0 = x
    x += widthOf(context, piece)
    if (piece.trim() === '') return []
    return {
      text: piece,
      x0: x0 / SHEET.width,
      y0: (baseline - SHEET.size * 0.8) / SHEET.height,
      x1: Math.min(1, x / SHEET.width),
      y1: (baseline + SHEET.size * 0.25) / SHEET.height,
      confidence: 1,
    }
  })
}

/** Breaks a line at spaces to fit the page width; a word wider than the page is cut. */
function wrap(context: SKRSContext2D, line: string): string[] {
  context.font = `${SHEET.size}px "${FONT}"`
  const room = SHEET.width - 2 * SHEET.margin
  if (line.length < 60) return [line.trimEnd()]
  const lines: string[] = []
  let current = ''
  let width = 0
  for (const piece of line.match(/\S{1,80}|\s+/g) ?? []) {
    const wide = widthOf(context, piece)
    if (width + wide <= room || current.trim() === '') {
      current += piece
      width += wide
    } else {
      lines.push(current.trimEnd())
      current = piece.trimStart()
      width = current === '' ? 0 : wide
    }
  }
  return [...lines, current.trimEnd()]
}

/** Measuring takes longer than drawing, and texts repeat their words. */
const widths = new Map<string, number>()
function widthOf(context: SKRSContext2D, piece: string): number {
  const known = widths.get(piece)
  if (known !== undefined) return known
  if (widths.size > 50_000) widths.clear()
  const { width } = context.measureText(piece)
  widths.set(piece, width)
  return width
}

/** The font comes with pdfjs-dist, so a machine without fonts shows the same page. */
function registerFont(): void {
  if (GlobalFonts.has(FONT)) return
  const file = import.meta.resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf')
  GlobalFonts.registerFromPath(fileURLToPath(file), FONT)
}
