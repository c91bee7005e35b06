import { useQuery } from '@tanstack/react-query'
import { pages } from '#domains/documents/pages/contract.ts'
import type { Document } from '#domains/documents/schema.ts'
import { answerTo } from '#web/calls.ts'

const FRESH_MS = 60_000

/** The pages of the newest version, once it has been read. */
export function usePagesOf({ id, version_number, status }: Document) {
  return useQuery({
    ...answerTo(pages.all, { id, version_number }),
    select: ({ items }) => items,
    staleTime: FRESH_MS,
    enabled: status !== 'processing',
  })
}
