import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openScratch } from '#infra/files/scratch.ts'

const root = mkdtempSync(join(tmpdir(), 'deedline-scratch-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('documents that a killed process left behind are removed at the next start; those of a running one stay', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  const [left, living, other] = [`deedline-scratch-${dead}-a`, `deedline-scratch-${process.ppid}-b`, 'other']
  for (const name of [left, living, other]) {
    mkdirSync(join(root, name))
    writeFileSync(join(root, name, 'input'), 'a contract')
  }
  const scratch = await openScratch(root)
  expect(readdirSync(root)).not.toContain(left)
  expect(readdirSync(root)).toEqual(expect.arrayContaining([living, other]))
  expect(statSync(scratch.folder).mode & 0o777).toBe(0o700)

  writeFileSync(join(scratch.folder, 'input'), 'a deed')
  await scratch.close()
  expect(existsSync(scratch.folder)).toBe(false)
})
