import JSZip from 'jszip'
import { beforeAll, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { testApp } from '#testing/app.ts'
import { importsOf } from '#testing/contact-files.ts'
import { makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { upload, imported } = importsOf(app)
let agent: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
})

async function bomb(): Promise<Buffer> {
  const zip = new JSZip()
  zip.file('xl/worksheets/sheet1.xml', Buffer.alloc(210_000_000))
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } })
}

const cases: [string, () => Promise<string | Buffer> | string | Buffer, string][] = [
  ['an empty file', () => '', 'This file is empty.'],
  ['a file of spaces', () => ' \n \n', 'This file is empty.'],
  ['a header without rows', () => 'Name,Email\n', 'no rows below'],
  ['a PDF named .csv', () => makePdf(['Hello']), 'This is a PDF.'],
  ['5,000 columns', () => `${'a,'.repeat(5_000)}\n${'b,'.repeat(5_000)}`, 'at most 500 can be read'],
  [
    'a quotation mark that is never closed',
    () => 'Name,Email\n"Ann,a@b.example\nBob,b@b.example\n',
    'never closed',
  ],
  ['10 MB in one cell', () => `Name,Notes\nAnn,"${'x'.repeat(10_000_000)}"\n`, 'longer than 1 MB'],
  [
    'bytes that are nothing',
    () => Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 37) % 256)),
    'CSV, XLSX or vCard',
  ],
  [
    'an old workbook',
    () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    'Save it as XLSX or CSV',
  ],
  [
    'an archive that is no workbook',
    () => new JSZip().file('a.txt', 'x').generateAsync({ type: 'nodebuffer' }),
    'couldn’t be read',
  ],
  ['a damaged workbook', () => Buffer.from('PK\x03\x04 and then nothing'), 'damaged'],
  ['a workbook that unfolds without end', bomb, 'too large'],
  ['more than 25 MB', () => `Name\n${'x'.repeat(25_000_100)}`, 'larger than 25 MB'],
]

test.each(cases)(
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
