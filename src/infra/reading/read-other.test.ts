import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findCommand } from './ocr.ts'
import { openReader } from './reader.ts'
import { archive } from './sample-parts.ts'
import { sampleReader } from './sample-reader.ts'

const { read, textOf, folder } = sampleReader()

test('rich text and OpenDocument are read without LibreOffice', async () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1250{\fonttbl{\f0 Arial;}}{\*\generator X;}{\header Escrow 7\par}Pan \'a3ukasz\tab \u8220?as is\u8221?\par {\field{\*\fldinst HYPERLINK}{\fldrslt the site}}\par}`
  expect(await textOf('a.rtf', rtf)).toBe('Escrow 7\nPan Łukasz    “as is”\nthe site')
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

test('an old Word file is read through LibreOffice where it is installed, and else is kept with a sentence', {
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

test('a ZIP is a folder of files, without what systems add', async () => {
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
