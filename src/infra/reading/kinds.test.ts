import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { degrees, PDFDocument, StandardFonts } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCommand } from './ocr.ts'
import { openReader, type Reader } from './reader.ts'

let reader: Reader
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deedline-kinds-'))
  reader = await openReader({ processes: 1, tesseract: null, office: null, scratch: folder })
})
afterAll(async () => {
  await reader.close()
  await rm(folder, { recursive: true })
})

let count = 0
async function read(name: string, bytes: Uint8Array | string, by = reader) {
  count += 1
  const path = join(folder, `file-${count}`)
  await writeFile(path, bytes)
  return by.readDocument(path, { filename: name, workDir: join(folder, `work-${count}`) })
}
const textOf = async (name: string, bytes: Uint8Array | string) =>
  (await read(name, bytes)).pages.map((page) => page.text).join('\n')

async function archive(files: Record<string, string | Uint8Array>): Promise<Buffer> {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(files)) zip.file(name, content)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const links = (...targets: [id: string, type: string, target: string][]) =>
  `<Relationships>${targets.map(([id, type, target]) => `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`).join('')}</Relationships>`

function docx(
  body: string,
  parts: Record<string, string | Uint8Array> = {},
  ...targets: [string, string, string][]
) {
  return archive({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': links(['a', 'officeDocument', 'word/document.xml']),
    'word/document.xml': `<w:document xmlns:w="w" xmlns:r="r"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': links(...targets),
    ...parts,
  })
}
const p = (text: string, properties = '') => `<w:p>${properties}<w:r><w:t>${text}</w:t></w:r></w:p>`

describe('a Word document', () => {
  test('is read with its header, notes, comments, boxes, and documents put into it', async () => {
    const bytes = await docx(
      `${p('Price: 400')}<w:p><w:r><w:t>Terms</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${p('Initials: KL')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p('Initials: KL')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p><w:altChunk r:id="c"/>`,
      {
        'word/header2.xml': `<w:hdr>${p('Escrow No. 81-A')}</w:hdr>`,
        'word/footnotes.xml': `<w:footnotes><w:footnote w:type="separator" w:id="0">${p('—')}</w:footnote><w:footnote w:id="1">${p('As surveyed in 1998.')}</w:footnote></w:footnotes>`,
        'word/comments.xml': `<w:comments><w:comment w:author="Ines">${p('Ask the lender.')}</w:comment></w:comments>`,
        'word/chunk.html': '<html><body><p>Rider A applies.</p></body></html>',
      },
      ['h', 'header', 'header2.xml'],
      ['f', 'footnotes', 'footnotes.xml'],
      ['m', 'comments', 'comments.xml'],
      ['c', 'aFChunk', 'chunk.html'],
    )
    expect((await textOf('a.docx', bytes)).split('\n').filter(Boolean)).toEqual([
      'Escrow No. 81-A',
      'Price: 400',
      'Terms',
      'Initials: KL',
      'Rider A applies.',
      'As surveyed in 1998.',
      'Comment by Ines: Ask the lender.',
    ])
  })

  test('shows what was ticked and chosen, in controls, symbols and fields of the old forms', async () => {
    const field = (data: string, result = '') =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const control =
      '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:sdtContent></w:sdt>'
    const text = await textOf(
      'form.docx',
      await docx(`
        <w:p>${control}<w:r><w:t> Vacant</w:t></w:r></w:p>
        <w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t> Leased</w:t></w:r></w:p>
        <w:p><w:r><w:t>HOA </w:t></w:r>${field('<w:checkBox><w:default w:val="1"/></w:checkBox>')}</w:p>
        <w:p>${field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Condo"/><w:listEntry w:val="Duplex"/></w:ddList>')}</w:p>
        <w:p>${field('<w:textInput><w:default w:val="Typed"/></w:textInput>', '<w:r><w:t>$1,050.00</w:t></w:r>')}</w:p>
        <w:p><w:del><w:r><w:delText>old price</w:delText></w:r></w:del><w:ins><w:r><w:t>new price</w:t></w:r></w:ins></w:p>`),
    )
    expect(text.split('\n').filter(Boolean)).toEqual([
      '☒ Vacant',
      '☐ Leased',
      'HOA ☒',
      'Duplex',
      '$1,050.00',
      'new price',
    ])
  })

  test('has the numbers that Word sets before its paragraphs', async () => {
    const level = (ilvl: number, format: string, pattern: string) =>
      `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`
    const at = (ilvl: number) =>
      `<w:pPr><w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="7"/></w:numPr></w:pPr>`
    const bytes = await docx(
      [
        p('Price', at(0)),
        p('Deposit', at(1)),
        p('Balance', at(1)),
        p('Closing', at(0)),
        p('Costs', at(1)),
      ].join(''),
      {
        'word/numbering.xml': `<w:numbering><w:abstractNum w:abstractNumId="3">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1(%2)')}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>`,
      },
      ['n', 'numbering', 'numbering.xml'],
    )
    expect(await textOf('a.docx', bytes)).toBe('1. Price\n1(a) Deposit\n1(b) Balance\n2. Closing\n2(a) Costs')
  })
})

