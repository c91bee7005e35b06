import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleReader } from '#testing/sample-reader.ts'
import { findCommand } from './ocr.ts'
import { openReader } from './reader.ts'
import { archive } from './sample-parts.ts'

const { read, textOf, folder } = sampleReader()

test('words of a rich text file that are properties of every object are treated as unknown', async () => {
  const rtf = String.raw`{\rtf1\ansi One\constructor  two\valueOf  three\toString  four\par}`
  expect((await textOf('odd.rtf', rtf)).replace(/\s+/g, ' ')).toBe('One two three four')
})

test('rich text and OpenDocument are read without LibreOffice', async () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1250{\fonttbl{\f0 Arial;}}{\*\generator X;}{\header Escrow 7\par}Pan \'a3ukasz\tab \u8220?as is\u8221?\par {\field{\*\fldinst HYPERLINK}{\fldrslt the site}}\par}`
  expect(await textOf('a.rtf', rtf)).toBe('Escrow 7\nPan Łukasz    “as is”\nthe site')
  const fonts = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset204 Arial Cyr;}}\f1 P\'f8edm\'ect {\f2 \'c4\'ee\'ec} \f0 caf\'e9 es{\*\annotation{\*\atnref 1}\pard Ask\par the lender.}crow 10\'94\par Last{\*\annotation Done.}}`
  expect(await textOf('b.rtf', fonts)).toBe(
    'Předmět Дом café escrow 10”\nComment: Ask the lender.\nLast\nComment: Done.',
  )
  const odt = await archive({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml':
      '<office:text><text:h>Lease</text:h><text:p>Rent<text:tab/>$900<text:s text:c="2"/>due<text:note><text:note-body><text:p>Monthly.</text:p></text:note-body></text:note></text:p></office:text>',
    'styles.xml':
      '<style:master-page><style:header><text:p>Unit 4</text:p></style:header></style:master-page>',
  })
  expect(await textOf('a.odt', odt)).toBe('Unit 4\nLease\nRent    $900  due\nMonthly.')
  const ods = await archive({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml':
      '<table:table><table:table-row><table:table-cell><text:p>Fee</text:p></table:table-cell><table:table-cell table:number-columns-repeated="1000000"/><table:table-cell><text:p>$12.00</text:p></table:table-cell></table:table-row></table:table>',
  })
  expect(await textOf('a.ods', ods)).toMatch(/^Fee +\$12\.00$/)
})

test('an old Word file is read through LibreOffice if it is installed, and otherwise is kept with a message', {
  timeout: 120_000,
}, async (context) => {
  const office = await findCommand('soffice')
  if (!office) context.skip('no LibreOffice on this machine')
  const source = join(folder(), 'terms.rtf')
  await writeFile(source, String.raw`{\rtf1\ansi The seller delivers possession on May 4, 2026.\par}`)
  const profile = `-env:UserInstallation=file://${folder()}/profile`
  await new Promise((resolve, reject) =>
    execFile(
      'soffice',
      ['--headless', profile, '--convert-to', 'doc', '--outdir', folder(), source],
      (error) => (error ? reject(error) : resolve(null)),
    ),
  )
  const bytes = await readFile(join(folder(), 'terms.doc'))
  const other = await openReader({ processes: 1, tesseract: null, office, scratch: folder() })
  try {
    const reading = await read('terms.doc', bytes, other)
    expect(reading).toMatchObject({
      mime_type: 'application/msword',
      pages: [{ text: expect.stringContaining('possession on May 4, 2026') }],
    })
  } finally {
    await other.close()
  }
  await expect(read('terms.doc', bytes)).rejects.toMatchObject({ code: 'unsupported' })
})

test('a ZIP is a folder of files, without what operating systems add', async () => {
  const bytes = await archive({
    'deal/offer.txt': 'An offer',
    'deal/.DS_Store': 'x',
    '__MACOSX/deal/._offer.txt': 'x',
    'deal/fees.csv': 'a,b',
  })
  const reading = await read('deal.zip', bytes)
  expect(reading.mime_type).toBe('application/zip')
  expect(reading.children.map((child) => [child.filename, child.mime_type])).toEqual([
    ['offer.txt', 'text/plain'],
    ['fees.csv', 'text/csv'],
  ])
})

test('a password-protected OpenDocument is reported as protected, not as damaged or empty', async () => {
  const encrypted = await archive({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]),
    'META-INF/manifest.xml':
      '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
  })
  await expect(read('a.odt', encrypted)).rejects.toMatchObject({ code: 'encrypted' })
})

test('an archive packed with an obsolete method is kept, not called damaged', async () => {
  const zip = await archive({ 'old.txt': 'as the programs of 1985 packed it' })
  for (const magic of ['PK\u0003\u0004', 'PK\u0001\u0002'])
    zip.writeUInt16LE(6, zip.indexOf(magic, 0, 'latin1') + (magic.charCodeAt(2) === 3 ? 8 : 10))
  await expect(read('old.zip', zip)).rejects.toMatchObject({ code: 'unsupported' })
})

test('a Windows picture (BMP) is shown like any other, and one of enormous size is refused', async () => {
  const bmp = (width: number, height: number) => {
    const bytes = Buffer.alloc(54 + 4 * 4 * 4)
    bytes.write('BM')
    bytes.writeUInt32LE(bytes.length, 2)
    bytes.writeUInt32LE(54, 10)
    bytes.writeUInt32LE(40, 14)
    bytes.writeInt32LE(width, 18)
    bytes.writeInt32LE(height, 22)
    bytes.writeUInt16LE(1, 26)
    bytes.writeUInt16LE(32, 28)
    return bytes
  }
  expect(await read('plan.bmp', bmp(4, 4))).toMatchObject({
    mime_type: 'image/bmp',
    pages: [{ width: 4, height: 4, image_path: expect.any(String) }],
  })
  await expect(read('flood.bmp', bmp(60_000, 60_000))).rejects.toMatchObject({ code: 'too_large' })
})
