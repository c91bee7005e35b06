import { ActionIcon, Badge, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { requests } from '#domains/documents/requests/contract.ts'
import type { DocumentRequest, RequestState } from '#domains/documents/requests/schema.ts'
import { DOCUMENT_TYPES, REQUEST_STATES, STATUSES } from '#web/features/documents/words.ts'
import { DocumentChip } from '#web/kit/chips.tsx'
import { formatLastDay, formatUntil, Moment, useNow } from '#web/kit/dates.tsx'
import { useChange } from '#web/use-call.ts'
import styles from './RequestRow.module.css'

const COLORS: Record<RequestState, string> = {
  open: 'amber',
  received: 'evergreen',
  withdrawn: 'gray',
  expired: 'red',
}
const MORE_DAYS = 14

export function RequestRow({ request }: { request: DocumentRequest }) {
  const { state, title, requested_from_email, requested_by_name, document_type, note, documents } = request
  return (
    <article className={styles.row}>
      <div className={styles.what}>
        <Text size="sm" fw={600}>
          {title}
          {document_type && (
            <Text span inherit fw={400} c="dimmed">{` · ${DOCUMENT_TYPES[document_type]}`}</Text>
          )}
        </Text>
        <Text size="xs" c="dimmed">
          From {requested_from_email} · requested by {requested_by_name} <Moment at={request.created_at} />
        </Text>
        {request.mail_failed_at && state === 'open' && (
          <Text size="xs" c="var(--soon-text)">
            The email to {requested_from_email} couldn't be delivered. Check the address, or send a reminder.
          </Text>
        )}
        {note && <blockquote className={styles.note}>{note}</blockquote>}
        {documents.map((document) => (
          <div key={document.id} className={styles.document}>
            <DocumentChip {...document} />
            <Text span size="xs" c="dimmed">
              {document.document_type ? DOCUMENT_TYPES[document.document_type] : STATUSES[document.status]}
            </Text>
          </div>
        ))}
      </div>
      <div className={styles.state}>
        <Badge color={COLORS[state]}>{REQUEST_STATES[state]}</Badge>
        <Ends request={request} />
      </div>
      <Actions request={request} />
    </article>
  )
}

function Ends({ request: { state, expires_at, fulfilled_at } }: { request: DocumentRequest }) {
  const now = useNow()
  if (state === 'withdrawn') return null
  return (
    <Text size="xs" c="dimmed">
      {state === 'received' && fulfilled_at && <Moment at={fulfilled_at} />}
      {state === 'open' && `Expires ${formatUntil(expires_at, now)}`}
      {state === 'expired' && formatLastDay(expires_at)}
    </Text>
  )
}

function Actions({ request: { id, state, title } }: { request: DocumentRequest }) {
  const complete = useChange(requests.complete)
  const remind = useChange(requests.remind)
  const extend = useChange(requests.extend)
  const revoke = useChange(requests.revoke)
  if (state === 'withdrawn') return <span />
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for “${title}”`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {state === 'open' && (
          <>
            <Menu.Item onClick={() => complete.run('Request marked as complete.', { id })}>
              Mark as complete
            </Menu.Item>
            <Menu.Item onClick={() => remind.run('Reminder sent.', { id })}>Send a reminder</Menu.Item>
          </>
        )}
        <Menu.Item
          onClick={() => extend.run(`Extended by ${MORE_DAYS} days.`, { id }, { expires_in_days: MORE_DAYS })}
        >
          {state === 'open' ? `Extend ${MORE_DAYS} days` : 'Reopen'}
        </Menu.Item>
        <Menu.Item color="red" onClick={() => revoke.run(`“${title}” was revoked.`, { id })}>
          Revoke
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
