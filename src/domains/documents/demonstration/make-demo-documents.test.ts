import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openUnderstanding } from '#domains/documents/understanding/understand.ts'
import { isAlive } from '#infra/processes.ts'
import { openReader } from '#infra/reading/reader.ts'
import { type DemoDocument, makeDemoDocuments } from './make-demo-documents.ts'
import { makeInChild } from './make-in-child.ts'

function fingerprint({ filename, bytes }: DemoDocument): string {
  return `${filename} ${createHash('sha256').update(bytes).digest('hex')}`
}

test('the demonstration has both companies, every format, and the same bytes each time, made here or in another process', {
  timeout: 90_000,
}, async () => {
  const first = await Array.fromAsync(makeDemoDocuments(1031))
  const again = await Array.fromAsync(makeInChild(1031))
  expect(first.length).toBeGreaterThanOrEqual(60)
  expect(first.filter((document) => document.organization === 'peak').length).toBeGreaterThan(20)
  expect(new Set(first.map((document) => document.filename.split('.').at(-1)))).toEqual(
    new Set(['pdf', 'docx', 'jpg', 'tif', 'eml', 'csv', 'xlsx']),
  )
  expect(again.map(fingerprint)).toEqual(first.map(fingerprint))
  const other = await Array.fromAsync(makeDemoDocuments(7))
  expect(other.map(fingerprint)).not.toEqual(first.map(fingerprint))
})

test('a demonstration document can be read and understood like any other', { timeout: 90_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deedline-demo-'))
  const reader = await openReader({ processes: 1 })
  const { understand } = await openUnderstanding()
  try {
    for await (const { filename, bytes } of makeDemoDocuments(1031)) {
      if (!filename.startsWith('Purchase Agreement')) continue
      const path = join(folder, filename)
      await writeFile(path, bytes)
      const result = await understand(
        await reader.readDocument(path, { filename, workDir: join(folder, 'work') }),
      )
      expect(result.document_type).toBe('contract')
      expect(result.extractions.map((each) => each.field)).toEqual(
        expect.arrayContaining([
          'purchase_price',
          'closing_date',
          'buyer',
          'seller',
          'property_address',
          'apn',
        ]),
      )
      break
    }
  } finally {
    await reader.close()
    await rm(folder, { recursive: true })
  }
})

test('a process that is killed while it makes the demonstration is noticed, and one that is no longer needed ends', {
  timeout: 90_000,
}, async () => {
  const before = childrenOf(process.pid)
  const making = makeInChild(1031)
  expect((await making.next()).done).toBe(false)
  const [child] = childrenOf(process.pid).filter((pid) => !before.includes(pid))
  process.kill(Number(child), 'SIGKILL')
  await expect(Array.fromAsync(making)).rejects.toThrow('could not all be made (exit SIGKILL)')

  for await (const _ of makeInChild(1031)) break
  await expect.poll(() => childrenOf(process.pid)).toEqual(before)
})

/** Also of threads: a process started by one is its process's child. */
function childrenOf(pid: number): string[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line.trim() !== '' && isAlive(Number(line)))
}