test('a workbook is read as Excel shows it, with its notes and text boxes', async () => {
  const cell = (at: string, style: number, value: number) => `<c r="${at}" s="${style}"><v>${value}</v></c>`
  const bytes = await archive({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': links(['a', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': '<workbook><sheets><sheet name="Closing" r:id="s"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': links(
      ['s', 'worksheet', 'worksheets/a.xml'],
      ['t', 'styles', 'styles.xml'],
      ['u', 'sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="_($* #,##0.00_);_($* (#,##0.00)"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="10"/><xf numFmtId="18"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': '<sst><si><r><t>Net </t></r><r><t>proceeds</t></r><rPh><t>x</t></rPh></si></sst>',
    'xl/worksheets/a.xml': `<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c>${cell('C1', 1, -1200.5)}</row><row>${cell('A2', 2, 0.0575)}${cell('B2', 3, 0.75)}${cell('C2', 4, 46342)}</row><row>${cell('A3', 0, 1234567890123456)}<c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#REF!</v></c></row></sheetData></worksheet>`,
    'xl/worksheets/_rels/a.xml.rels': links(
      ['c', 'comments', '../comments1.xml'],
      ['d', 'drawing', '../drawings/d.xml'],
    ),
    'xl/comments1.xml':
      '<comments><commentList><comment ref="A1"><text><r><t>Before taxes</t></r></text></comment></commentList></comments>',
    'xl/drawings/d.xml':
      '<xdr:wsDr><xdr:sp><xdr:txBody><a:p><a:r><a:t>Draft only</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>',
  })
  const text = await textOf('a.xlsx', bytes)
  expect(text).toContain('Net proceeds')
  expect(text).toContain('$(1,200.50)')
  expect(text).toContain('5.75%   6:00 PM   11/16/2026')
  expect(text).toContain('1234567890123456   TRUE   #REF!')
  expect(text).toContain('Note on A1: Before taxes\nDraft only')
})

test('slides are read in their order, with tables and notes', async () => {
  const bytes = await archive({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': links(['a', 'officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml':
      '<p:presentation><p:sldIdLst><p:sldId id="256" r:id="two"/><p:sldId id="257" r:id="one"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels': links(
      ['one', 'slide', 'slides/slide1.xml'],
      ['two', 'slide', 'slides/slide2.xml'],
    ),
    'ppt/slides/slide1.xml':
      '<p:sld><a:tbl><a:tr><a:tc><a:p><a:r><a:t>Rent</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>$4,150</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:sld>',
    'ppt/slides/slide2.xml': '<p:sld><a:p><a:r><a:t>Offering</a:t></a:r></a:p></p:sld>',
    'ppt/slides/_rels/slide2.xml.rels': links(['n', 'notesSlide', '../notesSlides/n.xml']),
    'ppt/notesSlides/n.xml': '<p:notes><a:p><a:r><a:t>Say thanks.</a:t></a:r></a:p></p:notes>',
  })
  expect(await textOf('a.pptx', bytes)).toBe('Offering\nNotes: Say thanks.\n\nRent   $4,150')
})

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
  const source = join(folder, 'terms.rtf')
  await writeFile(source, String.raw`{\rtf1\ansi The seller delivers possession on May 4, 2026.\par}`)
  const profile = `-env:UserInstallation=file://${folder}/profile`
  await new Promise((resolve, reject) =>
    execFile(
      'soffice',
      ['--headless', profile, '--convert-to', 'doc', '--outdir', folder, source],
      (error) => (error ? reject(error) : resolve(null)),
    ),
  )
  const bytes = await (await import('node:fs/promises')).readFile(join(folder, 'terms.doc'))
  const other = await openReader({ processes: 1, tesseract: null, office, scratch: folder })
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

async function pdf(
  draw: (
    page: ReturnType<PDFDocument['addPage']>,
    font: Awaited<ReturnType<PDFDocument['embedFont']>>,
    file: PDFDocument,
  ) => void,
) {
  const file = await PDFDocument.create()
  draw(file.addPage([612, 792]), await file.embedFont(StandardFonts.Helvetica), file)
  return file.save()
}

describe('a PDF', () => {
  const sentence = 'The buyer shall deliver the deposit to escrow within three days.'
  test.each([0, 90, 180, 270])(
    'whose text is turned by %i degrees is read along its lines, and shown upright',
    async (angle) => {
      const start = { 0: [60, 700], 90: [100, 60], 180: [550, 100], 270: [500, 740] }[angle] as [
        number,
        number,
      ]
      const step = { 0: [0, -20], 90: [20, 0], 180: [0, 20], 270: [-20, 0] }[angle] as [number, number]
      const reading = await read(
        'a.pdf',
        await pdf((page, font) => {
          ;[sentence, 'Time is of the essence.'].forEach((line, index) => {
            page.drawText(line, {
              x: start[0] + step[0] * index,
              y: start[1] + step[1] * index,
              size: 12,
              font,
              rotate: degrees(angle),
            })
          })
        }),
      )
      const [page] = reading.pages
      expect(page?.text).toBe(`${sentence}\nTime is of the essence.`)
      expect((page?.words[1]?.x0 ?? 0) - (page?.words[0]?.x0 ?? 0)).toBeGreaterThan(0)
    },
  )

  test('with a stamp up its margin keeps both, each on a line of its own', async () => {
    const text = await textOf(
      'a.pdf',
      await pdf((page, font) => {
        page.drawText(sentence, { x: 60, y: 400, size: 12, font })
        page.drawText('Recorded 2026-0117', { x: 20, y: 350, size: 9, font, rotate: degrees(90) })
      }),
    )
    expect(text.split('\n')).toEqual([sentence, 'Recorded 2026-0117'])
  })

  test('printed bold by printing twice has its words once, and doubled letters stay', async () => {
    const text = await textOf(
      'a.pdf',
      await pdf((page, font) => {
        for (const shift of [0, 0.5])
          page.drawText('Bill of Sale 77', { x: 60 + shift, y: 700, size: 14, font })
      }),
    )
    expect(text).toBe('Bill of Sale 77')
  })

  test('with space between its letters has its words and sums whole', async () => {
    const text = await textOf(
      'a.pdf',
      await pdf((page, font) => {
        ;[...'TOTAL $41,250.00'].forEach((letter, index) => {
          if (letter !== ' ') page.drawText(letter, { x: 60 + index * 13, y: 700, size: 11, font })
        })
        page.drawText('Exhibits A B C and D follow.', { x: 60, y: 600, size: 11, font })
      }),
    )
    expect(text).toBe('TOTAL $41,250.00\nExhibits A B C and D follow.')
  })

  test('has its form filled in where the fields stand', async () => {
    const text = await textOf(
      'a.pdf',
      await pdf((page, font, file) => {
        page.drawText('Leased:', { x: 60, y: 700, size: 12, font })
        page.drawText('Kind:', { x: 60, y: 660, size: 12, font })
        page.drawText('Pays:', { x: 60, y: 620, size: 12, font })
        const form = file.getForm()
        const box = form.createCheckBox('leased')
        box.addToPage(page, { x: 120, y: 697, width: 12, height: 12 })
        box.check()
        const list = form.createDropdown('kind')
        list.setOptions(['Condo', 'Triplex'])
        list.select('Triplex')
        list.addToPage(page, { x: 120, y: 656, width: 120, height: 16 })
        const radio = form.createRadioGroup('pays')
        radio.addOptionToPage('Buyer', page, { x: 120, y: 618, width: 12, height: 12 })
        radio.addOptionToPage('Seller', page, { x: 180, y: 618, width: 12, height: 12 })
        radio.select('Seller')
      }),
    )
    expect(text).toBe('Leased: ☒\nKind: Triplex\nPays: ☐ ☒ Seller')
  })

  test('of few letters keeps them', async () => {
    const reading = await read(
      'a.pdf',
      await pdf((page, font) => page.drawText('Lot 9', { x: 280, y: 60, size: 9, font })),
    )
    expect(reading.pages[0]).toMatchObject({ text: 'Lot 9', source: 'text_layer' })
  })
})

describe('text', () => {
  test.each([
    ['UTF-16 without a mark', Buffer.from('Deed of trust, 4 May 2026', 'utf16le')],
    ['the end that DOS wrote', 'Deed of trust, 4 May 2026\u001a\0\0\0'],
    ['a stray NUL', 'Deed of trust,\0 4 May 2026 and a longer line after it'],
  ])('with %s is read', async (_, bytes) => {
    expect((await textOf('a.txt', bytes)).replace(/ and a longer.*/, '')).toBe('Deed of trust, 4 May 2026')
  })

  test.each([
    ['<html><head><meta charset="windows-1251"></head><body>', [0xc4, 0xee, 0xec], 'Дом'],
    [
      '<html><head><meta http-equiv=Content-Type content="text/html; charset=iso-8859-2"></head><body>',
      [0xa3, 0xf3, 0x64, 0xbc],
      'Łódź',
    ],
    ['<html><head><meta charset="iso-8859-1"></head><body>', [0xc5, 0x81], 'Ł'],
  ])('of a page that declares %s is read in its charset', async (head, letters, expected) => {
    expect(await textOf('a.html', Buffer.concat([Buffer.from(head), Buffer.from(letters)]))).toBe(expected)
  })
})

describe('a mail', () => {
  const mail = (...lines: string[]) => lines.join('\r\n')
  test.each([
    ['few headers', mail('From: ana@example.com', 'Subject: Keys', '', 'Come by.')],
    [
      'a mailbox line before it',
      mail(
        'From ana@example.com Thu Nov  5 17:30:00 2026',
        'From: ana@example.com',
        'Subject: Keys',
        '',
        'Come by.',
      ),
    ],
    [
      'a very long block of headers',
      mail(
        ...Array.from({ length: 900 }, (_, i) => `X-Hop-${i}: ${'y'.repeat(60)}`),
        'From: ana@example.com',
        'Subject: Keys',
        '',
        'Come by.',
      ),
    ],
  ])('with %s is a mail', async (_, bytes) => {
    const reading = await read('note.eml', bytes)
    expect(reading).toMatchObject({ mime_type: 'message/rfc822', meta: { subject: 'Keys' } })
    expect(reading.pages.at(-1)?.text).toContain('Come by.')
  })

  test('that says only to view it as HTML is read from its HTML, and one with both from its text', async () => {
    const both = (text: string) =>
      mail(
        'From: ana@example.com',
        'To: bo@example.com',
        'Subject: Terms',
        'MIME-Version: 1.0',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        text,
        '--b',
        'Content-Type: text/html',
        '',
        '<p>The seller agrees to pay the transfer tax and the title premium.</p>',
        '--b--',
      )
    expect(await textOf('a.eml', both('View as HTML'))).toContain('transfer tax')
    const plain = await textOf('a.eml', both('The seller agrees to pay the transfer tax (as plain text).'))
    expect(plain).toContain('as plain text')
  })

  test.each([
    ['Mon, 16 Nov 2026 22:40:00 -0800', 'November 16, 2026, 22:40 -0800'],
    ['17 Nov 2026 00:10 +1300', 'November 17, 2026, 00:10 +1300'],
    ['Tue, 1 Dec 2026 23:59:59 GMT', 'December 1, 2026, 23:59 GMT'],
  ])('dated %s keeps the day of its sender', async (date, shown) => {
    const text = await textOf(
      'a.eml',
      mail(
        'From: ana@example.com',
        'To: bo@example.com',
        `Date: ${date}`,
        'Subject: Notice',
        '',
        'I identify it.',
      ),
    )
    expect(text).toContain(`Date: ${shown}`)
  })

  test('gives its attachments, named or not, but not its seal; the further mails of a mailbox are files too', async () => {
    const inner = mail('From: cy@example.com', 'Subject: Payoff letter', '', 'Due: $10.')
    const bytes = mail(
      'From a@example.com Thu Nov  5 17:30:00 2026',
      'From: a@example.com',
      'Subject: First',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See below.',
      '--b',
      'Content-Type: message/rfc822',
      '',
      inner,
      '--b',
      'Content-Type: application/pkcs7-signature; name=smime.p7s',
      'Content-Disposition: attachment; filename=smime.p7s',
      '',
      'x',
      '--b--',
      '',
      'From b@example.com Fri Nov  6 10:00:00 2026',
      'From: b@example.com',
      'Subject: Second',
      '',
      'More.',
    )
    const { children } = await read('box.mbox', bytes)
    expect(children.map((child) => child.filename)).toEqual(['Payoff letter.eml', 'Second.eml'])
  })
})

test('a table whose cells are parted by bars keeps its sums whole', async () => {
  expect(await textOf('a.csv', 'Payee|Amount\nPeak|18,400.00\nRoi|1,250.00\n')).toBe(
    'Payee   Amount\nPeak   18,400.00\nRoi   1,250.00',
  )
})
