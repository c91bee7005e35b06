import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PersonChip } from './chips.tsx'
import { Moment } from './dates.tsx'

type Remark = {
  id: string
  author_name: string | null
  /** What stands beside the name: who the author is to the reader, and who else reads it. */
  mark?: ReactNode
  content: string
  about: ReactNode
  created_at: string
}

/** What people said, oldest first: who, about what, when, and the words. */
export function Remarks({ remarks }: { remarks: Remark[] }) {
  if (remarks.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nobody has said anything yet.
      </Text>
    )
  return (
    <Stack gap="md">
      {remarks.map(({ id, author_name, mark, content, about, created_at }) => (
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
