import { Alert, Button, Group, Menu, Text, TextInput } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArchive,
  IconDownload,
  IconFlame,
  IconPencil,
  IconRefresh,
  IconShare3,
  IconTrash,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { DocumentsLink } from '#web/features/documents/DocumentsLink.tsx'
import { download } from '#web/features/documents/download.ts'
import { DocumentState } from '#web/features/documents/list/DocumentState.tsx'
import { TypeName } from '#web/features/documents/TypeName.tsx'
import { isTypeKnown, readingOf, titleOf } from '#web/features/documents/words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes, formatCount } from '#web/kit/figures.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { More } from '#web/kit/record/More.tsx'
import { RecordHeader } from '#web/kit/record/RecordHeader.tsx'
import { PurgeModal } from './PurgeModal.tsx'
import { ShareModal } from './ShareModal.tsx'
import { useDocumentActions } from './use-document-actions.ts'

export function DocumentHeader({ document }: { document: DocumentDetail }) {
  const {
    property_address,
    page_count,
    file_size,
    version_number,
    uploaded_by_name,
    created_at,
    deleted_at,
    may,
  } = document
  const [sharing, setSharing] = useState(false)
  return (
    <>
      <RecordHeader
        above={
          <Text span size="sm" c="dimmed">
            <DocumentsLink search={deleted_at ? { view: 'trash', trashed: 'true' } : {}}>
              {deleted_at ? 'Trash' : 'Documents'}
            </DocumentsLink>
          </Text>
        }
        title={titleOf(document)}
        status={<DocumentState document={document} />}
        facts={[
          property_address && (
            <DocumentsLink key="property" search={{ property: property_address }}>
              {property_address}
            </DocumentsLink>
          ),
          isTypeKnown(document) && <TypeName key="type" document={document} />,
          page_count !== null && formatCount(page_count, 'page'),
          formatBytes(file_size),
          version_number > 1 && `Version ${version_number}`,
          <span key="uploaded">
            Uploaded by {uploaded_by_name ?? 'a former member'} <Moment at={created_at} />
          </span>,
        ]}
      >
        {may.share && (
          <Button leftSection={<IconShare3 size={16} />} onClick={() => setSharing(true)}>
            Share
          </Button>
        )}
        {may.download && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => download([document.id]).catch(notifyRefusal)}
          >
            Download
          </Button>
        )}
        <MoreMenu document={document} />
      </RecordHeader>
      <Troubles document={document} />
      <ShareModal document={document} opened={sharing} onClose={() => setSharing(false)} />
    </>
  )
}

function MoreMenu({ document }: { document: DocumentDetail }) {
  const actions = useDocumentActions(document)
  const navigate = useNavigate()
  const [renaming, setRenaming] = useState(false)
  const { may, deleted_at } = document
  if (!may.edit && !may.delete) return null
  if (renaming) return <Rename document={document} save={actions.rename} onEnd={() => setRenaming(false)} />
  return (
    <More>
      {may.edit && (
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setRenaming(true)}>
          Rename
        </Menu.Item>
      )}
      {may.edit && (
        <Menu.Item leftSection={<IconRefresh size={15} />} onClick={actions.retry}>
          Reprocess
        </Menu.Item>
      )}
      {may.delete && !deleted_at && (
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={() => actions.trash().then((done) => (done ? navigate({ to: '/documents' }) : undefined))}
        >
          Move to trash
        </Menu.Item>
      )}
    </More>
  )
}

function Rename({
  document,
  save,
  onEnd,
}: {
  document: DocumentDetail
  save: (title: string) => void
  onEnd: () => void
}) {
  const [title, setTitle] = useState(titleOf(document))
  const done = () => {
    if (title.trim() && title !== titleOf(document)) save(title.trim())
    onEnd()
  }
  return (
    <TextInput
      aria-label="Title"
      value={title}
      onChange={(event) => setTitle(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => (event.key === 'Enter' ? done() : event.key === 'Escape' && onEnd())}
      w={320}
      autoFocus
    />
  )
}

/** What keeps the document from being useful, and what to do. */
function Troubles({ document }: { document: DocumentDetail }) {
  const actions = useDocumentActions(document)
  const [purging, setPurging] = useState(false)
  const { may, deleted_at } = document
  const { state, sentence } = readingOf(document)
  if (deleted_at)
    return (
      <Alert color="gray" mb="md" icon={<IconTrash size={18} />}>
        <Group gap="sm">
          <span>This document is in the trash.</span>
          {may.delete && (
            <Button size="compact-sm" onClick={actions.restore}>
              Restore
            </Button>
          )}
          {may.purge && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              leftSection={<IconFlame size={14} />}
              onClick={() => setPurging(true)}
            >
              Delete permanently
            </Button>
          )}
        </Group>
        <PurgeModal document={document} opened={purging} onClose={() => setPurging(false)} />
      </Alert>
    )
  if (state === 'stored')
    return (
      <Alert color="gray" mb="md" icon={<IconArchive size={18} />}>
        {sentence}
      </Alert>
    )
  if (state !== 'error') return null
  return (
    <Alert color="red" mb="md" icon={<IconAlertTriangle size={18} />} role="alert">
      <Group gap="sm">
        <span>{sentence}</span>
        {may.edit && (
          <Button size="compact-sm" variant="default" onClick={actions.retry}>
            Reprocess
          </Button>
        )}
      </Group>
    </Alert>
  )
}
