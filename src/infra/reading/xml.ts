import { parseDocument } from 'htmlparser2'
import { declaredCharset, decodeText } from './decode-text.ts'

/** Parses tolerantly and ignores the file's own entities: nothing is fetched and nothing multiplies. */
export function parseXml(bytes: Uint8Array): XmlNode[] {
  return parseDocument(decodeXml(bytes), { xmlMode: true }).children
}

export function decodeXml(bytes: Uint8Array): string {
  return decodeText(bytes, declaredCharset(bytes)) ?? ''
}

export type XmlNode = ReturnType<typeof parseDocument>['children'][number]
export type XmlElement = Extract<XmlNode, { attribs: Record<string, string> }>

export function isElement(node: XmlNode): node is XmlElement {
  return 'attribs' in node
}

/** The name without its prefix, which each program may choose. */
export function nameOf(node: XmlElement): string {
  return node.name.slice(node.name.indexOf(':') + 1)
}

/** An attribute by its name without prefix. */
export function attribute(node: XmlElement, name: string): string | undefined {
  const own = node.attribs[name]
  if (own !== undefined) return own
  return Object.entries(node.attribs).find(([key]) => key.endsWith(`:${name}`))?.[1]
}

export function elements(nodes: XmlNode[]): XmlElement[] {
  return nodes.filter(isElement)
}

export function child(node: XmlElement | undefined, name: string): XmlElement | undefined {
  return node && elements(node.children).find((each) => nameOf(each) === name)
}

/** All elements with this name below these, in file order. */
export function* descendants(nodes: XmlNode[], name: string): Generator<XmlElement> {
  for (const node of nodes) {
    if (!isElement(node)) continue
    if (nameOf(node) === name) yield node
    yield* descendants(node.children, name)
  }
}

export function textOf(nodes: XmlNode[]): string {
  return nodes
    .map((node) =>
      'data' in node && node.type !== 'comment' ? node.data : isElement(node) ? textOf(node.children) : '',
    )
    .join('')
}
