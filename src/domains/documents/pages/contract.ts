import { z } from 'zod'
import { Page } from '#domains/documents/schema.ts'
import { contract, get } from '#lib/contract.ts'

const query = z.object({ version_number: z.coerce.number().int().min(1).optional() })
export const page_number = z.coerce.number().int().min(1)
export const PictureQuery = z.object({ size: z.enum(['full', 'thumbnail']).default('full') })

/** What the pages of a version show; no fact changes it. */
export const pages = contract(
  { tag: 'documents', about: ['page'], who: 'documents.read', agents: false },
  {
    all: get('/documents/:id/pages', {
      summary: 'List the pages and their text',
      query,
      gives: z.object({ items: z.array(Page) }),
      whole: 'The pages of one document.',
    }),
    one: get('/documents/:id/pages/:page_number', {
      summary: 'Get a page with the positions of its words',
      params: { page_number },
      query,
      gives: Page,
    }),
    picture: get('/documents/:id/pages/:page_number/image', {
      summary: 'Get the image of a page',
      params: { page_number },
      query: query.extend(PictureQuery.shape),
      gives: 'file',
    }),
  },
)
