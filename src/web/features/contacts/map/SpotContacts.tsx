import { Button, Stack, Title, UnstyledButton } from '@mantine/core'
import { contacts } from '#domains/contacts/contract.ts'
import { ContactName } from '#web/features/contacts/ContactName.tsx'
import type { narrowingOf } from '#web/features/contacts/list/views.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'
import styles from './ContactMap.module.css'

type Props = { narrowing: ReturnType<typeof narrowingOf>; area: string; show: (id: string) => void }

/** The contacts at one place, beside the map. */
export function SpotContacts({ narrowing, area, show }: Props) {
  const { items, error, hasNextPage, isFetchingNextPage, fetchNextPage } = usePages(contacts.all, {
    ...narrowing,
    area,
    sort: 'name',
  })
  if (error) return <Refused error={error} />
  if (!items) return <RowsSkeleton rows={6} />
  const [first] = items
  return (
    <Stack gap="sm">
      <Title order={2}>{[first?.city, first?.state].filter(Boolean).join(', ') || 'Contacts here'}</Title>
      <Stack gap={0}>
        {items.map((contact) => (
          <UnstyledButton key={contact.id} className={styles.row} onClick={() => show(contact.id)}>
            <ContactName contact={contact} />
          </UnstyledButton>
        ))}
      </Stack>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show more
        </Button>
      )}
    </Stack>
  )
}
