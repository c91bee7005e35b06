export type Sheet = { headers: string[]; rows: string[][] }

const MOST_BYTES = 10_000_000

/** The first sheet of a CSV or XLSX file as text. Throws an Error with a sentence for the person. */
export async function readSheet(file: File): Promise<Sheet> {
  if (file.size > MOST_BYTES)
    throw new Error('This file is larger than 10 MB. Split it and import the parts.')
  const excel = /\.xlsx$/i.test(file.name)
  if (!excel && !/\.(csv|tsv|txt)$/i.test(file.name))
    throw new Error('Choose a CSV or XLSX file. Save other spreadsheets as one of those first.')
  const table = excel ? await readWorkbook(file) : await readText(file)
  return sheetOf(table)
}

/** The first line names the columns; lines that are empty are no rows. */
export function sheetOf(table: string[][]): Sheet {
  const [headers = [], ...rows] = table.filter((line) => line.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) throw new Error('This file has no rows below its header.')
  return {
    headers: headers.map((header, at) => header.trim() || `Column ${at + 1}`),
    rows: rows.map((row) => headers.map((_, at) => (row[at] ?? '').trim())),
  }
}

async function readText(file: File): Promise<string[][]> {
  const { default: papa } = await import('papaparse')
  return papa.parse<string[]>((await file.text()).replace(/^\ufeff/, '')).data
}

async function readWorkbook(file: File): Promise<string[][]> {
  const { readSheet: read } = await import('read-excel-file/browser')
  return (await read(file).catch(unreadable)).map((row) => row.map(textOf))
}

function unreadable(): never {
  throw new Error('This workbook couldn’t be read. Save it as CSV and try again.')
}

/** A date in a workbook is a moment at midnight UTC; people mean the day. */
export function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}
