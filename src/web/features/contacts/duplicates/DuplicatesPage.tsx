import { Anchor, Button, Card, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { duplicates } from '#domains/contacts/duplicates/contract.ts'
import type { Duplicate } from '#domains/contacts/duplicates/schema.ts'
import type { ContactRow } from '#domains/contacts/schema.ts'
import { ContactName } from '#web/features/contacts/ContactName.tsx'
import { formatPhone } from '#web/kit/figures.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'
import { MergeModal } from './MergeModal.tsx'

/** Contacts that are probably the same: merged, or said to be different people. */
export function DuplicatesPage() {
  const { data, error, refetch } = useCall(duplicates.all, {})
  const [merging, setMerging] = useState<Duplicate | null>(null)
  return (
    <>
      <PageHeader
        above={
          <Anchor component={Link} to="/contacts" size="sm" c="dimmed">
            Contacts
          </Anchor>
        }
        title="Duplicates"
        note="Contacts that are probably the same. A merge can be undone."
      />
      {error && <Refused error={error} retry={refetch} />}
      {!data && !error && <RowsSkeleton rows={6} />}
      {data?.items.length === 0 && <Empty title="No duplicates">Every contact seems to be there once.</Empty>}
      <Stack gap="sm" maw={820}>
        {data?.items.map((one) => (
          <Pair key={`${one.contact.id} ${one.other.id}`} pair={one} merge={() => setMerging(one)} />
        ))}
      </Stack>
      {merging && (
        <MergeModal
          loser_id={merging.other.id}
          winner_id={merging.contact.id}
          onClose={() => setMerging(null)}
        />
      )}
    </>
  )
}

function Pair({ pair: { contact, other, reasons }, merge }: { pair: Duplicate; merge: () => void }) {
  const distinguish = useChange(duplicates.distinguish)
  const apart = () =>
    distinguish.run('They won’t be suggested again.', { id: contact.id }, { other_contact_id: other.id })
  return (
    <Card withBorder p="sm">
      <Group justify="space-between" gap="md">
        <Stack gap={6} flex="1 1 340px" miw={0}>
          {[contact, other].map((one) => (
            <One key={one.id} contact={one} />
          ))}
          <Text size="xs" c="dimmed">
            {reasons.join(' · ')}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button variant="default" size="compact-sm" loading={distinguish.busy} onClick={apart}>
            Not the same
          </Button>
          <Button size="compact-sm" onClick={merge}>
            Merge
          </Button>
        </Group>
      </Group>
    </Card>
  )
}

function One({ contact }: { contact: ContactRow }) {
  const { id, email, phone_primary } = contact
  return (
    <Group gap="xs" wrap="nowrap" fz="sm">
      <Anchor inherit c="inherit" component={Link} to={`/contacts/${id}`}>
        <ContactName contact={contact} />
      </Anchor>
      <Text span inherit c="dimmed" truncate>
        {[email, phone_primary && formatPhone(phone_primary)].filter(Boolean).join(' · ')}
      </Text>
    </Group>
  )
}
