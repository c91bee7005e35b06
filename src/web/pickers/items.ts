import type { NewItem } from '#domains/documents/requests/schema.ts'

export type DraftItem = { title: string; explanation: string | null }
export const NO_ITEM: DraftItem = { title: '', explanation: null }

/** Lines that were left empty ask for nothing. */
export function namedItems(items: DraftItem[]): NewItem[] {
  return items
    .filter(({ title }) => title.trim() !== '')
    .map(({ title, explanation }) => ({ title, ...(explanation?.trim() && { explanation }) }))
}

/** A request that has no title of its own is called by its one document, or how many there are. */
export function titleOf(title: string, items: NewItem[]): string {
  return title.trim() || (items.length === 1 ? (items[0]?.title.trim() ?? '') : `${items.length} documents`)
}
