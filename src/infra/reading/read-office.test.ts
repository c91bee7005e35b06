import { describe, expect, test } from 'vitest'
import { sampleReader } from '#testing/sample-reader.ts'
import { archive, docx, links, p } from './sample-parts.ts'

const { textOf } = sampleReader()

describe('a Word document', () => {
  test('is read with its header, notes, comments, boxes, and embedded documents', async () => {
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

  test('shows checked and selected values, in controls, symbols and legacy form fields', async () => {
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

  test('has the numbers that Word puts before its paragraphs', async () => {
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

test('slides are read in order, with tables and notes', async () => {
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
