import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { versions } from '#domains/documents/versions/contract.ts'
import type { Version } from '#domains/documents/versions/schema.ts'
import { everyOf } from '#web/calls.ts'
import { download } from '#web/features/documents/download.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes, formatCount } from '#web/kit/figures.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useChange } from '#web/use-call.ts'
import { ComparisonModal } from './ComparisonModal.tsx'
import { useNewVersion } from './use-new-version.ts'

export function Versions({ document }: { document: DocumentDetail }) {
  const { data, error } = useQuery(everyOf(versions.all, { id: document.id }))
  const [compared, setCompared] = useState<number | null>(null)
  return (
    <Stack gap="sm">
      {document.may.edit && <NewVersion document={document} />}
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data?.map((version) => (
        <Row
          key={version.id}
          document={document}
          version={version}
          compare={() => setCompared(version.version_number)}
        />
      ))}
      <ComparisonModal
        id={document.id}
        from={compared}
        to={document.version_number}
        onClose={() => setCompared(null)}
      />
    </Stack>
  )
}

function NewVersion({ document }: { document: DocumentDetail }) {
  const send = useNewVersion(document)
  const input = useRef<HTMLInputElement>(null)
  return (
    <Group>
      <Button variant="default" leftSection={<IconUpload size={16} />} onClick={() => input.current?.click()}>
        Upload a new version
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="New version"
        onChange={({ currentTarget: { files } }) => files?.[0] && send(files[0])}
      />
    </Group>
  )
}

type RowProps = { document: DocumentDetail; version: Version; compare: () => void }

function Row({ document, version, compare }: RowProps) {
  const { make } = useChange(versions.restore)
  const {
    version_number,
    created_by_name,
    created_at,
    file_size,
    page_count,
    shares,
    changes_summary,
    restored_from,
  } = version
  const current = version_number === document.version_number
  const restore = async () => {
    const restored = await make({ id: document.id, version_number })
    notify(`Version ${version_number} was restored as version ${restored.version_number}.`)
  }
  return (
    <div style={{ borderTop: 'var(--rule)', paddingTop: 10 }}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text size="sm" fw={600}>
            Version {version_number}
          </Text>
          {current && <Badge>Current</Badge>}
          {shares > 0 && (
            <Badge color={current ? 'gray' : 'amber'}>
              {current
                ? `${formatCount(shares, 'share')}`
                : `${formatCount(shares, 'share')} of this version`}
            </Badge>
          )}
        </Group>
        <Group gap={0}>
          {!current && (
            <Button size="compact-sm" variant="subtle" onClick={compare}>
              Compare
            </Button>
          )}
          {!current && document.may.edit && (
            <Button size="compact-sm" variant="subtle" onClick={() => restore().catch(notifyRefusal)}>
              Restore
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => download([document.id], version_number).catch(notifyRefusal)}
          >
            Download
          </Button>
        </Group>
      </Group>
      <Text size="xs" c="dimmed">
        {[
          created_by_name,
          formatBytes(file_size),
          page_count === null ? null : formatCount(page_count, 'page'),
          restored_from ? `from version ${restored_from}` : null,
        ]
          .filter(Boolean)
          .join(' · ')}
        {' · '}
        <Moment at={created_at} />
      </Text>
      {changes_summary && <Text size="sm">{changes_summary}</Text>}
    </div>
  )
}
