import { Parser } from 'htmlparser2'
import type { Job } from './job.ts'
import { linked, mainPart, openParts, type Parts } from './office-parts.ts'
import type { Parts as TextParts } from './read-text.ts'
import { readFormats, type ShowCell } from './sheet-formats.ts'
import { attribute, child, decodeXml, descendants, textOf, type XmlElement } from './xml.ts'

/** A gap of more empty cells than this is not expanded. */
const WIDEST_GAP = 20

/** All sheets as Excel shows them: amounts, percentages, days and times in their formats, then notes and text boxes. */
export async function readXlsx(job: Job): Promise<TextParts> {
  const parts = await openParts(job.input, job.limits)
  const main = mainPart(parts, 'xl/workbook.xml')
  const show = readFormats(parts, main)
  const shared = linked(parts, main, 'sharedStrings').flatMap((name) =>
    [...descendants(parts.xml(name), 'si')].map(richText),
  )
  const targets = new Map(parts.links(main).map(({ id, target }) => [id, target]))
  const sheets = [...descendants(parts.xml(main), 'sheet')].map((sheet) => {
    const name = targets.get(attribute(sheet, 'id') ?? '') ?? ''
    const rows = readRows(decodeXml(parts.bytes(name) ?? Buffer.alloc(0)), shared, show)
    const beside = [...notes(parts, name), ...boxes(parts, name)]
    return [sheet.attribs.name ?? '', '', ...rows, ...(beside.length > 0 ? ['', ...beside] : [])].join('\n')
  })
  return { text: sheets.join('\n\n'), meta: { sheets: sheets.length } }
}

/** Text in runs of different formatting, without Japanese phonetic guides. */
function richText(node: XmlElement): string {
  return [...descendants(node.children, 't')]
    .filter((text) => !(text.parent && 'name' in text.parent && /rPh$/.test(text.parent.name)))
    .map((text) => textOf(text.children))
    .join('')
}

/** Row by row as the sheet is parsed: a large one would not fit into memory as a tree. */
function readRows(xml: string, shared: string[], show: ShowCell): string[] {
  const rows: string[] = []
  let row: string[] = []
  let cell = { column: 0, type: '', style: 0, value: '' }
  let inValue = false
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = tag.slice(tag.indexOf(':') + 1)
        if (name === 'row') row = []
        else if (name === 'c') {
          const column = columnOf(attributes.r) ?? cell.column + 1
          cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '' }
        } else if (name === 'v' || name === 't') inValue = true
        else if (name === 'sheetData') cell.column = -1
      },
      ontext(text) {
        if (inValue) cell.value += text
      },
      onclosetag(tag) {
        const name = tag.slice(tag.indexOf(':') + 1)
        if (name === 'v' || name === 't') inValue = false
        else if (name === 'c') {
          const gap = Math.min(cell.column - row.length, WIDEST_GAP)
          for (let empty = 0; empty < gap; empty += 1) row.push('')
          row.push(shownCell(cell, shared, show).replace(/\s+/g, ' ').trim())
        } else if (name === 'row') {
          cell.column = -1
          const line = row.join('   ').trimEnd()
          if (line !== '') rows.push(line)
        }
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return rows
}

function shownCell(
  { type, style, value }: { type: string; style: number; value: string },
  shared: string[],
  show: ShowCell,
): string {
  if (value === '') return ''
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'n') return show(Number(value), style)
  return value
}

/** A1 is column 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  return letters === undefined
    ? undefined
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function notes(parts: Parts, sheet: string): string[] {
  const threaded = linked(parts, sheet, 'threadedComment')
  const names = threaded.length > 0 ? threaded : linked(parts, sheet, 'comments')
  return names.flatMap((name) => {
    const xml = parts.xml(name)
    const plain = [...descendants(xml, 'comment')].map((note) => [note, richText(note)] as const)
    const thread = [...descendants(xml, 'threadedComment')].map(
      (note) => [note, textOf(child(note, 'text')?.children ?? [])] as const,
    )
    return [...plain, ...thread].map(
      ([note, text]) => `Note on ${note.attribs.ref}: ${text.replace(/\s+/g, ' ').trim()}`,
    )
  })
}

/** Text boxes and shapes that lie over the cells. */
function boxes(parts: Parts, sheet: string): string[] {
  return linked(parts, sheet, 'drawing').flatMap((name) =>
    [...descendants(parts.xml(name), 'p')].map((each) => richText(each).trim()).filter((text) => text !== ''),
  )
}
