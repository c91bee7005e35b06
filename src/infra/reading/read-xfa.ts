import type { PDFDocumentProxy } from 'pdfjs-dist'
import { cleanText } from './clean-text.ts'

type XfaNode = {
  name?: string
  value?: string
  attributes?: Record<string, unknown>
  children?: (XfaNode | null)[]
}

/** The pages of a dynamic form (XFA), which is a PDF in name only: its words and what was filled in, line by line. */
export function xfaText(pdf: PDFDocumentProxy): string | undefined {
  const root = (pdf as unknown as { allXfaHtml?: XfaNode | null }).allXfaHtml
  const lines = root ? linesOf(root) : []
  return lines.length > 0 ? cleanText(lines.join('\n')) : undefined
}

function linesOf(node: XfaNode): string[] {
  const { name = '', attributes = {}, children = [] } = node
  if (name === 'option' || name === 'style') return []
  if (name === 'input' || name === 'textarea' || name === 'select') return filled(node)
  const own = name === '#text' || children.length === 0 ? (node.value ?? '') : ''
  const inside = children.flatMap((child) => (child ? linesOf(child) : []))
  const label = attributes.hidden ? [] : own.trim() === '' ? [] : [own.trim()]
  return [...label, ...inside]
}

function filled({ name, value, attributes = {}, children = [] }: XfaNode): string[] {
  const type = attributes.type
  if (type === 'checkbox' || type === 'radio') return [attributes.checked ? '☒' : '☐']
  const chosen = children.find((option) => option?.attributes?.selected)
  const text = name === 'select' ? (chosen?.value ?? '') : String(attributes.value ?? value ?? '')
  return text.trim() === '' ? [] : [text.trim()]
}
