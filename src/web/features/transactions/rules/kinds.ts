import { CATEGORIES } from '#domains/documents/rules/categories.ts'
import { TYPE_NAMES } from '#domains/documents/rules/names.ts'
import type { DocumentType } from '#domains/documents/schema.ts'

type Kind = { document_type: DocumentType | null; document_category: string | null }

/** What can fill a required document: all documents of a type, or those of one category of it. */
export const KIND_CHOICES = (Object.keys(TYPE_NAMES) as DocumentType[]).map((type) => ({
  group: TYPE_NAMES[type],
  items: [
    { value: type, label: `${TYPE_NAMES[type]}, any` },
    ...Object.entries(CATEGORIES[type]).flatMap(([category, name]) =>
      name ? [{ value: `${type}/${category}`, label: name }] : [],
    ),
  ],
}))

export function kindValue({ document_type, document_category }: Kind): string | null {
  return document_type && [document_type, document_category].filter(Boolean).join('/')
}

export function kindOf(value: string | null): Kind {
  const [type, category = null] = (value ?? '').split('/')
  const known = KIND_CHOICES.some(({ items }) => items.some((item) => item.value === value))
  return { document_type: known ? (type as DocumentType) : null, document_category: known ? category : null }
}
