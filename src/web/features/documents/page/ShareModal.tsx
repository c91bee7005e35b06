import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import type { CreatedShare } from '#domains/documents/shares/schema.ts'
import { formatExpiry, formatUntil } from '#web/kit/dates.tsx'
import { Secret } from '#web/kit/Secret.tsx'
import { ShareForm } from './ShareForm.tsx'

export function ShareModal({
  document,
  opened,
  onClose,
}: {
  document: DocumentDetail
  opened: boolean
  onClose: () => void
}) {
  const [made, setMade] = useState<CreatedShare | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title={made ? 'Shared' : 'Share this document'} size={480}>
      {made ? <Made share={made} onClose={close} /> : <ShareForm document={document} onMade={setMade} />}
    </Modal>
  )
}

/** The link is shown this once: only its hash is kept. */
function Made({ share, onClose }: { share: CreatedShare; onClose: () => void }) {
  const { url, shared_with_email, expires_at, version_number, has_password } = share
  return (
    <Stack gap="md">
      <Text size="sm">
        {url
          ? 'Copy the link now. You won’t see it again.'
          : 'Your colleague gets an email and finds it in their documents.'}
        {shared_with_email && ` We emailed it to ${shared_with_email}.`}
      </Text>
      {url && <Secret value={url} label="Link" />}
      {has_password && (
        <Text size="sm">Send the password separately. The link and the email don’t contain it.</Text>
      )}
      <Text size="sm" c="dimmed">
        It opens version {version_number},{' '}
        {expires_at
          ? `until ${formatExpiry(expires_at)} (${formatUntil(expires_at, new Date())})`
          : 'until you revoke it'}
        .
      </Text>
      <Button onClick={onClose}>Done</Button>
    </Stack>
  )
}
