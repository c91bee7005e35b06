import type { z } from 'zod'
import type { Comment } from '#domains/documents/comments/schema.ts'
import type { Tx } from '#infra/postgres.ts'

type CommentRow = z.infer<typeof Comment>
const COMMENT = ['id', 'version_number', 'page_number', 'author_name', 'content', 'created_at'] as const

export function listComments(tx: Tx, organization_id: string, document_id: string): Promise<CommentRow[]> {
  return tx
    .selectFrom('document_comments')
    .select(COMMENT)
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
    .orderBy('id')
    .limit(1000)
    .execute()
}

export type NewCommentRow = {
  document_id: string
  version_number: number
  page_number: number | null
  user_id: string | null
  share_id: string | null
  author_name: string
  content: string
}

export function insertComment(tx: Tx, organization_id: string, comment: NewCommentRow): Promise<CommentRow> {
  return tx
    .insertInto('document_comments')
    .values({ organization_id, ...comment })
    .returning(COMMENT)
    .executeTakeFirstOrThrow()
}
