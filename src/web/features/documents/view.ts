import type { documents } from '#domains/documents/contract.ts'
import type { ArgsOf } from '#lib/contract.ts'

/** What the address of a list of documents says; the API takes the same words. Lists are separated by commas. */
export const VIEW_PARAMETERS = [
  'q',
  'document_type',
  'status',
  'tag',
  'uploaded_by',
  'visibility',
  'created_from',
  'created_to',
  'shared_with_me',
  'readable',
  'sort',
] as const
export type DocumentView = { [K in (typeof VIEW_PARAMETERS)[number]]?: string | undefined }
export type DocumentQuery = ArgsOf<typeof documents.all>
export type FacetName = 'document_type' | 'status' | 'tag' | 'uploaded_by'

/** What stands in an address goes to the API as it is, which refuses what it does not know. */
export function toQuery(view: DocumentView, fixed: DocumentQuery = {}): DocumentQuery {
  return { ...(view as DocumentQuery), ...fixed, facets: true, limit: 100 }
}

export function chosenOf(view: DocumentView, facet: FacetName): string[] {
  return view[facet]?.split(',').filter(Boolean) ?? []
}

export function toggled(view: DocumentView, facet: FacetName, value: string): DocumentView {
  const chosen = chosenOf(view, facet)
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return { ...view, [facet]: next.length ? next.join(',') : undefined }
}

export function isFiltered({ sort: _, ...filters }: DocumentView): boolean {
  return Object.values(filters).some(Boolean)
}
