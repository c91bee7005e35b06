/** The share of control bytes above which bytes are not text. Text may have a stray NUL or two. */
const CONTROLS = 0.02

/**
 * Decodes bytes by their byte order mark, as UTF-16 without one, as UTF-8, in the charset that the file declares, or
 * else as Windows-1252. Undefined for bytes that are not text. Drops what DOS adds at the end (Ctrl-Z, NUL).
 */
export function decodeText(bytes: Uint8Array, declared?: string): string | undefined {
  const wide = wideEncoding(bytes)
  if (wide) return trimEnd(new TextDecoder(wide).decode(bytes))
  if (!mayBeText(bytes)) return undefined
  return trimEnd(decode(bytes, declared))
}

function decode(bytes: Uint8Array, declared: string | undefined): string {
  // Bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever charset an old page declares.
  const utf8 = decodeAs('utf-8', bytes, true)
  const ascii = utf8 !== undefined && utf8.length === bytes.length
  if (utf8 !== undefined && (!ascii || !declared)) return utf8
  const named = declared && decodeAs(declared, bytes, false)
  return named ?? utf8 ?? new TextDecoder('windows-1252').decode(bytes)
}

/** Undefined when the bytes don't fit the charset, or the charset is unknown. */
function decodeAs(charset: string, bytes: Uint8Array, fatal: boolean): string | undefined {
  try {
    // A character cut at the end of a sample is not an error.
    return new TextDecoder(charset, { fatal }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

/** The charset that an HTML page or an XML file declares in its first lines. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1')
  const xml = /^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]+)/i.exec(start)
  const html = /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(start)
  return (xml ?? html)?.[1]
}

function mayBeText(bytes: Uint8Array): boolean {
  const content = bytes.subarray(0, endOf(bytes))
  let controls = 0
  let plain = 0
  for (const byte of content) {
    if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) controls += 1
    else if (byte < 127) plain += 1
  }
  if (controls === 0) return true
  return controls <= Math.max(2, content.length * CONTROLS) && plain > content.length * 0.7
}

/** Where the padding of NUL and Ctrl-Z starts. */
function endOf(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x1a)) end -= 1
  return end
}

/** Drops the padding of NUL and Ctrl-Z that DOS and mainframes add. */
function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && (text.charCodeAt(end - 1) === 0 || text.charCodeAt(end - 1) === 0x1a)) end -= 1
  return text.slice(0, end)
}

/**
 * Detects UTF-16 by its byte order mark, which MPEG audio shares, so letters must follow; or without one, if every
 * other byte is zero, as in Western text.
 */
export function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const sample = bytes.subarray(marked ? 2 : 0, 402)
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const half = sample.length / 2
  if (marked) return even + odd > half * 0.8 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : undefined
  if (bytes.length < 8) return undefined
  if (odd > half * 0.8 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.8 && odd < half * 0.05) return 'utf-16be'
  return undefined
}

/** Windows code pages that have names; the others use their number. */
const PAGES: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  10000: 'macintosh',
  20866: 'koi8-r',
  51932: 'euc-jp',
  65001: 'utf-8',
}

/** The charset for a code page number; an unknown one is read as Western. */
export function codePage(page: number): string {
  try {
    return new TextDecoder(PAGES[page] ?? `windows-${page}`).encoding
  } catch {
    return 'windows-1252'
  }
}
