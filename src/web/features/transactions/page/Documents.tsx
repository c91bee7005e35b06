import { ActionIcon, Anchor, Button, FileButton, Group, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFile, IconUpload, IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import { TYPE_NAMES } from '#domains/documents/rules/names.ts'
import { attachments } from '#domains/transactions/documents/contract.ts'
import type { AttachedDocument } from '#domains/transactions/documents/schema.ts'
import type { Property } from '#domains/transactions/properties/schema.ts'
import { isElsewhere } from '#domains/transactions/rules/addresses.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { call, everyOf, outdate } from '#web/calls.ts'
import { useDropTarget, useUploadFiles } from '#web/drop-target.ts'
import { isRefusal } from '#web/http.ts'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'
import { Requests } from './Requests.tsx'
import { ShareMenu } from './ShareMenu.tsx'

/** The documents of a deal that this person sees. */
export function Documents({ deal }: { deal: TransactionDetail }) {
  const { id, property, may } = deal
  const { edit } = may
  const { data, error } = useQuery(everyOf(attachments.all, { id }))
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={3} />
  return (
    <Stack gap={8}>
      {data.map((one) => (
        <Row key={one.id} id={id} document={one} edit={edit} property={property} />
      ))}
      {data.length === 0 && (
        <Text size="sm" c="dimmed">
          The contract, disclosures and reports.
        </Text>
      )}
      <Requests id={id} />
      {edit && <Attach id={id} attached={data} />}
      {edit && <Upload id={id} />}
    </Stack>
  )
}

type RowProps = { id: string; document: AttachedDocument; edit: boolean; property: Property }

function Row({ id, document, edit, property }: RowProps) {
  const { document_id, title, document_type, document_role, property_address, status } = document
  const [detach, attach] = [useChange(attachments.detach), useChange(attachments.attach)]
  const take = async () => {
    if (!(await detach.run(null, { id, document_id }))) return
    notifyUndo(`${title} detached.`, () => attach.make({ id }, { document_id, document_role }))
  }
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between" fz="sm" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Group gap={6} wrap="nowrap" miw={0}>
          <IconFile size={16} stroke={1.6} style={{ flex: 'none' }} aria-hidden />
          <Anchor inherit component={Link} to={`/documents/${document_id}`} truncate>
            {title}
          </Anchor>
          <Text span inherit c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {[document_role ?? typeName(document_type), status === 'processing' && 'Processing']
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Group>
        {isElsewhere(property_address, property) && (
          <Text size="xs" c="var(--mantine-color-yellow-text)">
            {`About ${property_address}, not this property.`}
          </Text>
        )}
      </div>
      <Group gap={2} wrap="nowrap">
        <ShareMenu id={id} document_id={document_id} title={title} />
        {edit && (
          <ActionIcon size={26} variant="subtle" color="gray" aria-label={`Detach ${title}`} onClick={take}>
            <IconX size={15} />
          </ActionIcon>
        )}
      </Group>
    </Group>
  )
}

/** What a document is in the deal, where no one has said it: its type. */
const typeName = (type: AttachedDocument['document_type']) => type && TYPE_NAMES[type]

/** Files that become documents of this deal; they can also be dropped anywhere on its page. */
function Upload({ id }: { id: string }) {
  const arrived = useArrived(id)
  const upload = useUploadFiles()
  useDropTarget(useMemo(() => ({ label: 'Drop to add to this deal', arrived }), [arrived]))
  return (
    <FileButton multiple onChange={(files) => upload(files, arrived)}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconUpload size={14} />}
        >
          Upload documents
        </Button>
      )}
    </FileButton>
  )
}

/** Attaches what was uploaded; a file that is a document of the deal already stays it. */
function useArrived(id: string): (document_id: string) => void {
  const queries = useQueryClient()
  return useCallback(
    (document_id: string) => {
      call(attachments.attach, { id }, { document_id })
        .catch((error) => (isRefusal(error, 'duplicate') ? undefined : notifyRefusal(error)))
        .then(() => outdate(queries, ['transaction']))
        .catch(notifyRefusal)
    },
    [id, queries],
  )
}

/** A document that is here already, found by its words. */
function Attach({ id, attached }: { id: string; attached: AttachedDocument[] }) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 200)
  const { data } = useCall(documents.all, { q: q || undefined, limit: 20 })
  const attach = useChange(attachments.attach)
  const add = (document_id: string | null) =>
    document_id && attach.run('Document attached.', { id }, { document_id })
  const known = new Set(attached.map(({ document_id }) => document_id))
  return (
    <Select
      aria-label="Attach a document"
      placeholder="Attach a document: type its words"
      searchable
      value={null}
      nothingFoundMessage="No matching documents"
      data={(data?.items ?? [])
        .filter((one) => !known.has(one.id))
        .map((one) => ({ value: one.id, label: one.title ?? one.filename }))}
      filter={({ options }) => options}
      onSearchChange={setTyped}
      onChange={add}
    />
  )
}
