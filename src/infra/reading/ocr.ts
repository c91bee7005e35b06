import { execFile, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'

/** In pixels of the picture that was read; confidence 0..1. */
export type OcrWord = { text: string; x0: number; y0: number; x1: number; y1: number; confidence: number }

/** A grayscale picture, one byte per pixel. */
export type OcrPicture = { data: Buffer; width: number; height: number }

/** Reads a picture into lines of words. Run at most `threads` calls at once. */
export type Ocr = {
  threads: number
  recognize: (picture: OcrPicture) => Promise<OcrWord[][]>
  close: () => Promise<void>
}

/**
 * The path of the command if this machine has it, else null. Tesseract's command is about 1.5 times as fast as its
 * WebAssembly build, and only LibreOffice's can read certain formats.
 */
export async function findCommand(command: 'tesseract' | 'soffice'): Promise<string | null> {
  return promisify(execFile)(command, ['--version']).then(
    () => command,
    () => null,
  )
}

/** The `tesseract` command: one process per page, one core per process. */
export function openTesseractCommand(command: string, threads: number): Ocr {
  const recognize = async (picture: OcrPicture) => {
    const flags = ['-', '-', '--oem', '1', '--psm', '3', '-l', 'eng', '-c', 'tessedit_create_tsv=1']
    const child = spawn(command, flags, { env: { OMP_THREAD_LIMIT: '1' }, stdio: ['pipe', 'pipe', 'ignore'] })
    const output = (async () => Buffer.concat(await Array.fromAsync(child.stdout as AsyncIterable<Buffer>)))()
    const ended = new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
    child.stdin.on('error', () => child.kill())
    child.stdin.end(toPgm(picture))
    const [tsv, code] = await Promise.all([output, ended])
    if (code !== 0) throw new Error(`${command} ended with ${code}`)
    return parseTsv(tsv.toString())
  }
  return { threads, recognize, close: async () => {} }
}

/**
 * The picture as PGM, which is cheap to write and to read. PGM has no resolution, unlike PNG with its 72 dpi, so
 * Tesseract estimates it: 0.17% of the letters of a 150 dpi scan are wrong instead of 0.32% (2026-11-24).
 */
function toPgm({ data, width, height }: OcrPicture): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data])
}

/** Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
export function parseTsv(tsv: string): OcrWord[][] {
  const lines = new Map<string, OcrWord[]>()
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t')
    const text = (cells[11] ?? '').trim()
    if (cells[0] !== '5' || text === '') continue
    const [x0 = 0, y0 = 0, width = 0, height = 0, confidence = 0] = cells.slice(6, 11).map(Number)
    const key = cells.slice(2, 5).join('.')
    const line = lines.get(key) ?? []
    line.push({ text, x0, y0, x1: x0 + width, y1: y0 + height, confidence: clamp(confidence / 100) })
    lines.set(key, line)
  }
  return [...lines.values()]
}

/** Tesseract as WebAssembly, with the language data from its npm package: nothing is downloaded. */
export async function openTesseractJs(threads: number): Promise<Ocr> {
  const data = createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')
  const options = {
    langPath: join(dirname(data), '4.0.0_best_int'),
    cacheMethod: 'none' as const,
    gzip: true,
    // Without a handler, the library throws past every catch; the call is still rejected.
    errorHandler: () => {},
  }
  const workers = await Promise.all(
    Array.from({ length: threads }, () => createWorker('eng', OEM.LSTM_ONLY, options)),
  )
  await Promise.all(workers.map((worker) => worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO })))
  const idle = [...workers]
  const waiting: ((worker: Worker) => void)[] = []
  const take = () => idle.pop() ?? new Promise<Worker>((resolve) => waiting.push(resolve))
  const give = (worker: Worker) => {
    const next = waiting.shift()
    if (next) next(worker)
    else idle.push(worker)
  }
  const recognize = async (picture: OcrPicture) => {
    const worker = await take()
    try {
      // As TSV: the tree of blocks down to each letter takes 5% longer (2026-11-24).
      const { data } = await worker.recognize(toPgm(picture), {}, { tsv: true, text: false })
      return parseTsv(data.tsv ?? '')
    } finally {
      give(worker)
    }
  }
  const close = async () => {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return { threads, recognize, close }
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
