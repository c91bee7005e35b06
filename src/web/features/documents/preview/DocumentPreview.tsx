import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconDownload, IconShare3 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { PagePicture } from '#web/document-pages/PagePicture.tsx'
import { usePicture } from '#web/document-pages/use-picture.ts'
import { download } from '#web/features/documents/download.ts'
import { DocumentState } from '#web/features/documents/list/DocumentState.tsx'
import { PropertyName } from '#web/features/documents/PropertyName.tsx'
import { ShareModal } from '#web/features/documents/page/ShareModal.tsx'
import { usePagesOf } from '#web/features/documents/page/use-pages-of.ts'
import { TypeName } from '#web/features/documents/TypeName.tsx'
import { readingOf, titleOf } from '#web/features/documents/words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes, formatCount } from '#web/kit/figures.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Refused } from '#web/kit/states.tsx'
import { Parts } from '#web/parts.tsx'
import { useCall } from '#web/use-call.ts'
import { KeyTermsPreview } from './KeyTermsPreview.tsx'

/** A document beside its list: what it looks like, what it says, and what is done most. */
export function DocumentPreview({ id, q }: { id: string; q: string | undefined }) {
  const { data: document, error, refetch } = useCall(documents.one, { id })
  if (error) return <Refused error={error} retry={refetch} />
  if (!document)
    return (
      <Stack gap="sm" aria-busy="true">
        <Skeleton height={18} width="80%" />
        <Skeleton height={300} />
        <Skeleton height={14} width="60%" />
      </Stack>
    )
  return <Shown document={document} q={q} />
}

function Shown({ document, q }: { document: DocumentDetail; q: string | undefined }) {
  const { id, property_address, page_count, file_size, uploaded_by_name, created_at, version_number, may } =
    document
  const [sharing, setSharing] = useState(false)
  const { sentence } = readingOf(document)
  return (
    <Stack gap="sm">
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          <Link
            to="/documents/$id"
            params={{ id }}
            search={q ? { q } : {}}
            style={{ textDecoration: 'none' }}
          >
            {titleOf(document)}
          </Link>
        </Title>
        <Group gap="xs" mt={4}>
          <DocumentState document={document} />
          {version_number > 1 && (
            <Text size="xs" c="dimmed">
              Version {version_number}
            </Text>
          )}
        </Group>
      </div>
      <Group gap="xs">
        {may.download && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={15} />}
            onClick={() => download([id]).catch(notifyRefusal)}
          >
            Download
          </Button>
        )}
        {may.share && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconShare3 size={15} />}
            onClick={() => setSharing(true)}
          >
            Share
          </Button>
        )}
      </Group>
      {sentence && (
        <Text size="sm" c="dimmed">
          {sentence}
        </Text>
      )}
      {!document.deleted_at && <Parts of="document" id={id} />}
      <FirstPage document={document} />
      <Facts
        facts={[
          ['Property', property_address && <PropertyName key="property" address={property_address} />],
          ['Type', <TypeName key="type" document={document} />],
          ['Uploaded', <Uploaded key="uploaded" by={uploaded_by_name} at={created_at} />],
          [
            'File',
            [page_count && formatCount(page_count, 'page'), formatBytes(file_size)]
              .filter(Boolean)
              .join(' · '),
          ],
        ]}
      />
      <KeyTermsPreview document={document} />
      <ShareModal document={document} opened={sharing} onClose={() => setSharing(false)} />
    </Stack>
  )
}

function Uploaded({ by, at }: { by: string | null; at: string }) {
  return (
    <>
      <Moment at={at} />
      {by && ` by ${by}`}
    </>
  )
}

function FirstPage({ document }: { document: DocumentDetail }) {
  const { id, version_number, page_count } = document
  const { data } = usePagesOf(document)
  const page = data?.[0]
  const picture = usePicture(
    { id, version_number, page_number: page?.page_number ?? 1, size: 'full' },
    !!page?.has_image,
  )
  if (!page) return page_count === 0 || data ? null : <Skeleton height={300} />
  return (
    <Link to="/documents/$id" params={{ id }} aria-label="Open the document" tabIndex={-1}>
      <PagePicture page={page} width="100%" picture={picture} />
    </Link>
  )
}
