import { Remarks } from '#web/kit/Remarks.tsx'
import type { CommentItem } from './requests.ts'

/** What was said, by colleagues and by who holds a link, in one order. */
export function CommentList({ comments }: { comments: CommentItem[] }) {
  const remarks = comments.map(({ page_number, version_number, ...said }) => ({
    ...said,
    about: `${page_number ? `p. ${page_number} · ` : ''}version ${version_number}`,
  }))
  return <Remarks remarks={remarks} />
}
