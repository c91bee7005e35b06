import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { StatedValue } from '#domains/transactions/proposals/schema.ts'
import { PlacePicture } from '#web/document-pages/PlacePicture.tsx'

/** The document that says a value, and the place on its page. */
export function Source({ source, picture = false }: { source: StatedValue; picture?: boolean }) {
  const { document_id, title, version_number, page_number, box } = source
  return (
    <Stack gap={4}>
      <Text size="xs" c="dimmed" truncate>
        {page_number !== null && `Page ${page_number} of `}
        <Anchor inherit component={Link} to={`/documents/${document_id}`}>
          {title}
        </Anchor>
      </Text>
      {picture && page_number !== null && box && (
        <PlacePicture {...{ document_id, version_number, page_number, box }} />
      )}
    </Stack>
  )
}
