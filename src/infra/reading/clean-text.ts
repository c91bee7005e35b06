/** Text that PostgreSQL and JSON accept: no NUL or other control characters, no lone surrogates, one newline. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .normalize('NFC')
}

/**
 * A name from inside a file, safe to show and to save: no folders, control characters, hidden names or endless names.
 */
export function cleanFilename(name: string | undefined, fallback: string): string {
  const last = cleanText(name ?? '')
    .split(/[\\/\n\t]/)
    .at(-1)
  const plain = (last ?? '')
    .replace(/[<>:"|?*\u202a-\u202e\u2066-\u2069]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (plain === '') return fallback
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? ''
  return plain.slice(0, plain.length - extension.length).slice(0, 120) + extension
}
