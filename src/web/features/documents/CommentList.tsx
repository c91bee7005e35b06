import { Group, Stack, Text } from '@mantine/core'
import { PersonChip } from '#web/kit/chips.tsx'
import { Moment } from '#web/kit/dates.tsx'
import type { CommentItem } from './requests.ts'

/** What was said, by colleagues and by who holds a link, in one order. */
export function CommentList({ comments }: { comments: CommentItem[] }) {
  if (comments.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nobody has said anything yet.
      </Text>
    )
  return (
    <Stack gap="md">
      {comments.map(({ id, author_name, content, page_number, version_number, created_at }) => (
        <article key={id}>
          <Group justify="space-between" gap="xs" wrap="nowrap" fz="sm">
            <PersonChip name={author_name} />
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {page_number ? `p. ${page_number} · ` : ''}version {version_number} · <Moment at={created_at} />
            </Text>
          </Group>
          <Text size="sm" pl={30} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {content}
          </Text>
        </article>
      ))}
    </Stack>
  )
}
