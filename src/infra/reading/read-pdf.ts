import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { AnnotationMode, getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { saveChild } from './children.ts'
import { cleanText } from './clean-text.ts'
import { readRadioNames } from './form-fields.ts'
import type { Job } from './job.ts'
import { savePictures } from './pictures.ts'
import { toSheets } from './read-text.ts'
import { xfaText } from './read-xfa.ts'
import { ReadingError } from './reading-error.ts'
import { type Raster, readScan, SCAN_SIDE } from './scan.ts'
import type { Child, Page, Reading } from './schema.ts'
import { isLegible, type PlacedText, readTextLayer, toText, wordsOf } from './text-layer.ts'
import { xfaWords } from './xfa-parts.ts'

const PDFJS = join(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))), '/')
/** A scanned page with a stamp in text (a signing service's id, a fax line) has fewer characters than this. */
const STAMP = 200

/** A form for Adobe Reader only; its one page asks the reader to wait. */
const ONLY_XFA =
  'This is a dynamic form (XFA) that only Adobe Acrobat shows. Open it there, print it to PDF and upload the new file.'

const UNDRAWN = 'The pages have no pictures: to draw them needs more memory than one document may use.'

export async function readPdf(job: Job): Promise<Omit<Reading, 'mime_type'>> {
  const bytes = await readFile(job.input)
  const pdf = await openPdf(bytes, job)
  try {
    const { IsXFAPresent: xfa, IsAcroFormPresent: form } = (await pdf.getMetadata()).info as Record<
      string,
      unknown
    >
    const dynamic = xfa === true && form !== true
    const text = dynamic ? await readXfa(bytes, job) : undefined
    if (text)
      return await toSheets(
        { text, meta: await describe(pdf), children: await saveAttachments(pdf, job) },
        job,
      )
    const radios = form === true ? await readRadioNames(bytes) : new Map<string, string[]>()
    const count = Math.min(pdf.numPages, job.limits.pages)
    const results = await job.eachPage(count, (pageNumber) => readPdfPage(pdf, pageNumber, job, radios))
    const warnings =
      pdf.numPages > count ? [`Only the first ${count} of ${pdf.numPages} pages were read.`] : []
    const hard = results.filter((result) => result.hard_to_read).map(({ page }) => page.page_number)
    if (dynamic) warnings.push(ONLY_XFA)
    if (job.text_only) {
      const letters = results.reduce((sum, { page }) => sum + page.text.length, 0)
      // For a scan, the stamps alone would pass as its content.
      if (letters < (STAMP * count) / 2) throw new ReadingError('memory', 'little text besides pictures')
      warnings.push(UNDRAWN)
    }
    if (hard.length > 0) warnings.push(`Hard to read, please check: page ${hard.join(', ')}.`)
    return {
      pages: results.map(({ page }) => page),
      children: await saveAttachments(pdf, job),
      meta: await describe(pdf),
      warnings,
    }
  } finally {
    await pdf.destroy()
  }
}

async function readXfa(bytes: Uint8Array, job: Job): Promise<string | undefined> {
  // PDF.js gives up on some forms that Acrobat shows; their words are still in the XML.
  const laid = await openPdf(bytes, job, true).catch(() => undefined)
  try {
    return (laid && xfaText(laid)) ?? (await xfaWords(bytes))
  } finally {
    await laid?.destroy()
  }
}

async function openPdf(bytes: Uint8Array, job: Job, enableXfa = false): Promise<PDFDocumentProxy> {
  return getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(PDFJS, 'cmaps/'),
    standardFontDataUrl: join(PDFJS, 'standard_fonts/'),
    wasmUrl: join(PDFJS, 'wasm/'),
    iccUrl: join(PDFJS, 'iccs/'),
    maxImageSize: job.limits.pixels,
    isEvalSupported: false,
    enableXfa,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  }).promise
}

async function readPdfPage(
  pdf: PDFDocumentProxy,
  pageNumber: number,
  job: Job,
  radios: Map<string, string[]>,
) {
  const page = await pdf.getPage(pageNumber)
  try {
    const layer = await readTextLayer(page, radios)
    if (job.text_only) return { page: undrawn(layer, pageNumber), hard_to_read: false }
    const raster = await render(pdf, page, layer.rotation)
    const asText = async () => ({
      page: await fromTextLayer(layer, raster, pageNumber, job.directory, layer.rotation - page.rotate),
      hard_to_read: false,
    })
    if (!(await needsOcr(page, layer))) return asText()
    const scan = await readScan(raster, pageNumber, job.directory, await job.ocr(pageNumber))
    if (!isLegible(layer)) return scan
    return wordsOf(layer).length >= scan.page.words.length
      ? asText()
      : { ...scan, page: withStamp(scan.page, layer) }
  } finally {
    page.cleanup()
  }
}

