import { Badge } from '@mantine/core'
import type { Comment } from '#domains/documents/comments/schema.ts'
import { CommentThread } from '#web/kit/CommentThread.tsx'

/** What colleagues and people with a link said, in one order. */
export function CommentList({ comments }: { comments: Comment[] }) {
  const shown = comments.map(({ page_number, version_number, author_kind, audience, ...said }) => ({
    ...said,
    mark: <Mark author_kind={author_kind} audience={audience} />,
    about: `${page_number ? `p. ${page_number} · ` : ''}version ${version_number}`,
  }))
  return <CommentThread comments={shown} />
}

function Mark({ author_kind, audience }: Pick<Comment, 'author_kind' | 'audience'>) {
  if (author_kind === 'guest')
    return (
      <Badge color="amber" flex="none">
        Guest
      </Badge>
    )
  return (
    <Badge color="gray" flex="none">
      {audience === 'members' ? 'Internal' : 'Shared with guests'}
    </Badge>
  )
}
