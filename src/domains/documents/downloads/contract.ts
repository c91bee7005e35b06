import { z } from 'zod'
import { ManyIds } from '#domains/documents/schema.ts'
import { contract, get, post } from '#lib/contract.ts'

const tag = 'documents'

export const downloads = contract(
  { tag, about: ['download'], who: 'documents.read' },
  {
    create: post('/downloads', {
      errors: ['missing'],
      summary: 'Create a download address that works for a minute; several documents come as a ZIP',
      takes: z.object({ ids: ManyIds, version_number: z.number().int().min(1).optional() }),
      gives: z.object({ url: z.string() }),
      status: 201,
      secret: true,
    }),
  },
)

/** What the holder of a download address may call. */
export const downloadPage = contract(
  { tag, about: ['download'], who: 'anybody' },
  {
    content: get('/downloads/:ticket', {
      errors: ['gone', 'unauthenticated', 'forbidden'],
      summary: 'Download from a download address',
      params: { ticket: z.string().max(200) },
      gives: 'file',
    }),
  },
)
