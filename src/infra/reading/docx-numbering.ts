import { linked, type Parts } from './office-parts.ts'
import { attribute, child, descendants, elements, nameOf, type XmlElement } from './xml.ts'

type Level = { format: string; pattern: string; start: number }
type List = { levels: Level[]; counts: number[] }

/**
 * The numbers that Word puts before paragraphs and doesn't store as text: "2.1", "(a)". Returns the number for a
 * paragraph with these properties and keeps counting.
 */
export function openNumbering(parts: Parts, main: string): (properties: XmlElement) => string {
  const lists = readLists(parts, main)
  const styles = readStyles(parts, main)
  return (properties) => {
    const style = attributeOf(child(properties, 'pStyle'))
    const own = child(properties, 'numPr')
    const numbered = own ?? (style ? styles.get(style) : undefined)
    const list = lists.get(attributeOf(child(numbered, 'numId')) ?? '')
    const depth = Number(attributeOf(child(numbered, 'ilvl')) ?? 0)
    const level = list?.levels[depth]
    if (!list || !level) return ''
    list.counts[depth] = (list.counts[depth] ?? level.start - 1) + 1
    list.counts.length = depth + 1
    const label = labelOf(list, level)
    return label === '' ? '' : `${label} `
  }
}

function labelOf({ levels, counts }: List, level: Level): string {
  if (level.format === 'bullet') return '•'
  if (level.format === 'none') return ''
  return level.pattern.replace(/%(\d)/g, (_, place) => {
    const at = Number(place) - 1
    return write(counts[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? 'decimal')
  })
}

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function write(count: number, format: string): string {
  if (/Letter$/.test(format)) {
    const letter = String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.min(9, Math.ceil(count / 26)))
    return format === 'upperLetter' ? letter.toUpperCase() : letter
  }
  if (/Roman$/.test(format) && count < 4_000) {
    let rest = count
    let roman = ''
    for (const [value, sign] of ROMAN) for (; rest >= value; rest -= value) roman += sign
    return format === 'upperRoman' ? roman.toUpperCase() : roman
  }
  return format === 'decimalZero' ? String(count).padStart(2, '0') : String(count)
}

function readLists(parts: Parts, main: string): Map<string, List> {
  const xml = linked(parts, main, 'numbering').flatMap((name) => parts.xml(name))
  const kinds = new Map<string, Level[]>()
  for (const kind of descendants(xml, 'abstractNum'))
    kinds.set(attribute(kind, 'abstractNumId') ?? '', levelsOf(kind))
  // Lists of one kind continue each other's count.
  const counts = new Map<string, number[]>()
  return new Map(
    [...descendants(xml, 'num')].map((list) => {
      const kind = attributeOf(child(list, 'abstractNumId')) ?? ''
      const levels = [...(kinds.get(kind) ?? [])]
      const overrides = elements(list.children).filter((each) => nameOf(each) === 'lvlOverride')
      for (const override of overrides) {
        const at = Number(attribute(override, 'ilvl') ?? 0)
        const start = Number(attributeOf(child(override, 'startOverride')) ?? levels[at]?.start ?? 1)
        const changed = child(override, 'lvl')
        const level = changed ? levelOf(changed) : levels[at]
        if (level) levels[at] = { ...level, start }
      }
      const shared = overrides.length > 0 ? [] : (counts.get(kind) ?? [])
      if (overrides.length === 0) counts.set(kind, shared)
      return [attribute(list, 'numId') ?? '', { levels, counts: shared }]
    }),
  )
}

function levelsOf(kind: XmlElement): Level[] {
  return elements(kind.children).flatMap((each) => (nameOf(each) === 'lvl' ? [levelOf(each)] : []))
}

function levelOf(level: XmlElement): Level {
  return {
    format: attributeOf(child(level, 'numFmt')) ?? 'decimal',
    pattern: attributeOf(child(level, 'lvlText')) ?? '',
    start: Number(attributeOf(child(level, 'start')) ?? 1),
  }
}

/** The numbering that a style gives its paragraphs. */
function readStyles(parts: Parts, main: string): Map<string, XmlElement> {
  const xml = linked(parts, main, 'styles').flatMap((name) => parts.xml(name))
  const numbered = new Map<string, XmlElement>()
  for (const style of descendants(xml, 'style')) {
    const numbering =
      child(child(style, 'pPr'), 'numPr') ?? numbered.get(attributeOf(child(style, 'basedOn')) ?? '')
    const id = attribute(style, 'styleId')
    if (id && numbering) numbered.set(id, numbering)
  }
  return numbered
}

function attributeOf(node: XmlElement | undefined): string | undefined {
  return node && attribute(node, 'val')
}
