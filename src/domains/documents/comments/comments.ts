import type { NewComment } from '#domains/documents/comments/schema.ts'
import { documentCommented } from '#domains/documents/events.ts'
import { getDocument } from '#domains/documents/queries.ts'
import { getUser } from '#domains/identity/people/queries.ts'
import { publish } from '#infra/events.ts'
import type { Tx } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { insertComment } from './queries.ts'

/** Whoever sees a document may say something about it; it stands under its newest version. */
export async function commentDocument(tx: Tx, actor: Actor, document_id: string, input: NewComment) {
  const document = await getDocument(tx, actor.organization_id, document_id)
  const { display_name, email } = await getUser(tx, actor.user_id ?? '')
  const comment = await insertComment(tx, actor.organization_id, {
    document_id,
    version_number: document.version_number,
    page_number: input.page_number ?? null,
    user_id: actor.user_id,
    share_id: null,
    author_name: display_name ?? email,
    content: input.content,
  })
  await publish(tx, actor.organization_id, documentCommented, document_id, { comment_id: comment.id })
  return comment
}
