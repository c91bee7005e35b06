import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDirectoryFiles } from '#infra/files/directory.ts'
import { checkKey, type Files } from '#infra/files/files.ts'
import { createS3Files } from '#infra/files/s3.ts'
import { mountSmallDisk } from '#testing/disks.ts'
import { S3_ACCESS, startS3 } from '#testing/s3.ts'

const MB = 1024 * 1024
const root = mkdtempSync(join(tmpdir(), 'deedline-files-'))
let server: Awaited<ReturnType<typeof startS3>>
let endpoint: string

beforeAll(async () => {
  server = await startS3(join(root, 's3'))
  endpoint = server.endpoint
})
afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

const adapters: [string, () => Files][] = [
  ['in a directory', () => createDirectoryFiles(join(root, 'files'))],
  ['in S3', () => createS3Files({ ...S3_ACCESS, endpoint })],
]

describe.each(adapters)('Files %s', (_, open) => {
  let files: Files
  beforeAll(async () => {
    files = open()
    await files.prepare()
  })
  afterAll(() => files.close())

  const bytesOf = async (key: string, range?: { start: number; end?: number }) =>
    Buffer.concat(await (await files.read(key, range)).toArray())
  const keysOf = async (prefix: string) =>
    (await Array.fromAsync(files.list(prefix), (file) => file.key)).sort()

  test.each([0, 1, 3 * MB, 20 * MB + 17])('%i bytes come back unchanged, with their hash', async (size) => {
    const bytes = randomBytes(size)

    const written = await files.write(`sizes/${size}`, chunked(bytes))

    expect(written).toEqual({ file_size: size, file_hash: sha256(bytes) })
    expect(sha256(await bytesOf(`sizes/${size}`))).toBe(written.file_hash)
    expect((await files.stat(`sizes/${size}`)).file_size).toBe(size)
  })

  test('a part of a file can be read, so that a long document opens at its page', async () => {
    await files.write('ranges/letters', chunked(Buffer.from('abcdefghij')))

    expect(String(await bytesOf('ranges/letters', { start: 2, end: 4 }))).toBe('cde')
    expect(String(await bytesOf('ranges/letters', { start: 8 }))).toBe('ij')
    expect(String(await bytesOf('ranges/letters', { start: 8, end: 99 }))).toBe('ij')
    await expect(files.read('ranges/letters', { start: 10 })).rejects.toMatchObject({ code: 'invalid' })
  })

  test.each([1, 20])(
    'an upload that breaks after %i MB leaves nothing and reports its own reason',
    async (size) => {
      const breaking = async function* () {
        yield* chunked(randomBytes(size * MB))
        throw new Error('the browser was closed')
      }

      await expect(files.write(`broken/${size}`, breaking())).rejects.toThrow('the browser was closed')

      await expect(files.read(`broken/${size}`)).rejects.toMatchObject({ code: 'missing' })
      expect(await keysOf('broken/')).toEqual([])
    },
  )

  test('an upload that breaks leaves the file that it was to replace unchanged', async () => {
    await files.write('replaced', chunked(Buffer.from('the signed deed')))
    const cut = new Readable({ read() {} })
    cut.push('half of')
    setImmediate(() => cut.destroy())

    await expect(files.write('replaced', cut)).rejects.toThrow(/Premature close/i)

    expect(String(await bytesOf('replaced'))).toBe('the signed deed')
  })

  test('a file can be replaced, moved and removed', async () => {
    await files.write('life/one', chunked(Buffer.from('first')))
    await files.write('life/one', chunked(Buffer.from('second')))
    await files.move('life/one', 'life/further/down/two')

    expect(await keysOf('life')).toEqual(['life/further/down/two'])
    expect(String(await bytesOf('life/further/down/two'))).toBe('second')

    await files.remove('life/further/down/two')
    await files.remove('life/further/down/two')
    expect(await keysOf('life')).toEqual([])
  })

  test('a file that does not exist is missing, and so is a folder', async () => {
    await files.write('folder/inside', chunked(Buffer.from('x')))

    for (const key of ['nothing', 'folder', 'folder/inside/deeper']) {
      await expect(files.read(key)).rejects.toMatchObject({ code: 'missing' })
      await expect(files.stat(key)).rejects.toMatchObject({ code: 'missing' })
      await expect(files.move(key === 'folder' ? 'none' : key, 'moved')).rejects.toMatchObject({
        code: 'missing',
      })
    }
    expect(await keysOf('nowhere/')).toEqual([])
  })

  test('a list has every file that starts with the prefix, and no other', async () => {
    const keys = ['list/a/1', 'list/a/2', 'list/ab', 'list/b']
    for (const key of keys) await files.write(key, chunked(Buffer.from(key)))

    expect(await keysOf('list/')).toEqual(keys)
    expect(await keysOf('list/a')).toEqual(['list/a/1', 'list/a/2', 'list/ab'])
    expect(await keysOf('list/a/')).toEqual(['list/a/1', 'list/a/2'])
  })

  test('twenty uploads at once do not mix', async () => {
    const bodies = Array.from({ length: 20 }, () => randomBytes(300_000))

    await Promise.all(bodies.map((body, number) => files.write(`crowd/${number}`, chunked(body))))

    const hashes = await Promise.all(
      bodies.map(async (_, number) => sha256(await bytesOf(`crowd/${number}`))),
    )
    expect(hashes).toEqual(bodies.map(sha256))
  })

  test('no key leads out of the store', async () => {
    for (const key of [
      '../etc/passwd',
      'a/../../b',
      '/etc/passwd',
      'a//b',
      '.drafts/x',
      'a\\b',
      'a\0',
      '',
      'a/',
    ]) {
      expect(() => checkKey(key)).toThrow(/cannot be the key/)
      await expect((async () => files.read(key))()).rejects.toMatchObject({ code: 'invalid' })
      await expect((async () => files.write(key, chunked(Buffer.from('x'))))()).rejects.toMatchObject({
        code: 'invalid',
      })
    }
  })
})

