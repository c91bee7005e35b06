import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Comment } from '#domains/documents/comments/schema.ts'
import type {
  AccessEntry,
  BulkChange,
  BulkResult,
  DocumentDetail,
  DocumentList,
  Extraction,
  Page,
  Usage,
} from '#domains/documents/schema.ts'
import type { Share } from '#domains/documents/shares/schema.ts'
import type { Comparison, Version } from '#domains/documents/versions/schema.ts'
import { get, getAll, getBlob, post } from '#web/api.ts'
import { followDownload } from '#web/kit/downloads.ts'

type Items<T> = { items: T[]; next_cursor?: string | null }
export type DocumentQuery = Record<string, string | number | boolean | undefined>
export type CommentItem = z.infer<typeof Comment>
export type ComparisonAnswer = z.infer<typeof Comparison>

/** Every key begins with `documents`, so that one fact makes all of them old. */
export const documentList = (query: DocumentQuery) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'list', query],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      get<DocumentList>('/documents', { ...query, cursor: pageParam }, signal),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })

export const documentsFound = (query: DocumentQuery) =>
  queryOptions({
    queryKey: ['documents', 'found', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<DocumentList>('/documents', query, signal),
  })

export const usage = queryOptions({
  queryKey: ['documents', 'usage'],
  queryFn: ({ signal }) => get<z.infer<typeof Usage>>('/documents/usage', {}, signal),
})

export const oneDocument = (id: string) =>
  queryOptions({
    queryKey: ['documents', id],
    queryFn: ({ signal }) => get<DocumentDetail>(`/documents/${id}`, {}, signal),
  })

const part = <T>(id: string, name: string) =>
  queryOptions({
    queryKey: ['documents', id, name],
    queryFn: ({ signal }) => getAll<T>(`/documents/${id}/${name}`, signal),
  })

export const extractionsOf = (id: string) => part<Extraction>(id, 'extractions')
export const versionsOf = (id: string) => part<Version>(id, 'versions')
export const sharesOf = (id: string) => part<Share>(id, 'shares')
export const commentsOf = (id: string) => part<CommentItem>(id, 'comments')

export const accessesOf = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['documents', id, 'accesses'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<Items<AccessEntry> & { next_cursor: string | null }>(
        `/documents/${id}/accesses`,
        { cursor: pageParam },
        signal,
      ),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })

/** What a version holds never changes, so it is asked for once. */
const FOREVER = { staleTime: Number.POSITIVE_INFINITY } as const

export const pagesOf = (id: string, version_number: number) =>
  queryOptions({
    queryKey: ['document-pages', id, version_number],
    queryFn: async ({ signal }) =>
      (await get<Items<Page>>(`/documents/${id}/pages`, { version_number }, signal)).items,
    staleTime: 60_000,
  })

export const pageWithWords = (id: string, version_number: number, page_number: number) =>
  queryOptions({
    ...FOREVER,
    queryKey: ['document-pages', id, version_number, page_number],
    queryFn: ({ signal }) => get<Page>(`/documents/${id}/pages/${page_number}`, { version_number }, signal),
  })

export const pagePicture = (
  id: string,
  version_number: number,
  page_number: number,
  size: 'full' | 'thumbnail',
) =>
  queryOptions({
    ...FOREVER,
    gcTime: 120_000,
    queryKey: ['document-pictures', id, version_number, page_number, size],
    queryFn: ({ signal }) =>
      getBlob(
        `/documents/${id}/pages/${page_number}/image?version_number=${version_number}&size=${size}`,
        signal,
      ),
  })

export const comparison = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['document-comparisons', id, from, to],
    queryFn: ({ signal }) => get<ComparisonAnswer>(`/documents/${id}/compare`, { from, to }, signal),
  })

export function changeMany(change: BulkChange): Promise<BulkResult> {
  return post<BulkResult>('/documents/bulk', change)
}

/** One file comes as it is, several as a ZIP, streamed by the browser's own download. */
export async function download(ids: string[], version_number?: number): Promise<void> {
  const { url } = await post<{ url: string }>('/downloads', {
    ids,
    ...(version_number ? { version_number } : {}),
  })
  followDownload(url)
}
