import type { DocumentQuery } from './requests.ts'

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
export type FacetName = 'document_type' | 'status' | 'tag' | 'uploaded_by'

export function toQuery(view: DocumentView, fixed: DocumentQuery = {}): DocumentQuery {
  return { ...view, ...fixed, facets: true, limit: 100 }
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