test('A full disk refuses the upload with a message and leaves nothing behind', async ({ skip }) => {
  const directory = mkdtempSync(join(root, 'disk-'))
  const disk = mountSmallDisk(directory, 4) ?? skip('a disk cannot be mounted here')
  try {
    const files = createDirectoryFiles(directory)
    await files.prepare()

    const refused = files.write('large', chunked(randomBytes(8 * MB)))

    await expect(refused).rejects.toMatchObject({ code: 'unavailable', message: /disk for files is full/ })
    expect(readdirSync(join(directory, '.drafts'))).toEqual([])
  } finally {
    disk.unmount()
  }
})

test('A read-only folder is named as the cause', async ({ skip }) => {
  skip(isRoot(), 'root may write everywhere')
  const folder = mkdtempSync(join(root, 'closed-'))
  chmodSync(folder, 0o500)

  const refused = createDirectoryFiles(folder).prepare()

  await expect(refused).rejects.toMatchObject({ code: 'unavailable', message: /may not use its folder/ })
})

test('A wrong access key is named as the cause', async () => {
  const files = createS3Files({ ...S3_ACCESS, endpoint, access_key_id: 'wrong' })

  const refused = files.write('any', chunked(Buffer.from('x')))

  await expect(refused).rejects.toMatchObject({ code: 'unavailable', message: /access key/ })
})

test('A store that is down is unavailable', async () => {
  const files = createS3Files({ ...S3_ACCESS, endpoint: 'http://127.0.0.1:1' })

  const refused = { code: 'unavailable', message: /cannot be reached/ }
  await expect(files.read('any')).rejects.toMatchObject(refused)
  await expect(files.write('any', chunked(Buffer.from('x')))).rejects.toMatchObject(refused)
})

test('A store that accepts the connection and never answers times out', async () => {
  const silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const files = createS3Files({ ...S3_ACCESS, endpoint: `http://127.0.0.1:${port}`, patience_ms: 200 })

  await expect(files.stat('any')).rejects.toMatchObject({ code: 'unavailable' })
  files.close()
  silent.close()
})

function chunked(bytes: Buffer): Readable {
  return Readable.from(
    Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, at) =>
      bytes.subarray(at * 65_536, (at + 1) * 65_536),
    ),
    { objectMode: false },
  )
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
