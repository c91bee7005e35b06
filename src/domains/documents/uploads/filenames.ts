/** The rest of a name is ignored: the steps that follow are not linear in its length. */
const LONGEST = 1_000
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A name that every file system accepts: no path, no control characters, at most 255 bytes, with its extension kept.
 */
export function safeFilename(given: string): string {
  const end = given.slice(-LONGEST).toWellFormed().normalize('NFC')
  const last = end.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim()
    .replace(/[. ]+$/, '')
  const name = plain === '' ? 'document' : RESERVED.test(plain) ? `_${plain}` : plain
  const extension = extensionOf(name)
  const stem = extension ? name.slice(0, -(extension.length + 1)) : name
  const letters = [...stem]
  let bytes = Buffer.byteLength(stem) + Buffer.byteLength(extension) + 1
  while (bytes > 255) bytes -= Buffer.byteLength(letters.pop() ?? '')
  const cut = letters.join('')
  return extension ? `${cut}.${extension}` : cut
}

/** Lowercase, without the dot; empty if there is none. */
export function extensionOf(filename: string): string {
  return /\.([\p{L}\p{N}]{1,20})$/u.exec(filename)?.[1]?.toLowerCase() ?? ''
}

/** A document's title until it has been understood: its name, without separators and extension. */
export function titleOf(filename: string): string {
  const extension = extensionOf(filename)
  const stem = extension ? filename.slice(0, -(extension.length + 1)) : filename
  const words = stem.replaceAll(/[_]+/g, ' ').replaceAll(/\s+/g, ' ').trim()
  return words === '' ? filename : words
}
