import { z } from 'zod'
import { Comment, NewGuestComment } from '#domains/documents/comments/schema.ts'
import { PictureQuery, page_number } from '#domains/documents/pages/contract.ts'
import { Page } from '#domains/documents/schema.ts'
import { contract, get, page, post, remove } from '#lib/contract.ts'
import { CreatedShare, NewShare, Share, SharedDocument } from './schema.ts'

const tag = 'shares'

export const shares = contract(
  { tag, about: ['document'], who: 'documents.share' },
  {
    all: page('/documents/:id/shares', {
      summary: 'List the shares of a document, newest first',
      who: 'documents.read',
      item: Share,
      by: ['id'],
    }),
    create: post('/documents/:id/shares', {
      summary: 'Share a document by link or with a colleague',
      takes: NewShare,
      gives: CreatedShare,
      status: 201,
      secret: true,
    }),
    revoke: remove('/documents/:id/shares/:share_id', { summary: 'Revoke a share', agents: false }),
  },
)

const params = { token: z.string().min(20).max(200) }
/** If a client can't send the header x-share-ticket, the ticket is in the address. */
const query = z.object({ ticket: z.string().max(4000).optional() })

/**
 * What the holder of a link may call: first the link itself with its password, then everything else with the ticket
 * that it returns.
 */
export const sharedPage = contract(
  {
    errors: ['unauthenticated', 'gone', 'forbidden', 'out_of_range'],
    tag,
    about: ['shared_page'],
    who: 'anybody',
  },
  {
    open: post('/shared/:token', {
      summary: 'Open a link',
      params,
      takes: z.object({ password: z.string().max(200).optional() }).default({}),
      gives: SharedDocument.extend({ ticket: z.string() }),
      limit: 60,
    }),
    pages: get('/shared/:token/pages', {
      summary: 'List the pages of a shared document',
      params,
      query,
      gives: z.object({ items: z.array(Page) }),
      whole: 'The pages of one document.',
    }),
    picture: get('/shared/:token/pages/:page_number/image', {
      summary: 'Get the image of a page of a shared document',
      params: { ...params, page_number },
      query: query.extend(PictureQuery.shape),
      gives: 'file',
    }),
    content: get('/shared/:token/content', {
      summary: 'Download a shared document, where that is allowed',
      params,
      query,
      gives: 'file',
    }),
  },
)

export const sharedComments = contract(
  { errors: ['unauthenticated', 'gone', 'forbidden'], tag, about: ['shared_comment'], who: 'anybody' },
  {
    all: page('/shared/:token/comments', {
      summary: 'List the comments that guests can read, behind a link for comments',
      params,
      query,
      item: Comment,
      by: ['id'],
    }),
    create: post('/shared/:token/comments', {
      summary: 'Add a comment as a guest',
      params,
      query,
      takes: NewGuestComment,
      gives: Comment,
      status: 201,
      limit: 60,
    }),
  },
)
