import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openReader, type Reader } from '#infra/reading/reader.ts'

/** A reader for the tests of one file, with no program but its own parsers unless another is given. */
export function sampleReader() {
  let reader: Reader
  let folder = ''
  let count = 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deedline-kinds-'))
    reader = await openReader({ processes: 1, tesseract: null, office: null, scratch: folder })
  })
  afterAll(async () => {
    await reader.close()
    await rm(folder, { recursive: true })
  })

  const read = async (name: string, bytes: Uint8Array | string, by = reader) => {
    count += 1
    const path = join(folder, `file-${count}`)
    await writeFile(path, bytes)
    return by.readDocument(path, { filename: name, workDir: join(folder, `work-${count}`) })
  }
  const textOf = async (name: string, bytes: Uint8Array | string) =>
    (await read(name, bytes)).pages.map((page) => page.text).join('\n')

  return { read, textOf, folder: () => folder }
}
