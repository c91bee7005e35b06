import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { unreadable } from './unreadable.ts'

const MOST_CHARACTERS = 1_000_000
const SLICE = 64 * 1024

/** The records of a text, read in slices so that nothing else waits for a large file. */
export async function* readCsv(text: string): AsyncGenerator<string[]> {
  const { separator, body } = separatorOf(text)
  const parser = Readable.from(slicesOf(body)).pipe(
    parse({
      ...{ delimiter: separator, relax_column_count: true, relax_quotes: true },
      ...{ skip_empty_lines: true, skip_records_with_empty_values: true, max_record_size: MOST_CHARACTERS },
    }),
  )
  try {
    for await (const record of parser) yield record as string[]
  } catch (error) {
    throw error instanceof CsvError ? unreadable(sentenceOf(error)) : error
  }
}

function* slicesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE)
}

function sentenceOf({ code, lines }: CsvError): string {
  const line = Number(lines) || 1
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return `A quotation mark that opens on line ${line} or before is never closed. Correct it and upload the file again.`
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `Line ${line} is longer than 1 MB. A quotation mark may be missing. Correct it and upload the file again.`
  return `Line ${line} can’t be read. Save the file as CSV again and upload the new copy.`
}

const SEPARATORS = [',', ';', '\t', '|']

/** The separator that the first line uses most outside of quotes; Excel may name it in a line of its own, "sep=;". */
function separatorOf(text: string): { separator: string; body: string } {
  const named = /^sep=(.)\r?\n/i.exec(text)
  if (named) return { separator: named[1] ?? ',', body: text.slice(named[0].length) }
  const counts = new Map(SEPARATORS.map((one) => [one, 0]))
  let quoted = false
  for (const character of text.trimStart().slice(0, SLICE)) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n' || character === '\r') break
    else if (counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const [separator = ','] = SEPARATORS.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  return { separator, body: text }
}
