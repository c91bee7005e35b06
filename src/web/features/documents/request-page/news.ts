import type { AskedDocument } from '#domains/documents/requests/schema.ts'

/** Whether there is something that the sender of the request has not heard of: a file that came since, or a note. */
export function hasNews({ received, submitted_at }: AskedDocument, note: string): boolean {
  if (submitted_at === null || note.trim() !== '') return true
  return received.some(({ created_at }) => Date.parse(created_at) > Date.parse(submitted_at))
}
