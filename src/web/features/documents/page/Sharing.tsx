import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { shares } from '#domains/documents/shares/contract.ts'
import type { Share } from '#domains/documents/shares/schema.ts'
import { everyOf } from '#web/calls.ts'
import { ACCESS_TYPES } from '#web/features/documents/words.ts'
import { formatExpiry, formatInstant, formatUntil, Moment, useNow } from '#web/kit/dates.tsx'
import { formatCount } from '#web/kit/figures.ts'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useChange } from '#web/use-call.ts'
import { ShareModal } from './ShareModal.tsx'

export function Sharing({ document }: { document: DocumentDetail }) {
  const { data, error } = useQuery(everyOf(shares.all, { id: document.id }))
  const [sharing, setSharing] = useState(false)
  const share = document.may.share && (
    <Button variant="default" onClick={() => setSharing(true)}>
      Share
    </Button>
  )
  return (
    <Stack gap="sm">
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data?.length === 0 && (
        <Empty title="Not shared yet" action={share}>
          Send a link that expires, or share with a colleague. You’ll see who opened it and when.
        </Empty>
      )}
      {data && data.length > 0 && (
        <>
          <div>{share}</div>
          {data.map((one) => (
            <Row key={one.id} document={document} share={one} />
          ))}
        </>
      )}
      <ShareModal document={document} opened={sharing} onClose={() => setSharing(false)} />
    </Stack>
  )
}

function Row({ document, share }: { document: DocumentDetail; share: Share }) {
  const revoke = useChange(shares.revoke)
  const now = useNow()
  const [sure, setSure] = useState(false)
  const {
    shared_with_email,
    shared_with_user_id,
    access_type,
    has_password,
    version_number,
    revoked_at,
    shared_by_name,
  } = share
  const args = { id: document.id, share_id: share.id }
  const over =
    revoked_at !== null || (share.expires_at !== null && Date.parse(share.expires_at) <= now.getTime())
  return (
    <div style={{ borderTop: 'var(--rule)', paddingTop: 10 }}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {shared_with_email ?? (shared_with_user_id ? 'A colleague' : 'Anyone with the link')}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              ACCESS_TYPES[access_type],
              has_password ? 'with a password' : null,
              `version ${version_number}`,
              `by ${shared_by_name ?? 'a former member'}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Text size="xs" c="dimmed">
            {lifeOf(share, now)}
          </Text>
          {share.mail_failed_at && !over && (
            <Text size="xs" c="var(--mantine-color-amber-text)">
              The email couldn’t be delivered. Check the address and share the document again.
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {share.last_accessed_at ? (
              <>
                Opened {formatCount(share.access_count, 'time')}, last <Moment at={share.last_accessed_at} />
              </>
            ) : (
              'Not opened yet'
            )}
          </Text>
        </div>
        <Stack gap={4} align="flex-end">
          {version_number < document.version_number && !over && (
            <Badge color="amber">Has an older version</Badge>
          )}
          {over && <Badge color="gray">{revoked_at ? 'Revoked' : 'Expired'}</Badge>}
          {!over && document.may.share && (
            <Button
              size="compact-sm"
              variant={sure ? 'filled' : 'subtle'}
              color="red"
              onBlur={() => setSure(false)}
              onClick={() => (sure ? revoke.run('Link revoked.', args) : setSure(true))}
            >
              {sure ? 'Revoke permanently' : 'Revoke'}
            </Button>
          )}
        </Stack>
      </Group>
    </div>
  )
}

function lifeOf({ expires_at, max_accesses, revoked_at }: Share, now: Date): string {
  if (revoked_at) return `Revoked ${formatInstant(revoked_at)}`
  const end = !expires_at
    ? 'Never expires'
    : Date.parse(expires_at) <= now.getTime()
      ? `Expired ${formatExpiry(expires_at)}`
      : `Expires ${formatExpiry(expires_at)} (${formatUntil(expires_at, now)})`
  return max_accesses === null ? end : `${end} · limit of ${formatCount(max_accesses, 'view')}`
}
