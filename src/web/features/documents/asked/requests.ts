import { infiniteQueryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { DocumentRequest, NewDocumentRequest } from '#domains/documents/requests/schema.ts'
import { get, post, remove } from '#web/api.ts'

type Page = { items: DocumentRequest[]; next_cursor: string | null }

/** Under `documents`, so that whatever arrives makes them old. */
export const documentRequests = infiniteQueryOptions({
  queryKey: ['documents', 'requests'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) => get<Page>('/document-requests', { cursor: pageParam }, signal),
  getNextPageParam: ({ next_cursor }) => next_cursor,
})

export const askFor = (input: z.input<typeof NewDocumentRequest>) =>
  post<DocumentRequest>('/document-requests', input)
export const remind = (id: string) => post<DocumentRequest>(`/document-requests/${id}/remind`)
export const extend = (id: string, expires_in_days: number) =>
  post<DocumentRequest>(`/document-requests/${id}/extend`, { expires_in_days })
export const close = (id: string) => post<DocumentRequest>(`/document-requests/${id}/close`)
export const withdraw = (id: string) => remove(`/document-requests/${id}`)
