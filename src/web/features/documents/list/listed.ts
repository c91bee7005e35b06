import { keepPreviousData } from '@tanstack/react-query'
import { documents } from '#domains/documents/contract.ts'
import { pagesOf } from '#web/calls.ts'
import { type DocumentQuery, type DocumentView, toQuery } from '#web/features/documents/view.ts'

/** The documents of a view, page by page; the rows stay while others are on their way. */
export function listed(view: DocumentView, fixed: DocumentQuery = {}) {
  return { ...pagesOf(documents.all, toQuery(view, fixed)), placeholderData: keepPreviousData }
}
