import { codePage } from './decode-text.ts'

/** Groups that hold no text of the document. */
const HIDDEN = new Set(
  'fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable listoverridetable generator xmlnstbl rsidtbl fldinst filetbl revtbl mmathPr pgptbl atnid atnref atntime bkmkstart bkmkend nonshppict'.split(
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

type State = { hidden: boolean; fallback: number }

/** The words of a rich text file: headers, notes and comments too, in the order of the file. */
export function readRtf(bytes: Uint8Array): string {
  const source = Buffer.from(bytes).toString('latin1')
  const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi
  const stack: State[] = []
  let state: State = { hidden: false, fallback: 1 }
  let charset = 'windows-1252'
  let text = ''
  let codes: number[] = []
  let skip = 0
  const flush = () => {
    if (codes.length > 0) text += new TextDecoder(charset).decode(Uint8Array.from(codes))
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
      state = stack.pop() ?? state
      skip = 0
    } else if (sign === '*') state = { ...state, hidden: true }
    else if (sign) write(sign === '~' ? ' ' : sign === '_' ? '-' : /[\\{}]/.test(sign) ? sign : '')
    else if (word === 'bin') break
    else if (word === 'ansicpg') charset = codePage(Number(number))
    else if (word === 'uc') state = { ...state, fallback: Number(number) }
    else if (word === 'u') {
      write(String.fromCharCode(Number(number) & 0xffff))
      skip = state.fallback
    } else if (word && HIDDEN.has(word)) state = { ...state, hidden: true }
    else if (word) write(BREAKS[word] ?? SIGNS[word] ?? '')
  }
  flush()
  return text.replace(/[ \t]+\n/g, '\n').trim()
}
