import { readdirSync, readFileSync } from 'node:fs'
import { DOCUMENT_TYPES, type DocumentType } from '#domains/documents/schema.ts'
import type { Category } from '#domains/documents/understanding/model.ts'

/** The wording of one category's documents: their titles and their lines, with slots such as {date} to fill in. */
export type Family = Category & { titles: string[]; lines: string[] }

const FOLDER = new URL('./wording/', import.meta.url)

export function readFamilies(): Family[] {
  const files = readdirSync(FOLDER).filter((name) =>
    DOCUMENT_TYPES.includes(name.slice(0, -4) as DocumentType),
  )
  return files.toSorted().flatMap((name) => {
    const sections = readFileSync(new URL(name, FOLDER), 'utf8').split(/^== /m).slice(1)
    return sections.map((section) => {
      const [category = '', ...rows] = section.split('\n').filter(Boolean)
      return {
        document_type: name.slice(0, -4) as DocumentType,
        category,
        titles: rows.filter((row) => row.startsWith('# ')).map((row) => row.slice(2)),
        lines: rows.filter((row) => !row.startsWith('# ')),
      }
    })
  })
}

/** Lines that fit any document. */
export function readCommonLines(): string[] {
  return readFileSync(new URL('common.txt', FOLDER), 'utf8').split('\n').filter(Boolean)
}
