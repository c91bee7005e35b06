import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDirectoryFiles } from '#infra/files/directory.ts'
import type { Files } from '#infra/files/files.ts'
import { createPartialFiles, type PartialFiles } from '#infra/files/partial.ts'
import { createS3Files } from '#infra/files/s3.ts'
import { newId } from '#lib/ids.ts'
import { S3_ACCESS, startS3 } from '#testing/s3.ts'

const MB = 1024 * 1024
const root = mkdtempSync(join(tmpdir(), 'deedline-partial-'))
let server: Awaited<ReturnType<typeof startS3>>

beforeAll(async () => {
  server = await startS3(join(root, 's3'))
})
afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

const adapters: [string, () => Files][] = [
  ['in a directory', () => createDirectoryFiles(join(root, 'files'))],
  ['in S3', () => createS3Files({ ...S3_ACCESS, endpoint: server.endpoint })],
]

describe.each(adapters)('an unfinished file, %s,', (_, open) => {
  let files: Files
  let first: PartialFiles
  /** As another process has it. */
  let second: PartialFiles
  beforeAll(async () => {
    files = open()
    await files.prepare()
    first = createPartialFiles(files)
    second = createPartialFiles(open())
  })

  const begin = async (size: number) => {
    const id = newId()
    await first.store.create(new Upload({ id, size, offset: 0 }))
    return id
  }
  const write = (parts: PartialFiles, id: string, bytes: Buffer, offset: number) =>
    parts.store.write(Readable.from([bytes]), id, offset)

  test('is received in parts by several processes, and read when it is complete', async () => {
    const bytes = randomBytes(13 * MB + 5)
    const id = await begin(bytes.length)
    expect(await second.countReceived(id)).toBe(0)
    expect(await write(first, id, bytes.subarray(0, 9 * MB), 0)).toBe(9 * MB)
    expect(await second.countReceived(id)).toBe(9 * MB)
    expect(await write(second, id, bytes.subarray(9 * MB), 9 * MB)).toBe(bytes.length)
    expect(await first.countReceived(id)).toBe(bytes.length)
    const read = Buffer.concat(await (await first.read(id)).toArray())
    expect(read.equals(bytes)).toBe(true)
  })

  test('is removed, complete or not, and nothing of it stays', async () => {
    const complete = await begin(10)
    await write(first, complete, randomBytes(10), 0)
    const half = await begin(20)
    await write(first, half, randomBytes(10), 0)
    for (const id of [complete, half, newId()]) await first.remove(id)
    for (const id of [complete, half]) expect(await second.countReceived(id)).toBeUndefined()
    expect(await Array.fromAsync(files.list('uploads/'), ({ key }) => key.includes(half))).not.toContain(true)
  })

  test('keeps what had arrived when the stream broke', async () => {
    const bytes = randomBytes(12 * MB)
    const id = await begin(bytes.length)
    const breaking = Readable.from(
      (async function* () {
        for (let at = 0; at < 10 * MB; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024)
        throw new Error('the line is dead')
      })(),
    )
    await expect(first.store.write(breaking, id, 0)).rejects.toThrow('the line is dead')
    expect(await second.countReceived(id)).toBe(10 * MB)
    await write(second, id, bytes.subarray(10 * MB), 10 * MB)
    expect(Buffer.concat(await (await first.read(id)).toArray()).equals(bytes)).toBe(true)
  })

  test('is counted among all of them', async () => {
    const [none, some] = [await begin(20), await begin(20)]
    await write(first, some, randomBytes(7), 0)
    const all = await second.countAll()
    expect([all.get(none), all.get(some)]).toEqual([0, 7])
  })
})
