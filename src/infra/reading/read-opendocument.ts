import { ODS } from './detect-type.ts'
import type { Job } from './job.ts'
import { openParts } from './office-parts.ts'
import type { Parts } from './read-text.ts'
import { ReadingError } from './reading-error.ts'
import {
  attribute,
  descendants,
  elements,
  isElement,
  nameOf,
  parseXml,
  type XmlElement,
  type XmlNode,
} from './xml.ts'
import { readZipEntry } from './zip-guard.ts'

/** Repeated cells and spaces are expanded up to this number. */
const REPEATS = 20

/** An OpenOffice text, sheet or presentation: headers and footers, the text, notes and comments. */
export async function readOpenDocument(job: Job): Promise<Parts> {
  const parts = await openParts(job.input, job.limits)
  const around = job.mime_type === ODS ? [] : unique(lines(mastersOf(parts.xml('styles.xml'))))
  return { text: [...around, ...lines(parts.xml('content.xml'))].join('\n') }
}

/** Throws when the file is password-protected: its parts are there, but can't be read. */
export async function refuseEncrypted(job: Job): Promise<void> {
  const manifest = await readZipEntry(job.input, 'META-INF/manifest.xml', 5_000_000)
  if (manifest && [...descendants(parseXml(manifest), 'encryption-data')].length > 0)
    throw new ReadingError('encrypted')
}

/** Of the styles, only what appears on pages: headers and footers. */
function mastersOf(nodes: XmlNode[]): XmlNode[] {
  return elements(nodes).flatMap((node) =>
    /^(?:header|footer)(?:-first|-left)?$/.test(nameOf(node)) ? node.children : mastersOf(node.children),
  )
}

const GONE = new Set([
  'tracked-changes',
  'automatic-styles',
  'font-face-decls',
  'forms',
  'scripts',
  'settings',
  'shapes-deleted',
])

function lines(nodes: XmlNode[]): string[] {
  return elements(nodes).flatMap((node) => {
    const name = nameOf(node)
    if (GONE.has(name)) return []
    if (name === 'p' || name === 'h') return paragraph(node)
    if (name === 'table-row') return row(node)
    if (name === 'page') return ['', ...lines(node.children)]
    return lines(node.children)
  })
}

/** A paragraph, followed by what is attached to it: notes, comments, boxes. */
function paragraph(node: XmlElement): string[] {
  const beside: string[] = []
  const text = inline(node.children, beside)
  return [...text.split('\n').map((line) => line.trimEnd()), ...beside]
}

function inline(nodes: XmlNode[], beside: string[]): string {
  return nodes
    .map((node) => {
      if (!isElement(node))
        return 'data' in node && node.type !== 'comment' ? node.data.replace(/\s+/g, ' ') : ''
      const name = nameOf(node)
      if (name === 's') return ' '.repeat(Math.min(REPEATS, Number(attribute(node, 'c') ?? 1)))
      if (name === 'tab') return '\t'
      if (name === 'line-break') return '\n'
      if (name === 'note' || name === 'annotation' || name === 'text-box') {
        beside.push(...noted(name, node))
        return ''
      }
      return inline(node.children, beside)
    })
    .join('')
}

function noted(name: string, node: XmlElement): string[] {
  const all = lines(node.children).filter((line) => line.trim() !== '')
  return name === 'annotation' && all.length > 0 ? [`Comment: ${all.join(' ')}`] : all
}

function row(node: XmlElement): string[] {
  const beside: string[] = []
  const cells = elements(node.children).flatMap((cell) => {
    if (!/^(?:covered-)?table-cell$/.test(nameOf(cell))) return []
    const text = elements(cell.children).flatMap((each) => {
      if (nameOf(each) !== 'annotation') return lines([each])
      beside.push(...noted('annotation', each))
      return []
    })
    const shown = text.join(' ').replace(/\s+/g, ' ').trim()
    const repeated = Number(attribute(cell, 'number-columns-repeated') ?? 1)
    return Array.from(
      { length: shown === '' ? Math.min(repeated, REPEATS) : Math.min(repeated, 200) },
      () => shown,
    )
  })
  const line = cells.join('   ').trimEnd()
  return line === '' ? beside : [line, ...beside]
}

function unique(all: string[]): string[] {
  return [...new Set(all)]
}
