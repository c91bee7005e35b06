import { Alert, Button, Text } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconUpload } from '@tabler/icons-react'
import type { GuestDeal } from '#domains/transactions/guests/schema.ts'
import { Deadline } from '#web/kit/dates.tsx'
import styles from './Guest.module.css'

type Request = GuestDeal['requests'][number]

/** What the client is asked to send, the open ones first; what has come stays in sight below. */
export function GuestRequests({ requests, agent }: { requests: Request[]; agent: string }) {
  const open = requests.filter(({ state }) => state === 'open')
  const received = requests.filter(({ state }) => state === 'received')
  if (open.length + received.length === 0) return null
  return (
    <section aria-label="Documents to send">
      <h2>{open.length > 0 ? `${agent} needs from you` : 'What you sent'}</h2>
      {open.map((request) => (
        <Open key={request.id} request={request} />
      ))}
      {received.length > 0 && (
        <Alert color="evergreen" variant="light" p="xs" icon={<IconCircleCheckFilled size={18} />}>
          Received: {received.map(({ title }) => title).join(', ')}
        </Alert>
      )}
    </section>
  )
}

function Open({ request: { title, due_on, items, url } }: { request: Request }) {
  const needed = items.filter(({ state }) => state !== 'waived')
  return (
    <div className={styles.request}>
      <div>
        <Text fw={600}>{title}</Text>
        {due_on && (
          <Text size="sm" c="dimmed">
            Needed by <Deadline day={due_on} inherit />
          </Text>
        )}
        {needed.length > 1 && (
          <ul className={styles.items}>
            {needed.map((item) => (
              <li key={item.title}>
                {item.state === 'received' ? (
                  <IconCircleCheckFilled size={16} color="var(--accent-text)" aria-label="Received" />
                ) : (
                  <IconCircle size={16} color="var(--mantine-color-dimmed)" aria-label="Missing" />
                )}
                {item.title}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Button component="a" href={url} size="md" leftSection={<IconUpload size={18} />}>
        Upload
      </Button>
    </div>
  )
}
