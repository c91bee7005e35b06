import { constants, copyFile, lstat, mkdir, readFile, rename, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { removeFolder } from '#infra/files/scratch.ts'
import { closeLane, type Lane, openLane, runOrder } from './lane.ts'
import { findCommand } from './ocr.ts'
import type { Order } from './protocol.ts'
import { ReadingError } from './reading-error.ts'
import { DEFAULT_LIMITS, type Limits, type Progress, type Reading, reading } from './schema.ts'

export type ReaderOptions = {
  /** The number of documents read at the same time, each in its own process. */
  processes?: number
  /** The `tesseract` command; null for the WebAssembly build; by default the command if installed. */
  tesseract?: string | null
  /** The `soffice` command; null for none; by default the command if installed. */
  office?: string | null
  /** A process with nothing to read for this long is ended. */
  idle_seconds?: number
  limits?: Partial<Limits>
  /** Where the processes have their folders, which are removed with them. */
  scratch?: string
}

export type ReadRequest = {
  /** The name under which the file was uploaded. */
  filename: string
  /** The folder for pictures and attachments; the caller keeps or removes it. */
  workDir: string
  limits?: Partial<Limits>
  progress?: (progress: Progress) => void
}

/** Reads documents outside this process. `close` ends its processes; readings in progress then fail as 'crashed'. */
export type Reader = {
  readDocument: (path: string, request: ReadRequest) => Promise<Reading>
  close: () => Promise<void>
}

/** A process is replaced after this many documents, because parsers leak memory. */
const DOCUMENTS_PER_PROCESS = 50

export async function openReader(options: ReaderOptions = {}): Promise<Reader> {
  const tesseract = options.tesseract === undefined ? await findCommand('tesseract') : options.tesseract
  const office = options.office === undefined ? await findCommand('soffice') : options.office
  const programs = { tesseract, office }
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const lanes = openLanes(options, () =>
    openLane(options.scratch ?? tmpdir(), limits.megabytes, tesseract !== null || office !== null),
  )
  const readDocument = async (path: string, request: ReadRequest) => {
    const allowed = { ...limits, ...request.limits }
    const { size } = await stat(path)
    if (size > allowed.bytes) throw new ReadingError('too_large', `${size} bytes`)
    const read = async (text_only: boolean) => {
      const used = await lanes.take()
      let well = false
      try {
        const order = { ...programs, text_only }
        const result = await readInLane(used.lane, path, { ...request, limits: allowed }, order)
        well = true
        return result
      } finally {
        await lanes.give(used, well)
      }
    }
    return read(false).catch((error) => {
      if (!(error instanceof ReadingError) || error.code !== 'memory') throw error
      return read(true)
    })
  }
  return { readDocument, close: lanes.close }
}

/** A lane and how many documents it has read. */
type Used = { lane: Lane; documents: number }

/**
 * Limits the number of lanes; callers that find none free wait in turn. An idle lane is reused, or ends after a while.
 */
function openLanes(options: ReaderOptions, open: () => Promise<Lane>) {
  const { processes = 2, idle_seconds = 30 } = options
  const all = new Set<Lane>()
  const idle = new Map<Lane, { used: Used; timer: NodeJS.Timeout }>()
  const waiting: (() => void)[] = []
  let free = processes
  /** A reading has its result before its process is cleaned up, so a failed cleanup doesn't fail the reading. */
  const end = async (lane: Lane) => {
    all.delete(lane)
    await closeLane(lane).catch((error) => process.emitWarning(error))
  }
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  const wake = async (): Promise<Used> => {
    for (const [lane, { used, timer }] of idle) {
      clearTimeout(timer)
      idle.delete(lane)
      if (lane.child.connected) return used
      await end(lane)
    }
    const lane = await open()
    all.add(lane)
    return { lane, documents: 0 }
  }
  const rest = (used: Used) => {
    const dismiss = () => {
      idle.delete(used.lane)
      return end(used.lane)
    }
    idle.set(used.lane, { used, timer: setTimeout(dismiss, idle_seconds * 1_000).unref() })
  }
  return {
    take: async (): Promise<Used> => {
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
      else free -= 1
      return wake().catch((error) => {
        leave()
        throw error
      })
    },
    give: async ({ lane, documents }: Used, well: boolean) => {
      if (well && documents + 1 < DOCUMENTS_PER_PROCESS) rest({ lane, documents: documents + 1 })
      else await end(lane)
      leave()
    },
    close: async () => {
      for (const { timer } of idle.values()) clearTimeout(timer)
      idle.clear()
      await Promise.all([...all].map(end))
    },
  }
}

async function readInLane(
  lane: Lane,
  path: string,
  request: ReadRequest & { limits: Limits },
  order: Pick<Order, 'tesseract' | 'office' | 'text_only'>,
): Promise<Reading> {
  const { filename, limits, workDir, progress = () => {} } = request
  const directory = join(lane.directory, 'document')
  const input = join(directory, 'input')
  await mkdir(directory, { recursive: true })
  try {
    await copyFile(path, input, constants.COPYFILE_FICLONE)
    await runOrder(lane, { input, filename, directory, limits, ...order }, progress)
    return await collect(directory, workDir, limits)
  } finally {
    // A folder that can't be removed now goes with the folder of the process.
    await removeFolder(directory).catch(() => {})
  }
}

/** Takes over a child's output and trusts none of it: its size, its shape, and where its files are. */
async function collect(directory: string, workDir: string, limits: Limits): Promise<Reading> {
  const parsed = await parseReading(join(directory, 'reading.json'), limits)
  await mkdir(workDir, { recursive: true })
  const take = async (from: string) => {
    const file = await lstat(from)
    if (dirname(from) !== directory || !file.isFile()) throw new ReadingError('crashed', `not ours: ${from}`)
    const to = join(workDir, basename(from))
    await move(from, to)
    return to
  }
  const { pages, children, ...rest } = parsed
  for (const page of pages) {
    if (page.image_path) page.image_path = await take(page.image_path)
    if (page.thumbnail_path) page.thumbnail_path = await take(page.thumbnail_path)
  }
  for (const child of children) child.path = await take(child.path)
  return { ...rest, pages, children }
}

async function parseReading(path: string, limits: Limits): Promise<Reading> {
  const file = await lstat(path)
  // A character takes up to four bytes.
  if (!file.isFile() || file.size > limits.output_bytes * 4)
    throw new ReadingError('too_large', `${file.size}`)
  try {
    return reading.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new ReadingError('crashed', String(error).slice(0, 1_000))
  }
}

/** Renames, or copies if the folders are on different disks. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    await copyFile(from, to)
  }
}
