import { posix } from 'node:path'
import type { Limits } from './schema.ts'
import { descendants, parseXml, type XmlNode } from './xml.ts'
import { guardZip, readZip } from './zip-guard.ts'

export type Link = { id: string; type: string; target: string }

/** The XML parts of an OOXML file by name, each parsed on demand. */
export type Parts = {
  names: string[]
  bytes: (name: string) => Buffer | undefined
  xml: (name: string) => XmlNode[]
  /** The files inside the archive that a part links to, in file order; '' is the archive itself. */
  links: (name: string) => Link[]
}

/** Checks the archive, then opens the parts that hold words. Pictures and programs stay compressed. */
export async function openParts(
  path: string,
  limits: Pick<Limits, 'entries' | 'expanded_bytes'>,
): Promise<Parts> {
  await guardZip(path, limits)
  const contents = await readZip(
    path,
    (name) => !/\/media\/|\.(?:bin|png|jpe?g|gif|emf|wmf|ttf|odttf)$/i.test(name),
  )
  const bytes = (name: string) => contents.get(name)
  const xml = (name: string) => {
    const content = bytes(name)
    return content ? parseXml(content) : []
  }
  return {
    names: [...contents.keys()],
    bytes,
    xml,
    links: (name) => linksOf(name, xml(relationsOf(name))),
  }
}

function relationsOf(name: string): string {
  return name === ''
    ? '_rels/.rels'
    : `${posix.join(posix.dirname(name), '_rels', posix.basename(name))}.rels`
}

function linksOf(name: string, relations: XmlNode[]): Link[] {
  return [...descendants(relations, 'Relationship')].flatMap((relation) => {
    const { Id: id = '', Type = '', Target: target = '', TargetMode } = relation.attribs
    if (TargetMode === 'External' || target === '') return []
    const folder = name === '' ? '' : posix.dirname(name)
    const whole = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target))
    return [{ id, type: Type.slice(Type.lastIndexOf('/') + 1), target: whole }]
  })
}

/** The main part of a file: its document, workbook or presentation. */
export function mainPart(parts: Parts, usual: string): string {
  return parts.links('').find(({ type }) => type === 'officeDocument')?.target ?? usual
}

/** The targets that a part links to with one of these types. */
export function linked(parts: Parts, name: string, type: string): string[] {
  return parts.links(name).flatMap((link) => (link.type === type ? [link.target] : []))
}
