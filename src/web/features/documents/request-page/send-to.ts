import type { z } from 'zod'
import { requestPage } from '#domains/documents/requests/contract.ts'
import type { SentFile } from '#domains/documents/requests/schema.ts'
import { pathOf } from '#web/calls.ts'
import { type Report, sendForm } from '#web/features/documents/upload/senders.ts'
import type { Transfer } from '#web/features/documents/upload/transfer.ts'

/** One file on its way to those who requested it. It ends in no document: its sender does not see what becomes of it. */
export function sendTo(
  { token, item }: { token: string; item: string },
  file: File,
  report: Report,
  key: string,
): Transfer {
  const form = new FormData()
  form.append('file', file)
  const path = pathOf(requestPage.send, { token, item })
  const { ended, stop } = sendForm<z.infer<typeof SentFile>>(path, { 'idempotency-key': key }, form, report)
  return { ended: ended.then(() => ({ id: '' })), stop }
}
