import { Alert, Anchor, Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { webhooks } from '#domains/identity/webhooks/contract.ts'
import type { Webhook } from '#domains/identity/webhooks/schema.ts'
import { useFactWords } from '#web/fact-words.ts'
import { formatInstant, formatTime } from '#web/kit/dates.tsx'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { SureButton } from '#web/kit/SureButton.tsx'
import { useChange } from '#web/use-call.ts'
import { DeliveryLog } from './DeliveryLog.tsx'
import { SecretOnce } from './NewWebhookModal.tsx'
import { WebhookForm } from './WebhookForm.tsx'
import { WebhookStatus } from './words.tsx'

export function WebhookDetail({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { summaryOf } = useFactWords()
  return (
    <Stack gap="md">
      <Anchor component="button" type="button" size="sm" c="dimmed" w="fit-content" onClick={onClose}>
        <Group gap={4} component="span">
          <IconArrowLeft size={14} aria-hidden /> All webhooks
        </Group>
      </Anchor>
      <div>
        <Group gap="sm">
          <Title order={2} style={{ overflowWrap: 'anywhere' }}>
            {webhook.url}
          </Title>
          <WebhookStatus webhook={webhook} />
        </Group>
        {webhook.description && (
          <Text size="sm" mt={4}>
            {webhook.description}
          </Text>
        )}
        <Text size="sm" c="dimmed" mt={6}>
          {summaryOf(webhook.facts)}
        </Text>
      </div>
      <Health webhook={webhook} />
      <Actions webhook={webhook} onDeleted={onClose} />
      <DeliveryLog webhook={webhook} />
    </Stack>
  )
}

function Health({ webhook: { state, failing_since, previous_secret_expires_at } }: { webhook: Webhook }) {
  const overlap = previous_secret_expires_at && new Date(previous_secret_expires_at) > new Date()
  return (
    <>
      {state === 'disabled' && (
        <Alert color="red">
          Deedline turned this webhook off because it accepted nothing for five days. Once the receiving
          server works again, turn it on and resend what it missed.
        </Alert>
      )}
      {state === 'active' && failing_since && (
        <Alert color="amber">
          Deliveries have been failing since {formatInstant(failing_since)}, {formatTime(failing_since)}.
          Deedline keeps retrying, and turns the webhook off after five days without a success.
        </Alert>
      )}
      {overlap && (
        <Text size="sm" c="dimmed">
          The previous secret also signs until {formatInstant(previous_secret_expires_at)},{' '}
          {formatTime(previous_secret_expires_at)}.
        </Text>
      )}
    </>
  )
}

function Actions({ webhook, onDeleted }: { webhook: Webhook; onDeleted: () => void }) {
  const { id, state, version } = webhook
  const [editing, setEditing] = useState(false)
  const change = useChange(webhooks.change)
  const test = useChange(webhooks.test)
  const remove = useChange(webhooks.remove)
  const setState = (next: 'active' | 'paused') =>
    change.run(
      next === 'active' ? 'Webhook turned on.' : 'Webhook paused.',
      { id },
      { state: next },
      { version },
    )
  const save = async (values: Pick<Webhook, 'url' | 'description' | 'facts'>) => {
    await change.make({ id }, values, { version })
    setEditing(false)
    notify('Webhook saved.')
  }
  return (
    <Group gap="xs">
      <Button variant="default" loading={test.busy} onClick={() => test.run('Test sent.', { id })}>
        Send test
      </Button>
      {state === 'active' ? (
        <Button variant="default" onClick={() => setState('paused')}>
          Pause
        </Button>
      ) : (
        <Button onClick={() => setState('active')}>Turn on</Button>
      )}
      <Button variant="default" onClick={() => setEditing(true)}>
        Edit
      </Button>
      <NewSecret id={id} />
      <SureButton
        sure="Delete webhook and its log"
        act={async () => {
          await remove.make({ id })
          notify('Webhook deleted.')
          onDeleted()
        }}
      >
        Delete
      </SureButton>
      <Modal opened={editing} onClose={() => setEditing(false)} title="Edit webhook" size="lg">
        <WebhookForm initialValues={valuesOf(webhook)} action="Save" save={save} />
      </Modal>
    </Group>
  )
}

function NewSecret({ id }: { id: string }) {
  const [secret, setSecret] = useState<string | null>(null)
  const { make, busy } = useChange(webhooks.rotateSecret)
  const rotate = () => make({ id }).then((made) => setSecret(made.secret), notifyRefusal)
  return (
    <>
      <Button variant="default" loading={busy} onClick={rotate}>
        New secret
      </Button>
      <Modal opened={!!secret} onClose={() => setSecret(null)} title="New signing secret" size="lg">
        {secret && (
          <SecretOnce
            secret={secret}
            note="The old secret also signs for 24 hours, so nothing is lost while you change over."
            onClose={() => setSecret(null)}
          />
        )}
      </Modal>
    </>
  )
}

const valuesOf = ({ url, description, facts }: Webhook) => ({ url, description, facts })
