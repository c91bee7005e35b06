import { z } from 'zod'
import { documents } from '#domains/documents/contract.ts'
import { pages } from '#domains/documents/pages/contract.ts'
import { type MakeCall, MOST_CHARACTERS } from './calls.ts'

/** `deedline://documents/{id}` */
export const DOCUMENT_URI = 'deedline://documents/'

const Pages = z.object({ items: z.array(z.object({ page_number: z.number(), text: z.string() })) })
const Documents = z.object({
  items: z.array(z.object({ id: z.uuid(), title: z.string().nullable(), filename: z.string() })),
})

/** The text of a document from a page on, page by page, as much as can be read at once. Undefined: not found. */
export async function readDocumentText(
  make: MakeCall,
  id: string,
  from_page = 1,
): Promise<{ text: string } | { refusal: string }> {
  const answer = await make(pages.all, { id })
  if (!answer.ok) return { refusal: answer.text }
  const { items } = Pages.parse(JSON.parse(answer.text))
  const parts: string[] = []
  let length = 0
  for (const { page_number, text } of items.filter((page) => page.page_number >= from_page)) {
    const part = `--- Page ${page_number} of ${items.length} ---\n${text.slice(0, MOST_CHARACTERS)}`
    if (length > 0 && length + part.length > MOST_CHARACTERS) {
      parts.push(`The text goes on: ask for from_page ${page_number}.`)
      break
    }
    parts.push(part)
    length += part.length
  }
  return { text: parts.join('\n\n') || 'This document has no text.' }
}

/** The newest documents, for clients that offer them for choosing. */
export async function listDocumentResources(make: MakeCall) {
  const answer = await make(documents.all, { limit: 50, sort: 'newest' })
  if (!answer.ok) return []
  return Documents.parse(JSON.parse(answer.text)).items.map(({ id, title, filename }) => ({
    uri: `${DOCUMENT_URI}${id}`,
    name: filename,
    title: title ?? filename,
    mimeType: 'text/plain',
  }))
}
