import {
  attribute,
  child,
  descendants,
  elements,
  isElement,
  nameOf,
  textOf,
  type XmlElement,
  type XmlNode,
} from './xml.ts'

/** Handles the elements of one file format in the flow of paragraphs. Undefined: nothing special, look inside. */
export type Special = (node: XmlElement, flow: Flow) => string | undefined

/**
 * The running text of Word and PowerPoint: paragraphs, runs, tables, fields, boxes. `fields` are those still open,
 * `boxes` is the content that floats beside the current paragraph.
 */
export type Flow = { special: Special; fields: { value: string; shown: boolean }[]; boxes: string[] }

export function openFlow(special: Special): Flow {
  return { special, fields: [], boxes: [] }
}

/** Paragraphs and tables as lines. */
export function blocks(nodes: XmlNode[], flow: Flow): string[] {
  return elements(nodes).flatMap((node) => {
    const special = flow.special(node, flow)
    if (special !== undefined) return special === '' ? [] : special.split('\n')
    const name = nameOf(node)
    if (name === 'p') return paragraph(node, flow)
    if (name === 'tbl') return table(node, flow)
    if (/Pr$/.test(name) || GONE.has(name)) return []
    return blocks(chosen(node), flow)
  })
}

/** Text that a tracked change deleted or moved away, and field instructions that readers never see. */
const GONE = new Set(['del', 'moveFrom', 'delText', 'instrText', 'delInstrText', 'Fallback'])

function paragraph(node: XmlElement, flow: Flow): string[] {
  const outer = flow.boxes
  flow.boxes = []
  const text = inline(node.children, flow)
  const boxes = flow.boxes
  flow.boxes = outer
  return [...text.split('\n').map((line) => line.trimEnd()), ...boxes]
}

/** A table row becomes one line; a table that only lays out one column keeps its lines. */
function table(node: XmlElement, flow: Flow): string[] {
  return rowsOf(node).flatMap((row) => {
    const cells = cellsOf(row).map((cell) => blocks(cell.children, flow))
    const full = cells.filter((lines) => lines.some((line) => line.trim() !== ''))
    if (full.length <= 1) return full[0] ?? []
    return [
      cells
        .map((lines) => lines.join(' ').replace(/\s+/g, ' ').trim())
        .join('   ')
        .trimEnd(),
    ]
  })
}

/** Rows and cells may be wrapped in content controls and tracked insertions. */
function rowsOf(node: XmlElement): XmlElement[] {
  return elements(node.children).flatMap((each) =>
    nameOf(each) === 'tr' ? [each] : WRAPS.has(nameOf(each)) ? rowsOf(each) : [],
  )
}
function cellsOf(node: XmlElement): XmlElement[] {
  return elements(node.children).flatMap((each) =>
    nameOf(each) === 'tc' ? [each] : WRAPS.has(nameOf(each)) ? cellsOf(each) : [],
  )
}
const WRAPS = new Set(['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo'])

function inline(nodes: XmlNode[], flow: Flow): string {
  return nodes.map((node) => (isElement(node) ? piece(node, flow) : '')).join('')
}

const SIGNS: Record<string, string> = {
  tab: '\t',
  ptab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
  softHyphen: '',
}

function piece(node: XmlElement, flow: Flow): string {
  const special = flow.special(node, flow)
  if (special !== undefined) return show(special, flow)
  const name = nameOf(node)
  if (name === 't') return show(textOf(node.children), flow)
  if (Object.hasOwn(SIGNS, name)) return SIGNS[name] ?? ''
  if (name === 'fldChar') return field(node, flow)
  if (name === 'sym') return show(symbol(node), flow)
  if (name === 'txbxContent') {
    flow.boxes.push(...blocks(node.children, flow))
    return ''
  }
  if (name === 'r' && isHidden(node)) return ''
  if (/Pr$/.test(name) || GONE.has(name)) return ''
  return inline(chosen(node), flow)
}

/** Of content stored in two forms, for new and old programs, the first that has words. */
function chosen(node: XmlElement): XmlNode[] {
  if (nameOf(node) !== 'AlternateContent') return node.children
  const forms = elements(node.children)
  const full = forms.find((form) => [...descendants(form.children, 't')].length > 0)
  return (full ?? forms[0])?.children ?? []
}

function isHidden(run: XmlElement): boolean {
  const vanish = child(child(run, 'rPr'), 'vanish')
  return vanish !== undefined && !/^(?:0|false|off)$/.test(attribute(vanish, 'val') ?? '')
}

function show(text: string, { fields }: Flow): string {
  if (text.trim() !== '') for (const open of fields) open.shown = true
  return text
}

/** A legacy form field stores its value at its start; it is used only if no result text shows it. */
function field(node: XmlElement, flow: Flow): string {
  const type = attribute(node, 'fldCharType')
  if (type === 'begin') flow.fields.push({ value: formValue(child(node, 'ffData')), shown: false })
  if (type !== 'end') return ''
  const ended = flow.fields.pop()
  return ended && !ended.shown ? show(ended.value, flow) : ''
}

function formValue(data: XmlElement | undefined): string {
  if (!data) return ''
  const box = child(data, 'checkBox')
  if (box) return isOn(child(box, 'checked') ?? child(box, 'default')) ? '☒' : '☐'
  const list = child(data, 'ddList')
  if (list) {
    const chosen = child(list, 'result') ?? child(list, 'default')
    const entries = elements(list.children).filter((each) => nameOf(each) === 'listEntry')
    const entry = entries[Number((chosen && attribute(chosen, 'val')) ?? 0)]
    return (entry && attribute(entry, 'val')) ?? ''
  }
  const typed = child(child(data, 'textInput'), 'default')
  return (typed && attribute(typed, 'val')) ?? ''
}

export function isOn(flag: XmlElement | undefined): boolean {
  return flag !== undefined && !/^(?:0|false|off)$/.test(attribute(flag, 'val') ?? '')
}

/** Check boxes are often characters of a symbol font, with its own codes. */
const WINGDINGS: Record<string, string> = {
  fe: '☒',
  fd: '☒',
  '78': '☒',
  fc: '✓',
  fb: '✗',
  a8: '☐',
  '6f': '☐',
  '71': '☐',
}

function symbol(node: XmlElement): string {
  const code = (attribute(node, 'char') ?? '')
    .toLowerCase()
    .replace(/^0*f0(?=..$)/, '')
    .replace(/^0+/, '')
  if (/wingdings/i.test(attribute(node, 'font') ?? '')) return WINGDINGS[code] ?? ''
  const point = Number.parseInt(attribute(node, 'char') ?? '', 16)
  return point > 0x20 && point < 0xe000 ? String.fromCodePoint(point) : ''
}
