import { CATEGORIES } from '#domains/documents/rules/categories.ts'
import type { Document } from '#domains/documents/schema.ts'

const KINDS = new Set(
  Object.entries(CATEGORIES).flatMap(([type, categories]) => [type, ...Object.keys(categories)]),
)

/** A tag that the reading gave: a type, a category, a year, or that it was scanned. Programs find by it; people have filters. */
export function isReadTag(tag: string): boolean {
  return KINDS.has(tag) || tag === 'scanned' || tag === 'unreadable' || /^(19|20)\d{2}$/.test(tag)
}

/** The tags that a person gave. */
export function ownTagsOf({ tags }: Pick<Document, 'tags'>): string[] {
  return tags.filter((tag) => !isReadTag(tag))
}

/** All tags of a document once its own are these. */
export function withOwnTags({ tags }: Pick<Document, 'tags'>, own: string[]): string[] {
  return [...new Set([...tags.filter(isReadTag), ...own])]
}
