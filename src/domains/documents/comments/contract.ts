import { contract, page, post } from '#lib/contract.ts'
import { Comment, NewComment } from './schema.ts'

export const comments = contract(
  { tag: 'documents', about: ['document'] },
  {
    all: page('/documents/:id/comments', {
      summary: 'List comments, oldest first',
      who: 'documents.read',
      item: Comment,
      by: ['id'],
    }),
    create: post('/documents/:id/comments', {
      summary: 'Add a comment, for members only or also for guests',
      who: 'documents.comment',
      takes: NewComment,
      gives: Comment,
      status: 201,
    }),
  },
)