/** Text in a scan's text layer that OCR missed is kept: a number typed onto the picture, a stamp. */
function withStamp(page: Page, layer: PlacedText): Page {
  const squash = (text: string) => text.replace(/\s+/g, '').toLowerCase()
  const seen = squash(page.text)
  const missed =
    page.rotation === 0
      ? layer.lines.filter((line) => !seen.includes(squash(line.map(({ text }) => text).join(''))))
      : []
  if (missed.length === 0) return page
  const text = [page.text, ...missed.map((line) => line.map((word) => word.text).join(' '))].join('\n')
  return { ...page, text, words: [...page.words, ...missed.flat()] }
}

/** A vector drawing with this many strokes may be letters without a font. */
const OUTLINES = 300

/** A page needs OCR when its text is missing or garbled, or is only a stamp on a picture. */
async function needsOcr(page: PDFPageProxy, layer: PlacedText): Promise<boolean> {
  if (!isLegible(layer)) return true
  if (wordsOf(layer).reduce((sum, word) => sum + word.text.length, 0) >= STAMP) return false
  const { fnArray } = await page.getOperatorList()
  const pictures = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]
  const strokes = fnArray.filter((operation) => operation === OPS.constructPath).length
  return strokes > OUTLINES || fnArray.some((operation) => pictures.includes(operation))
}

/** Renders at the side length that OCR needs, whatever the page size: a huge media box costs no more. */
async function render(pdf: PDFDocumentProxy, page: PDFPageProxy, rotation: number): Promise<Raster> {
  const size = page.getViewport({ scale: 1, rotation })
  const scale = SCAN_SIDE.most / Math.max(size.width, size.height)
  const viewport = page.getViewport({ scale, rotation })
  const factory = pdf.canvasFactory as CanvasFactory
  const surface = factory.create(
    Math.max(1, Math.floor(viewport.width)),
    Math.max(1, Math.floor(viewport.height)),
  )
  try {
    await page.render({
      canvas: null,
      canvasContext: surface.context as never,
      viewport,
      annotationMode: AnnotationMode.ENABLE,
      background: '#ffffff',
    }).promise
    const { width, height } = surface.canvas
    const pixels = surface.context.getImageData(0, 0, width, height).data
    const data = await sharp(Buffer.from(pixels.buffer), { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .raw()
      .toBuffer()
    return { data, width, height, page_width: size.width, page_height: size.height }
  } finally {
    factory.destroy(surface)
  }
}

type Surface = {
  canvas: { width: number; height: number }
  context: {
    getImageData: (x: number, y: number, width: number, height: number) => { data: Uint8ClampedArray }
  }
}
type CanvasFactory = {
  create: (width: number, height: number) => Surface
  destroy: (surface: Surface) => void
}

async function fromTextLayer(
  layer: PlacedText,
  { data, width, height }: Raster,
  pageNumber: number,
  directory: string,
  turn: number,
): Promise<Page> {
  return {
    ...undrawn(layer, pageNumber),
    ...(await savePictures({ data, width, height, channels: 3 }, directory, pageNumber)),
    rotation: (((turn % 360) + 540) % 360) - 180,
  }
}

function undrawn(layer: PlacedText, pageNumber: number): Page {
  const words = wordsOf(layer)
  return {
    page_number: pageNumber,
    width: layer.width,
    height: layer.height,
    text: toText(layer),
    words,
    image_path: null,
    thumbnail_path: null,
    source: words.length > 0 ? 'text_layer' : 'none',
    rotation: 0,
  }
}

async function describe(pdf: PDFDocumentProxy): Promise<Reading['meta']> {
  const { info } = await pdf.getMetadata()
  const known = info as Record<string, unknown>
  const texts = ['Title', 'Author', 'Subject', 'Producer', 'Creator'].flatMap((key) => {
    const value = known[key]
    return typeof value === 'string' && value !== ''
      ? [[key.toLowerCase(), cleanText(value).slice(0, 500)]]
      : []
  })
  return { ...Object.fromEntries(texts), page_count: pdf.numPages }
}

/** Files inside the PDF (a portfolio, an attached form). */
async function saveAttachments(pdf: PDFDocumentProxy, job: Job): Promise<Child[]> {
  const attachments = Object.values((await pdf.getAttachments()) ?? {}) as {
    filename?: string
    content?: Uint8Array
  }[]
  const children: Child[] = []
  for (const { filename, content } of attachments.slice(0, job.limits.children)) {
    if (content) children.push(await saveChild(job.directory, children.length, filename, content))
  }
  return children
}
