import { beforeAll, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { testApp } from '#testing/app.ts'
import { HOSTILE_FILES } from '#testing/hostile-files.ts'
import { importsOf } from '#testing/import-files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { upload, imported } = importsOf(app)
let agent: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
})

test.each(HOSTILE_FILES)(
  '%s is refused with a sentence, and nothing is kept',
  async (_, make, sentence) => {
    const before = await app.query('select count(*)::int as count from imports')
    const { status, body } = await upload(agent, await make())
    expect([400, 413]).toContain(status)
    expect(body.detail).toContain(sentence)
    expect(await app.query('select count(*)::int as count from imports')).toEqual(before)
    const kept = await Array.fromAsync(app.infra().files.list('contact-imports/'))
    expect(kept).toEqual([])
  },
  60_000,
)

test('a workbook is read with its days and numbers as text', async () => {
  const header = ['Name', 'Email', 'Phone', 'Birthday'].map((value) => ({ value }))
  const day = { value: new Date('1980-05-12T00:00:00Z'), format: 'yyyy-mm-dd' }
  const row = [{ value: 'Wanda Workbook' }, { value: 'wanda@book.example' }, { value: 4155550190 }, day]
  const file = await writeWorkbook([header, row]).toBuffer()
  const { id, format, created_count, errors } = await imported(agent, file, {}, 'contacts.xlsx')
  expect({ format, created_count, errors }).toEqual({ format: 'xlsx', created_count: 1, errors: [] })
  const [wanda] = (await app.send(agent, 'GET', `/contacts?import_id=${id}`)).body.items
  const { body } = await app.send(agent, 'GET', `/contacts/${wanda.id}`)
  expect(body).toMatchObject({ birthday: '1980-05-12', phones: [{ number: '+14155550190' }] })
})
