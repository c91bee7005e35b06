import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { WEB_DIST } from '#app/web-build.ts'
import { openReader } from '#infra/reading/reader.ts'
import { scanPng } from '#infra/reading/samples.ts'
import { type Result, seconds } from './measure.ts'
import { startServer } from './server.ts'

const NONE = { p50_ms: null, p95_ms: null, limit: null, limit_of: '' }

/** On an empty data directory, and again on what that left behind. */
export async function starts(): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deedline-bench-start-'))
  await rm(WEB_DIST, { recursive: true, force: true }) // the first run builds the web application as well
  const results: Result[] = []
  for (const [scenario, target] of [
    ['first start to first page', '< 20 s'],
    ['later start to first page', '< 4 s'],
  ] as const) {
    let server: Awaited<ReturnType<typeof startServer>> | undefined
    const spent = await seconds(async () => {
      server = await startServer(folder, [])
    })
    await server?.stop()
    results.push({ scenario, target, rate: null, failures: 0, ...NONE, p50_ms: spent * 1000 })
  }
  await rm(folder, { recursive: true, force: true })
  return results
}

const PAGES = 8
const AT_ONCE = 2

/** Scans of a page, two at a time, by the product's reader and by the tesseract command alone. */
export async function ocr(): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deedline-bench-ocr-'))
  const paths = await Promise.all(
    Array.from({ length: PAGES }, async (_, i) => {
      const path = join(folder, `scan-${i}.png`)
      await writeFile(path, await scanPng(undefined, i / 10))
      return path
    }),
  )
  const command = promisify(execFile)
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' }
  const limit = await pagesASecond(paths, (path) => command('tesseract', [path, 'stdout'], { env })).catch(
    () => null,
  )
  const results: Result[] = []
  for (const tesseract of limit ? ['tesseract', null] : [null]) {
    const reader = await openReader({ processes: AT_ONCE, tesseract, scratch: folder })
    const read = (path: string) => reader.readDocument(path, { filename: 'scan.png', workDir: folder })
    await Promise.all(paths.slice(0, AT_ONCE).map(read)) // each process loads its model once
    const rate = await pagesASecond(paths, read)
    await reader.close()
    results.push({
      scenario: `OCR, ${tesseract ? 'the command where there is one' : 'WebAssembly'}: pages`,
      target: '0.7 of the limit',
      rate,
      p50_ms: null,
      p95_ms: null,
      limit,
      limit_of: 'the tesseract command alone',
      failures: 0,
    })
  }
  await rm(folder, { recursive: true, force: true })
  return results
}

async function pagesASecond(paths: string[], read: (path: string) => Promise<unknown>): Promise<number> {
  const queue = paths.values()
  const worker = async () => {
    for (const path of queue) await read(path)
  }
  return paths.length / (await seconds(() => Promise.all(Array.from({ length: AT_ONCE }, worker))))
}
