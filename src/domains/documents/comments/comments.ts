import { logAccess } from '#domains/documents/access/queries.ts'
import type { Comment, NewComment, NewGuestComment } from '#domains/documents/comments/schema.ts'
import { documentCommented } from '#domains/documents/events.ts'
import { mayComment } from '#domains/documents/policy.ts'
import { getDocumentAndReach } from '#domains/documents/queries.ts'
import type { Link, LinkState } from '#domains/documents/shares/links/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { getAuthorName, insertComment, isNameOfMember, type NewCommentRow } from './queries.ts'

/** A member who sees a document comments on its newest version, for members only or also for guests. */
export async function commentDocument(
  tx: Tx,
  actor: Actor,
  document_id: string,
  { content, page_number, audience }: NewComment,
): Promise<Comment> {
  const { document, reach } = await getDocumentAndReach(tx, actor.organization_id, document_id)
  demand(mayComment(actor, document, reach, audience), 'comment on this document')
  demandPage(document.page_count, page_number)
  const { version_number } = document
  return addComment(tx, actor, {
    document_id,
    version_number,
    page_number: page_number ?? null,
    user_id: actor.user_id,
    share_id: null,
    author_name: await getAuthorName(tx, actor.user_id),
    author_kind: 'member',
    audience,
    content,
  })
}

/**
 * The holder of a link for comments is a guest, whatever name they choose, and chooses none by which they would pass for
 * a member.
 */
export async function commentAsGuest(
  tx: Tx,
  actor: Actor,
  { document_id, share_id }: Link,
  { access_type, version_number, page_count }: LinkState,
  { content, page_number, author_name }: NewGuestComment,
): Promise<Comment> {
  demand(access_type === 'comment', 'comment on this document')
  demandPage(page_count, page_number)
  if (await isNameOfMember(tx, actor.organization_id, author_name))
    throw new AppError('invalid', 'This name can’t be used here. Enter another, such as your first name.', {
      issues: [{ field: 'author_name', reason: 'can’t be used here' }],
    })
  return addComment(tx, actor, {
    document_id,
    version_number,
    page_number: page_number ?? null,
    user_id: null,
    share_id,
    author_name,
    author_kind: 'guest',
    audience: 'guests',
    content,
  })
}

/** A comment on a page is on one that there is; of a file without pages nobody knows. */
function demandPage(page_count: number | null, page_number: number | null | undefined): void {
  if (!page_number || page_count === null || page_number <= page_count) return
  throw new AppError('invalid', `The document has ${page_count} pages.`, {
    issues: [{ field: 'page_number', reason: `is beyond the last page, ${page_count}` }],
  })
}

/** Every comment leaves the same records: a fact, and an entry in the document's log. */
async function addComment(tx: Tx, actor: Actor, row: NewCommentRow): Promise<Comment> {
  const { document_id, version_number, share_id, author_kind } = row
  const comment = await insertComment(tx, actor.organization_id, row)
  await publish(tx, actor.organization_id, documentCommented, document_id, {
    comment_id: comment.id,
    author_kind,
  })
  await logAccess(tx, actor, { document_id, version_number, share_id, action: 'comment' })
  return comment
}
