import { sharedPage } from '#domains/documents/shares/contract.ts'
import type { AnswerOf } from '#lib/contract.ts'
import { call, type With } from '#web/calls.ts'

/** A link that was opened: what it leads to, and the ticket that its pages and its file are asked with. */
export type OpenLink = AnswerOf<typeof sharedPage.open> & { token: string }

export async function openLink(token: string, password?: string): Promise<OpenLink> {
  return { ...(await call(sharedPage.open, { token }, password ? { password } : {})), token }
}

export function withTicket({ ticket }: OpenLink): With {
  return { headers: { 'x-share-ticket': ticket } }
}
