import { ActionIcon, Anchor, Group, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFile, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import { attachments } from '#domains/transactions/documents/contract.ts'
import type { AttachedDocument } from '#domains/transactions/documents/schema.ts'
import { everyOf } from '#web/calls.ts'
import { notifyUndo } from '#web/kit/notify.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'
import { Requests } from './Requests.tsx'
import { ShareMenu } from './ShareMenu.tsx'

/** The documents of a deal that this person sees. */
export function Documents({ id, edit }: { id: string; edit: boolean }) {
  const { data, error } = useQuery(everyOf(attachments.all, { id }))
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={3} />
  return (
    <Stack gap={8}>
      {data.map((one) => (
        <Row key={one.id} id={id} document={one} edit={edit} />
      ))}
      {data.length === 0 && (
        <Text size="sm" c="dimmed">
          The contract, disclosures and reports.
        </Text>
      )}
      <Requests id={id} />
      {edit && <Attach id={id} attached={data} />}
    </Stack>
  )
}

type RowProps = { id: string; document: AttachedDocument; edit: boolean }

function Row({ id, document: { document_id, title, document_role, status }, edit }: RowProps) {
  const [detach, attach] = [useChange(attachments.detach), useChange(attachments.attach)]
  const take = async () => {
    if (!(await detach.run(null, { id, document_id }))) return
    notifyUndo(`${title} detached.`, () => attach.make({ id }, { document_id, document_role }))
  }
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between" fz="sm">
      <Group gap={6} wrap="nowrap" miw={0}>
        <IconFile size={16} stroke={1.6} style={{ flex: 'none' }} aria-hidden />
        <Anchor inherit component={Link} to={`/documents/${document_id}`} truncate>
          {title}
        </Anchor>
        <Text span inherit c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {[document_role, status === 'processing' && 'Processing'].filter(Boolean).join(' · ')}
        </Text>
      </Group>
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
