import { ActionIcon, Alert, Anchor, Button, Group, Menu, Stack, Text, Title } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { requests } from '#domains/documents/requests/contract.ts'
import type { DocumentRequest } from '#domains/documents/requests/schema.ts'
import { VISIBILITIES } from '#web/features/documents/words.ts'
import { Deadline, formatExpiry, formatUntil, Moment, useNow } from '#web/kit/dates.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { useChange } from '#web/use-call.ts'
import { Checklist } from './Checklist.tsx'
import styles from './RequestDetail.module.css'
import { progressOf, RequestStatus } from './request-columns.tsx'

const MORE_DAYS = 14

/** One request: what was asked of whom, what has come, and what can be done about the rest. */
export function RequestDetail({ request }: { request: DocumentRequest }) {
  const { title, requested_from_email, requested_from_name, requested_by_name, message, note, due_on } =
    request
  const { state, visibility, created_at, mail_failed_at, reminded_at } = request
  return (
    <Stack gap="md">
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        <Group gap="xs" mt={4}>
          <RequestStatus request={request} />
          <Text size="xs" c="dimmed">
            {request.items.some(({ state }) => state !== 'waived') && `${progressOf(request)} received`}
          </Text>
        </Group>
      </div>
      <Actions request={request} />
      {mail_failed_at && state === 'open' && (
        <Alert color="amber" p="xs">
          The email to {requested_from_email} couldn't be delivered. Check the address, or send a reminder.
        </Alert>
      )}
      <Checklist request={request} />
      {note && <blockquote className={styles.note}>{note}</blockquote>}
      <Facts
        facts={[
          ['Client', requested_from_name],
          [
            'Email',
            <Anchor key="email" inherit href={`mailto:${requested_from_email}`}>
              {requested_from_email}
            </Anchor>,
          ],
          ['Needed by', due_on && <Deadline key="due" day={due_on} inherit />],
          ['Link', <LinkLife key="link" request={request} />],
          ['Message', message],
          ['Visible to', VISIBILITIES[visibility]],
          ['Requested', <Sent key="sent" by={requested_by_name} at={created_at} />],
          ['Reminded', reminded_at && <Moment key="reminded" at={reminded_at} />],
        ]}
      />
    </Stack>
  )
}

function Sent({ by, at }: { by: string | null; at: string }) {
  return (
    <>
      <Moment at={at} />
      {by && ` by ${by}`}
    </>
  )
}

function LinkLife({ request: { state, expires_at, fulfilled_at } }: { request: DocumentRequest }) {
  const now = useNow()
  if (state === 'revoked') return 'Revoked'
  if (fulfilled_at) return 'Closed'
  const over = Date.parse(expires_at) <= now.getTime()
  return over
    ? `Expired ${formatExpiry(expires_at)}`
    : `Expires ${formatExpiry(expires_at)} (${formatUntil(expires_at, now)})`
}

function Actions({ request: { id, state, title, fulfilled_at } }: { request: DocumentRequest }) {
  const complete = useChange(requests.complete)
  const remind = useChange(requests.remind)
  const extend = useChange(requests.extend)
  const revoke = useChange(requests.revoke)
  if (state === 'revoked') return null
  const again = state === 'open' ? `Extend ${MORE_DAYS} days` : 'Reopen'
  const said = state === 'open' ? `Extended by ${MORE_DAYS} days.` : 'Request reopened.'
  return (
    <Group gap="xs">
      {state === 'open' && (
        <Button size="compact-sm" loading={remind.busy} onClick={() => remind.run('Reminder sent.', { id })}>
          Send reminder
        </Button>
      )}
      {!fulfilled_at && (
        <Button
          size="compact-sm"
          variant="default"
          loading={complete.busy}
          onClick={() => complete.run('Request marked as complete.', { id })}
        >
          Mark as complete
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <ActionIcon size={26} variant="default" aria-label={`Actions for “${title}”`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => extend.run(said, { id }, { expires_in_days: MORE_DAYS })}>
            {again}
          </Menu.Item>
          <Menu.Item color="red" onClick={() => revoke.run(`“${title}” was revoked.`, { id })}>
            Revoke
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
