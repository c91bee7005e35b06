import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { cleanText } from './clean-text.ts'
import { attribute, child, descendants, elements, nameOf, parseXml, textOf, type XmlElement } from './xml.ts'

/**
 * The words of a dynamic form that PDF.js can't lay out, straight from its XML: each field with its label and its data,
 * or its template's value if it has no data; last the data that no field shows.
 */
export async function xfaWords(bytes: Uint8Array): Promise<string | undefined> {
  const xml = await xfaXml(bytes)
  if (!xml) return undefined
  const nodes = parseXml(xml)
  const data = new Map([...descendants(nodes, 'data')].flatMap(({ children }) => leaves(elements(children))))
  const shown = new Set<string>()
  const lines = [...descendants(nodes, 'template')].flatMap((template) => words(template, data, shown))
  const left = [...data].flatMap(([name, value]) => (shown.has(name) ? [] : [`${name}: ${value}`]))
  const text = cleanText([...lines, ...left].join('\n'))
  return text.trim() === '' ? undefined : text
}

/** The form's XML is in parts, each a stream of its own, or in one. */
async function xfaXml(bytes: Uint8Array): Promise<Buffer | undefined> {
  const pdf = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false }).catch(
    () => undefined, // pdf-lib can't open it, so we can't either
  )
  if (!pdf || pdf.isEncrypted) return undefined
  const xfa = pdf.catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)?.lookup(PDFName.of('XFA'))
  const parts = xfa instanceof PDFArray ? xfa.asArray().map((_, index) => xfa.lookup(index)) : [xfa]
  const streams = parts.filter((part) => part instanceof PDFRawStream)
  return Buffer.concat(streams.map((stream) => decodePDFRawStream(stream).decode()))
}

function leaves(nodes: XmlElement[]): [string, string][] {
  return nodes.flatMap((node) => {
    const inside = elements(node.children)
    if (inside.length > 0) return leaves(inside)
    const text = textOf(node.children).trim()
    return text === '' ? [] : [[nameOf(node), text]]
  })
}

function words(node: XmlElement, data: Map<string, string>, shown: Set<string>): string[] {
  if (/^(?:hidden|inactive|invisible)$/.test(attribute(node, 'presence') ?? '')) return []
  return elements(node.children).flatMap((each) => {
    const name = nameOf(each)
    if (name === 'draw') return valueIn(each)
    if (name !== 'field') return words(each, data, shown)
    const field = attribute(each, 'name') ?? ''
    shown.add(field)
    const value = data.get(field)
    const caption = child(each, 'caption')
    return [...(caption ? valueIn(caption) : []), ...(value === undefined ? valueIn(each) : [value])]
  })
}

function valueIn(node: XmlElement): string[] {
  const text = textOf(child(node, 'value')?.children ?? [])
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' ? [] : [text]
}
