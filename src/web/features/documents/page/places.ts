import type { Extraction } from '#domains/documents/extractions/schema.ts'

type Box = NonNullable<Extraction['box']>
/** Where on the pages something stands; boxes are fractions of the page from its top left corner. */
export type Place = { id: string; page_number: number; boxes: Box[] }

/** Null where nothing is shown on the pages: what an earlier version said has no place in this one. */
export function placeOf({ id, page_number, box, from_earlier_version }: Extraction): Place | null {
  return page_number !== null && box && !from_earlier_version ? { id, page_number, boxes: [box] } : null
}

/** The words of a search as they may stand on a page: lower case, without quotes, operators and marks. */
export function wordsOf(q: string | undefined): string[] {
  const words = q?.toLowerCase().match(/(?<![\w-])-?[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu) ?? []
  return words
    .filter((word) => !word.startsWith('-') && !['or', 'and'].includes(word))
    .map((word) => word.replace(/[.,]+$/, ''))
}

/** Whether a word of the page is meant by one of the search: the stem is enough, as it is for the search itself. */
export function isHit(text: string, words: string[]): boolean {
  const plain = text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return (
    plain !== '' && words.some((word) => plain === word || (word.length > 3 && plain.startsWith(stem(word))))
  )
}

function stem(word: string): string {
  return word.replace(/(?:ing|ed|es|s)$/, '')
}
