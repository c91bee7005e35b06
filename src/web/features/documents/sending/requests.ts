import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { AskedDocument, SentFile } from '#domains/documents/requests/schema.ts'
import { type Report, sendForm } from '#web/features/documents/upload/senders.ts'
import type { Transfer } from '#web/features/documents/upload/transfer.ts'
import { readJson, send } from '#web/http.ts'

export const askedDocument = (token: string) =>
  queryOptions({
    queryKey: ['asked', token],
    retry: false,
    queryFn: async ({ signal }) =>
      readJson<AskedDocument>(
        await send(`/requested/${encodeURIComponent(token)}`, { method: 'GET', signal }),
      ),
  })

/** One file on its way to who asked. It ends in no document: whoever sends does not see what becomes of it. */
export function sendTo(token: string, file: File, report: Report, key: string): Transfer {
  const form = new FormData()
  form.append('file', file)
  const path = `/requested/${token}/files`
  const { ended, stop } = sendForm<z.infer<typeof SentFile>>(path, { 'idempotency-key': key }, form, report)
  return { ended: ended.then(() => ({ id: '' })), stop }
}

export const finishSending = (token: string, note: string) =>
  send(`/requested/${token}/done`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(note ? { note } : {}),
  })
