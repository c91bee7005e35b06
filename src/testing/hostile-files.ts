import JSZip from 'jszip'
import { makePdf } from './files.ts'

async function bomb(): Promise<Buffer> {
  const zip = new JSZip()
  zip.file('xl/worksheets/sheet1.xml', Buffer.alloc(210_000_000))
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } })
}

/** Files that no import accepts, and a part of the sentence that says why. */
export const HOSTILE_FILES: [string, () => Promise<string | Buffer> | string | Buffer, string][] = [
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
    'isn’t a file of',
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
