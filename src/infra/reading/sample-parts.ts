/** Office files, part by part, for the tests of reading. */
import JSZip from 'jszip'

export async function archive(files: Record<string, string | Uint8Array>): Promise<Buffer> {
  const zip = new JSZip()
  for (const [name, content] of Object.entries(files)) zip.file(name, content)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

export const links = (...targets: [id: string, type: string, target: string][]) =>
  `<Relationships>${targets.map(([id, type, target]) => `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`).join('')}</Relationships>`

export function docx(
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
export const p = (text: string, properties = '') => `<w:p>${properties}<w:r><w:t>${text}</w:t></w:r></w:p>`
