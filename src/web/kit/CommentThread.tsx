import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PersonChip } from './chips.tsx'
import { Moment } from './dates.tsx'

type Entry = {
  id: string
  author_name: string | null
  /** What stands beside the name: who the author is to the reader, and who else reads it. */
  mark?: ReactNode
  content: string
  about: ReactNode
  created_at: string
}

/** Comments, oldest first: who wrote, about what, when, and the words. */
export function CommentThread({ comments }: { comments: Entry[] }) {
  if (comments.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No comments yet.
      </Text>
    )
  return (
    <Stack gap="md">
      {comments.map(({ id, author_name, mark, content, about, created_at }) => (
        <article key={id}>
          <Group justify="space-between" gap="xs" fz="sm" style={{ rowGap: 0 }}>
            <Group gap={6} wrap="nowrap" maw="100%">
              <PersonChip name={author_name} />
              {mark}
            </Group>
            <Text size="xs" c="dimmed" pl={{ base: 30, xs: 0 }} style={{ whiteSpace: 'nowrap' }}>
              {about} · <Moment at={created_at} />
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
