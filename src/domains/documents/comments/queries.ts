import { sql } from 'kysely'
import type { Comment } from '#domains/documents/comments/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'

const COMMENT = [
  'id',
  'version_number',
  'page_number',
  'author_name',
  'author_kind',
  'audience',
  'content',
  'created_at',
] as const

/** Oldest first. Guests see only comments for guests; the database enforces that too. */
export function listComments(
  tx: Tx,
  organization_id: string,
  document_id: string,
  { audience, ...page }: PageAfter<string> & { audience?: 'guests' },
): Promise<Comment[]> {
  let query = tx
    .selectFrom('document_comments')
    .select(COMMENT)
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
  if (audience) query = query.where('audience', '=', audience)
  return readPage(query, 'id', page, 'oldest')
}

export async function getAuthorName(tx: Tx, user_id: string | null): Promise<string> {
  const row = await tx
    .selectFrom('users')
    .select((user) => user.fn.coalesce('display_name', 'email').as('name'))
    .where('id', '=', user_id)
    .executeTakeFirst()
  return found(row, 'user').name
}

/** Also the organization's own name. Guests see no members, so the database answers for them. */
export async function isNameOfMember(tx: Tx, organization_id: string, name: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select is_name_of_member(${organization_id}, ${name}) as taken`.execute(tx)
  return rows[0]?.taken ?? false
}

export type NewCommentRow = Omit<Comment, 'id' | 'created_at'> & {
  document_id: string
  user_id: string | null
  share_id: string | null
}

export function insertComment(tx: Tx, organization_id: string, comment: NewCommentRow): Promise<Comment> {
  return tx
    .insertInto('document_comments')
    .values({ organization_id, ...comment })
    .returning(COMMENT)
    .executeTakeFirstOrThrow()
}
