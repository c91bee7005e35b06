import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { AnnotationMode, getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { saveChild } from './children.ts'
import { cleanText } from './clean-text.ts'
import type { Job } from './job.ts'
import { savePictures } from './pictures.ts'
import { type Raster, readScan, SCAN_SIDE } from './scan.ts'
import type { Child, Page, Reading } from './schema.ts'
import { isUsable, type PlacedText, readTextLayer, toText } from './text-layer.ts'

const PDFJS = join(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))), '/')
/** A scanned sheet with a stamp of its own (a signing service's id, a fax line) has fewer letters than this. */
const STAMP = 200

export async function readPdf(job: Job): Promise<Omit<Reading, 'mime_type'>> {
  const pdf = await openPdf(job)
  try {
    const count = Math.min(pdf.numPages, job.limits.pages)
    const results = await job.eachPage(count, (pageNumber) => readPdfPage(pdf, pageNumber, job))
    const warnings =
      pdf.numPages > count ? [`Only the first ${count} of ${pdf.numPages} pages were read.`] : []
    const hard = results.filter((result) => result.hard_to_read).map(({ page }) => page.page_number)
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

async function openPdf(job: Job): Promise<PDFDocumentProxy> {
  return getDocument({
    data: new Uint8Array(await readFile(job.input)),
    cMapUrl: join(PDFJS, 'cmaps/'),
    standardFontDataUrl: join(PDFJS, 'standard_fonts/'),
    wasmUrl: join(PDFJS, 'wasm/'),
    iccUrl: join(PDFJS, 'iccs/'),
    maxImageSize: job.limits.pixels,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  }).promise
}

async function readPdfPage(pdf: PDFDocumentProxy, pageNumber: number, job: Job) {
  const page = await pdf.getPage(pageNumber)
  try {
    const layer = await readTextLayer(page)
    const raster = await render(pdf, page)
    if (!(await needsOcr(page, layer))) {
      return { page: await fromTextLayer(layer, raster, pageNumber, job.directory), hard_to_read: false }
    }
    const scan = await readScan(raster, pageNumber, job.directory, await job.ocr(pageNumber))
    if (layer.words.length <= scan.page.words.length || !isUsable(layer)) return scan
    return { page: await fromTextLayer(layer, raster, pageNumber, job.directory), hard_to_read: false }
  } finally {
    page.cleanup()
  }
}

/** A page is read by OCR when its text is missing or garbled, or is only a stamp on a picture. */
async function needsOcr(page: PDFPageProxy, layer: PlacedText): Promise<boolean> {
  if (!isUsable(layer)) return true
  if (layer.words.reduce((sum, word) => sum + word.text.length, 0) >= STAMP) return false
  const { fnArray } = await page.getOperatorList()
  const pictures = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]
  return fnArray.some((operation) => pictures.includes(operation))
}

/** Renders to the side that OCR wants, whatever the size of the sheet: a huge media box costs no more. */
async function render(pdf: PDFDocumentProxy, page: PDFPageProxy): Promise<Raster> {
  const size = page.getViewport({ scale: 1 })
  const scale = SCAN_SIDE.most / Math.max(size.width, size.height)
  const viewport = page.getViewport({ scale })
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
  raster: Raster,
  pageNumber: number,
  directory: string,
): Promise<Page> {
  const { data, width, height } = raster
  const picture = sharp(data, { raw: { width, height, channels: 3 } })
  return {
    page_number: pageNumber,
    width: layer.width,
    height: layer.height,
    text: toText(layer),
    words: layer.words,
    ...(await savePictures(picture, directory, pageNumber)),
    source: layer.words.length > 0 ? 'text_layer' : 'none',
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
