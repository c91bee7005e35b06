import { unreadable } from '#domains/identity/imports/reading/unreadable.ts'

const HEADERS = [
  ...([
    'Full name',
    'First name',
    'Last name',
    'Company',
    'Job title',
    'Email',
    'Second email',
    'Third email',
  ] as const),
  ...(['Mobile phone', 'Home phone', 'Work phone', 'Other phone', 'Fax'] as const),
  ...(['Street', 'Apartment or suite', 'City', 'State', 'ZIP code', 'Country'] as const),
  ...(['Work street', 'Work city', 'Work state', 'Work ZIP code', 'Tags', 'Birthday', 'Notes'] as const),
] as const
type Header = (typeof HEADERS)[number]
type Line = { name: string; types: string; value: string }

/** Between several values of a column, as in exports of Google. */
export const BETWEEN = ' ::: '

export const isVcard = (text: string) => /^\s*BEGIN:VCARD\s*$/im.test(text.slice(0, 1_000))

/** Each card of a file as a row, below the names of its columns. Reads versions 2.1, 3.0 and 4.0. */
export function* readVcards(text: string): Generator<string[]> {
  const cards = text.split(/^BEGIN:VCARD\s*$/im).slice(1)
  if (cards.length === 0) throw unreadable('This file has no contacts in it. Export them as vCard again.')
  yield [...HEADERS]
  for (const card of cards) {
    const row = rowOf(linesOf(card.split(/^END:VCARD/im)[0] ?? ''))
    yield HEADERS.map((header) => row.get(header)?.join(BETWEEN) ?? '')
  }
}

/** Long lines continue on the next, which begins with a space; in version 2.1, after an equals sign. */
function linesOf(card: string): Line[] {
  const joined = card
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]/g, '')
    .replaceAll(/^[^\n:]*QUOTED-PRINTABLE[^\n]*(?:=\n[^\n]*)*/gim, (line) => line.replaceAll(/=\n/g, ''))
  return joined.split('\n').flatMap((line) => {
    const parts = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line)
    if (!parts) return []
    const [, name = '', parameters = '', raw = ''] = parts
    const value = /QUOTED-PRINTABLE/i.test(parameters) ? quotedPrintable(raw) : raw
    return [{ name: name.toUpperCase(), types: parameters.toLowerCase(), value }]
  })
}

function quotedPrintable(text: string): string {
  const bytes = [...Buffer.from(text)]
  const read: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const code =
      bytes[at] === 0x3d
        ? /^[\da-f]{2}$/i.exec(String.fromCharCode(...bytes.slice(at + 1, at + 3)))?.[0]
        : undefined
    read.push(code ? Number.parseInt(code, 16) : (bytes[at] ?? 0))
    if (code) at += 2
  }
  return new TextDecoder().decode(Uint8Array.from(read))
}

function rowOf(lines: Line[]): Map<Header, string[]> {
  const row = new Map<Header, string[]>()
  const put = (header: Header, value: string | undefined) => {
    const text = unescaped(value ?? '').trim()
    if (text && !row.get(header)?.includes(text)) row.set(header, [...(row.get(header) ?? []), text])
  }
  const emails: Header[] = ['Email', 'Second email', 'Third email']
  for (const { name, types, value } of lines) {
    const parts = partsOf(value)
    if (name === 'FN') put('Full name', value)
    else if (name === 'N') putAll(put, ['Last name', 'First name'], parts)
    else if (name === 'ORG') put('Company', parts[0])
    else if (name === 'TITLE') put('Job title', value)
    else if (name === 'EMAIL') put(emails.find((header) => !row.has(header)) ?? 'Third email', value)
    else if (name === 'TEL') put(phoneOf(types), value.replace(/^tel:/i, '').replace(/;ext=/i, ' x'))
    else if (name === 'ADR' && types.includes('work'))
      putAll(put, ['Work street', 'Work city', 'Work state', 'Work ZIP code'], parts.slice(2))
    else if (name === 'ADR') {
      put('Apartment or suite', parts[1])
      putAll(put, ['Street', 'City', 'State', 'ZIP code', 'Country'], parts.slice(2))
    } else if (name === 'BDAY') put('Birthday', dayOf(value, types))
    else if (name === 'CATEGORIES') put('Tags', value)
    else if (name === 'NOTE') put('Notes', value)
  }
  // Names that are said in parts are not said again.
  if (row.has('First name') || row.has('Last name')) row.delete('Full name')
  if (row.get('Full name')?.[0] === row.get('Company')?.[0]) row.delete('Full name')
  return row
}

function putAll(
  put: (header: Header, value: string | undefined) => void,
  headers: Header[],
  values: string[],
): void {
  for (const [at, header] of headers.entries()) put(header, values[at])
}

/** The parts between semicolons that no backslash precedes. */
const partsOf = (value: string) => value.split(/(?<!\\);/)
const unescaped = (value: string) => value.replaceAll(/\\n/gi, '\n').replaceAll(/\\([\\,;:])/g, '$1')

function phoneOf(types: string): Header {
  if (types.includes('fax')) return 'Fax'
  if (/cell|mobile|iphone/.test(types)) return 'Mobile phone'
  if (types.includes('home')) return 'Home phone'
  if (/work|main/.test(types)) return 'Work phone'
  return types.includes('pref') || !types ? 'Mobile phone' : 'Other phone'
}

/** "19800512" and "1980-05-12T00:00:00Z" are days; Apple writes 1604 where the year is not known. */
function dayOf(value: string, types: string): string {
  const [, year, month, day] = /^(\d{4}|--)-?(\d{2})-?(\d{2})/.exec(value) ?? []
  if (!month) return value
  return year === '--' || year === '1604' || types.includes('omit-year')
    ? `--${month}-${day}`
    : `${year}-${month}-${day}`
}
