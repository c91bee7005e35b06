import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { HOSTILE_FILES } from '#testing/hostile-files.ts'
import { importsOf } from '#testing/import-files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { upload } = importsOf(app, '/transactions/imports')
let coordinator: TestPerson

beforeAll(async () => {
  coordinator = await app.newPerson('coordinator')
})

test.each([
  ...HOSTILE_FILES,
  ['a picture of a card', () => Buffer.from('\x89PNG\r\n\x1a\n\0\0\0'), 'CSV or XLSX'] as const,
])(
  '%s is no file of deals: it is refused with a sentence, and nothing is kept',
  async (_, make, sentence) => {
    const { status, body } = await upload(coordinator, await make())
    expect([400, 413]).toContain(status)
    expect(body.detail).toContain(sentence)
    expect(await app.query('select count(*)::int as count from imports')).toEqual([{ count: 0 }])
    expect(await Array.fromAsync(app.infra().files.list('transaction-imports/'))).toEqual([])
  },
  60_000,
)
