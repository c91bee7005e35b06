import { codePage } from './decode-text.ts'

/** Groups that hold no text of the document. */
const HIDDEN = new Set(
  'colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable listoverridetable generator xmlnstbl rsidtbl fldinst filetbl revtbl mmathPr pgptbl atnid atnref atntime bkmkstart bkmkend nonshppict'.split(
    ' ',
  ),
)
/** The character for each control word. A Map, because a word in the file may be a property that every object has. */
const SIGNS = new Map([
  ['par', '\n'],
  ['line', '\n'],
  ['page', '\n'],
  ['sect', '\n'],
  ['row', '\n'],
  ['tab', '\t'],
  ['cell', '   '],
  ['nestcell', '   '],
  ['nestrow', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
])

/** Code pages by a font's charset number; 0 and 1 mean the code page of the whole file. */
const FONT_PAGES: Record<string, number> = {
  '77': 10000,
  '128': 932,
  '129': 949,
  '134': 936,
  '136': 950,
  '161': 1253,
  '162': 1254,
  '163': 1258,
  '177': 1255,
  '178': 1256,
  '186': 1257,
  '204': 1251,
  '222': 874,
  '238': 1250,
}

/**
 * State that a group changes until it ends. `fonts`: inside the font table. `note`: where its comment starts in the
 * text.
 */
type Group = { hidden: boolean; fallback: number; font: string; fonts: boolean; note: number | null }

/**
 * A file being read. `codes`: bytes decoded once their run ends and the charset is known. `skip`: fallback characters
 * still to skip.
 */
type Rtf = {
  group: Group
  outer: Group[]
  font: string
  charset: string
  charsets: Map<string, string>
  codes: number[]
  skip: number
  notes: string[]
  text: string
}

const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi

/** The words of a rich text file, including headers, notes and comments, in file order. */
export function readRtf(bytes: Uint8Array): string {
  const group = { hidden: false, fallback: 1, font: '', fonts: false, note: null }
  const rtf: Rtf = {
    ...{ group, outer: [], font: '', charset: 'windows-1252', charsets: new Map() },
    ...{ codes: [], skip: 0, notes: [], text: '' },
  }
  for (const [, word, number = '', hex, sign, brace, plain] of Buffer.from(bytes)
    .toString('latin1')
    .matchAll(TOKEN)) {
    if (hex) addCode(rtf, Number.parseInt(hex, 16))
    else if (plain !== undefined) addPlain(rtf, plain)
    else if (word === 'bin') break
    else {
      flush(rtf)
      if (brace === '{') rtf.outer.push({ ...rtf.group })
      else if (brace === '}') endGroup(rtf)
      else if (sign === '*') rtf.group.hidden = true
      else if (sign) write(rtf, sign === '~' ? ' ' : sign === '_' ? '-' : /[\\{}]/.test(sign) ? sign : '')
      else if (word) obey(rtf, word, number)
    }
  }
  flush(rtf)
  return [rtf.text, ...rtf.notes]
    .join('\n')
    .replace(/[ \t]+\n/g, '\n')
    .trim()
}

function addCode(rtf: Rtf, code: number): void {
  if (rtf.skip > 0) rtf.skip -= 1
  else if (!rtf.group.hidden) rtf.codes.push(code)
}

function addPlain(rtf: Rtf, plain: string): void {
  const rest = plain.slice(rtf.skip)
  rtf.skip = Math.max(0, rtf.skip - plain.length)
  if (!rtf.group.hidden) rtf.codes.push(...Buffer.from(rest, 'latin1').subarray(0, 100_000))
}

function flush(rtf: Rtf): void {
  const own = rtf.charsets.get(rtf.group.font) ?? rtf.charset
  if (rtf.codes.length > 0) rtf.text += new TextDecoder(own).decode(Uint8Array.from(rtf.codes))
  rtf.codes = []
}

function write(rtf: Rtf, piece: string): void {
  if (!rtf.group.hidden) rtf.text += piece
}

/** A comment goes after the paragraph that it is about. */
function endGroup(rtf: Rtf): void {
  const { note } = rtf.group
  rtf.group = rtf.outer.pop() ?? rtf.group
  rtf.skip = 0
  if (note === null || rtf.group.note !== null) return
  rtf.notes.push(`Comment: ${rtf.text.slice(note).replace(/\s+/g, ' ').trim()}`)
  rtf.text = rtf.text.slice(0, note)
}

function obey(rtf: Rtf, word: string, number: string): void {
  const { group } = rtf
  const order = ORDERS.get(word)
  if (order) order(rtf, number)
  else if (HIDDEN.has(word)) group.hidden = true
  else if (word === 'par' && group.note === null) write(rtf, ['', ...rtf.notes.splice(0), ''].join('\n'))
  else write(rtf, SIGNS.get(word) ?? '')
}

const ORDERS = new Map<string, (rtf: Rtf, number: string) => void>(
  Object.entries<(rtf: Rtf, number: string) => void>({
    fonttbl: ({ group }) => Object.assign(group, { hidden: true, fonts: true }),
    f: ({ group }, number) => {
      group.font = number
    },
    fcharset: ({ group, charsets }, number) => {
      const page = FONT_PAGES[number]
      if (group.fonts && page) charsets.set(group.font, codePage(page))
    },
    deff: (rtf, number) => {
      rtf.font = number
      rtf.group.font = number
    },
    plain: (rtf) => {
      rtf.group.font = rtf.font
    },
    // Its star hides it only from programs that don't support comments.
    annotation: ({ group, outer, text }) =>
      Object.assign(group, { hidden: outer.at(-1)?.hidden ?? false, note: text.length }),
    ansicpg: (rtf, number) => {
      rtf.charset = codePage(Number(number))
    },
    uc: ({ group }, number) => {
      group.fallback = Number(number)
    },
    u: (rtf, number) => {
      write(rtf, String.fromCharCode(Number(number) & 0xffff))
      rtf.skip = rtf.group.fallback
    },
  }),
)
