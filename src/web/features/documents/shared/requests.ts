import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Page } from '#domains/documents/schema.ts'
import type { SharedDocument } from '#domains/documents/shares/schema.ts'
import type { CommentItem } from '#web/features/documents/requests.ts'
import { API, readJson, send } from '#web/http.ts'

/** A link that was opened: what it leads to, and the ticket that its pages and its file are asked with. */
export type OpenLink = z.infer<typeof SharedDocument> & { token: string; ticket: string }

export async function openLink(token: string, password?: string): Promise<OpenLink> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(password ? { password } : {}),
  }
  return { ...(await readJson<OpenLink>(await send(`/shared/${encodeURIComponent(token)}`, init))), token }
}

async function ask<T>({ token, ticket }: OpenLink, path: string, init: RequestInit = {}): Promise<T> {
  const headers = { ...init.headers, 'x-share-ticket': ticket }
  return readJson<T>(await send(`/shared/${token}/${path}`, { ...init, headers }))
}

export const sharedPages = (link: OpenLink) =>
  queryOptions({
    queryKey: ['shared', link.token, 'pages'],
    queryFn: async () => (await ask<{ items: Page[] }>(link, 'pages')).items,
  })

export const sharedPicture = (link: OpenLink, page_number: number) =>
  queryOptions({
    queryKey: ['shared', link.token, 'picture', page_number],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const headers = { 'x-share-ticket': link.ticket }
      return (
        await send(`/shared/${link.token}/pages/${page_number}/image`, { method: 'GET', headers, signal })
      ).blob()
    },
  })

export const sharedComments = (link: OpenLink) =>
  queryOptions({
    queryKey: ['shared', link.token, 'comments'],
    queryFn: async () => (await ask<{ items: CommentItem[] }>(link, 'comments')).items,
  })

export function comment(
  link: OpenLink,
  body: { content: string; author_name: string },
): Promise<CommentItem> {
  return ask(link, 'comments', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** The browser's own download cannot send a header, so the ticket stands in the address. */
export function contentAddress({ token, ticket }: OpenLink): string {
  return `${API}/shared/${token}/content?ticket=${encodeURIComponent(ticket)}`
}
