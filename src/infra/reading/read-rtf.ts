import { codePage } from './decode-text.ts'

/** Groups that hold no text of the document. */
const HIDDEN = new Set(
  'colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable listoverridetable generator xmlnstbl rsidtbl fldinst filetbl revtbl mmathPr pgptbl atnid atnref atntime bkmkstart bkmkend nonshppict'.split(
    ' ',
  ),
)
const BREAKS: Record<string, string> = {
  par: '\n',
  line: '\n',
  page: '\n',
  sect: '\n',
  row: '\n',
  tab: '\t',
  cell: '   ',
  nestcell: '   ',
  nestrow: '\n',
}
const SIGNS: Record<string, string> = {
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}

/** Code pages by the number that a font gives its charset; 0 and 1 are those of the whole file. */
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

/** `fonts`: in the table of fonts, of which only the charsets matter. `note`: where the comment began, in the text. */
type State = { hidden: boolean; fallback: number; font: string; fonts: boolean; note: number | null }

/** The words of a rich text file: headers, notes and comments too, in the order of the file. */
export function readRtf(bytes: Uint8Array): string {
  const source = Buffer.from(bytes).toString('latin1')
  const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi
  const stack: State[] = []
  let state: State = { hidden: false, fallback: 1, font: '', fonts: false, note: null }
  let usual = ''
  const notes: string[] = []
  const charsets = new Map<string, string>()
  let charset = 'windows-1252'
  let text = ''
  let codes: number[] = []
  let skip = 0
  const flush = () => {
    const own = charsets.get(state.font) ?? charset
    if (codes.length > 0) text += new TextDecoder(own).decode(Uint8Array.from(codes))
    codes = []
  }
  const write = (piece: string) => {
    flush()
    if (!state.hidden) text += piece
  }
  for (const [, word, number, hex, sign, brace, plain] of source.matchAll(token)) {
    if (hex) {
      if (skip > 0) skip -= 1
      else if (!state.hidden) codes.push(Number.parseInt(hex, 16))
      continue
    }
    if (plain !== undefined) {
      const rest = plain.slice(skip)
      skip = Math.max(0, skip - plain.length)
      if (!state.hidden) codes.push(...Buffer.from(rest, 'latin1').subarray(0, 100_000))
      continue
    }
    flush()
    if (brace === '{') stack.push({ ...state })
    else if (brace === '}') {
      const { note } = state
      state = stack.pop() ?? state
      if (note !== null && state.note === null) {
        notes.push(`Comment: ${text.slice(note).replace(/\s+/g, ' ').trim()}`)
        text = text.slice(0, note)
      }
      skip = 0
    } else if (sign === '*') state = { ...state, hidden: true }
    else if (sign) write(sign === '~' ? ' ' : sign === '_' ? '-' : /[\\{}]/.test(sign) ? sign : '')
    else if (word === 'bin') break
    else if (word === 'fonttbl') state = { ...state, hidden: true, fonts: true }
    else if (word === 'f') state = { ...state, font: number ?? '' }
    else if (word === 'fcharset') {
      const page = FONT_PAGES[number ?? '']
      if (state.fonts && page) charsets.set(state.font, codePage(page))
    } else if (word === 'deff') {
      usual = number ?? ''
      state = { ...state, font: usual }
    } else if (word === 'plain') state = { ...state, font: usual }
    else if (word === 'annotation') {
      // Its star hides it only from programs that know no comments.
      state = { ...state, hidden: stack.at(-1)?.hidden ?? false, note: text.length }
    } else if (word === 'par' && state.note === null) write(['', ...notes.splice(0), ''].join('\n'))
    else if (word === 'ansicpg') charset = codePage(Number(number))
    else if (word === 'uc') state = { ...state, fallback: Number(number) }
    else if (word === 'u') {
      write(String.fromCharCode(Number(number) & 0xffff))
      skip = state.fallback
    } else if (word && HIDDEN.has(word)) state = { ...state, hidden: true }
    else if (word) write(BREAKS[word] ?? SIGNS[word] ?? '')
  }
  flush()
  return [text, ...notes]
    .join('\n')
    .replace(/[ \t]+\n/g, '\n')
    .trim()
}
