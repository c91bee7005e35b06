import { openNumbering } from './docx-numbering.ts'
import { blocks, isOn, openFlow } from './flow-text.ts'
import { plainText } from './html.ts'
import type { Job } from './job.ts'
import { linked, mainPart, openParts, type Parts } from './office-parts.ts'
import { readRtf } from './read-rtf.ts'
import type { Parts as TextParts } from './read-text.ts'
import { attribute, child, decodeXml, descendants, nameOf, type XmlElement, type XmlNode } from './xml.ts'

/** All words of a Word document in order: headers, then the text, footers, notes and comments. */
export async function readDocx(job: Job): Promise<TextParts> {
  const parts = await openParts(job.input, job.limits)
  const main = mainPart(parts, 'word/document.xml')
  const body = lines(parts, main)
  const around = (type: string) => unique(linked(parts, main, type).map((name) => lines(parts, name)))
  const sections = [
    around('header'),
    body,
    around('footer'),
    [...notes(parts, main, 'footnotes'), ...notes(parts, main, 'endnotes')],
    linked(parts, main, 'diagramData').flatMap((name) => drawn(parts.xml(name))),
    linked(parts, main, 'chart').flatMap((name) => drawn(parts.xml(name))),
    comments(parts, main),
  ]
  return {
    text: sections
      .filter((section) => section.length > 0)
      .map((section) => section.join('\n'))
      .join('\n\n'),
  }
}

/** The lines of a part, without blank lines at the start and the end. */
function lines(parts: Parts, name: string): string[] {
  const numbering = openNumbering(parts, name)
  const flow = openFlow((node) => special(node, parts, name, numbering))
  const all = blocks(parts.xml(name), flow)
  const first = all.findIndex((line) => line.trim() !== '')
  const last = all.findLastIndex((line) => line.trim() !== '')
  return first < 0 ? [] : all.slice(first, last + 1)
}

function special(
  node: XmlElement,
  parts: Parts,
  part: string,
  numberOf: (paragraph: XmlElement) => string,
): string | undefined {
  switch (nameOf(node)) {
    case 'altChunk':
      return altChunk(parts, part, attribute(node, 'id') ?? '')
    case 'sdt':
      return checkBox(node)
    case 'pPr':
      return numberOf(node)
    // The text of notes and comments goes at the end.
    case 'footnote':
    case 'endnote':
      return /eparator/.test(attribute(node, 'type') ?? '') ? '' : undefined
    default:
      return undefined
  }
}

/** A content control that is a check box shows its character; if that is missing, its state. */
function checkBox(node: XmlElement): string | undefined {
  const box = child(child(node, 'sdtPr'), 'checkbox')
  if (!box) return undefined
  return isOn(child(box, 'checked')) ? '☒' : '☐'
}

/** Another document that was embedded in this one as a whole. */
function altChunk(parts: Parts, part: string, id: string): string {
  const name = parts.links(part).find((link) => link.id === id)?.target ?? ''
  const bytes = parts.bytes(name)
  if (!bytes) return ''
  if (/\.rtf$/i.test(name)) return readRtf(bytes)
  const text = decodeXml(bytes)
  return /<\w+[^>]*>/.test(text) ? plainText(text) : text
}

function notes(parts: Parts, main: string, type: string): string[] {
  return linked(parts, main, type).flatMap((name) => lines(parts, name))
}

function comments(parts: Parts, main: string): string[] {
  return linked(parts, main, 'comments').flatMap((name) => {
    const all = [...descendants(parts.xml(name), 'comment')]
    return all.flatMap((comment) => {
      const text = blocks(
        comment.children,
        openFlow(() => undefined),
      )
        .join(' ')
        .trim()
      const author = attribute(comment, 'author')
      return text === '' ? [] : [`Comment${author ? ` by ${author}` : ''}: ${text}`]
    })
  })
}

/** The words of diagrams and charts. */
function drawn(nodes: XmlNode[]): string[] {
  return [...descendants(nodes, 'p')].flatMap((paragraph) => {
    const text = blocks(
      [paragraph],
      openFlow(() => undefined),
    )
      .join(' ')
      .trim()
    return text === '' ? [] : [text]
  })
}

/** The header of the first page and that of the others often say the same. */
function unique(sections: string[][]): string[] {
  return [...new Map(sections.map((section) => [section.join('\n'), section])).values()].flat()
}
