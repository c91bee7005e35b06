import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { webhooks } from '#domains/identity/webhooks/contract.ts'
import { Secret } from '#web/kit/Secret.tsx'
import { useChange } from '#web/use-call.ts'
import { WebhookForm } from './WebhookForm.tsx'

export function NewWebhookModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null)
  const create = useChange(webhooks.create)
  const close = () => {
    setSecret(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={secret ? 'Save the secret' : 'New webhook'}
      closeOnClickOutside={!secret}
    >
      {secret ? (
        <SecretOnce secret={secret} onClose={close} />
      ) : (
        <WebhookForm
          initialValues={{ url: '', description: '', facts: ['documents.*'] }}
          action="Create webhook"
          save={async (values) => setSecret((await create.make({}, values)).secret)}
        />
      )}
    </Modal>
  )
}

export function SecretOnce({
  secret,
  note,
  onClose,
}: {
  secret: string
  note?: string
  onClose: () => void
}) {
  return (
    <Stack gap="md">
      <Text size="sm">
        Your server checks with this secret that a message comes from Deedline. Copy it now: it isn’t shown
        again.{note && ` ${note}`}
      </Text>
      <Secret value={secret} label="Signing secret" />
      <Button onClick={onClose}>I saved the secret</Button>
    </Stack>
  )
}
