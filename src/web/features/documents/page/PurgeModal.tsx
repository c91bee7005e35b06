import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { trash } from '#domains/documents/trash/contract.ts'
import { answerTo, call, outdate } from '#web/calls.ts'
import { titleOf } from '#web/features/documents/words.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'

/** The one action that can't be undone, so it asks first. */
export function PurgeModal({
  document,
  opened,
  onClose,
}: {
  document: DocumentDetail
  opened: boolean
  onClose: () => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const purge = async () => {
    const { id } = document
    await call(trash.purge, { id })
    await navigate({ to: '/documents', search: { view: 'trash', trashed: 'true' } })
    queries.removeQueries({ queryKey: answerTo(documents.one, { id }).queryKey })
    await outdate(queries, trash.purge.about)
    notify(`“${titleOf(document)}” was deleted permanently.`)
  }
  return (
    <Modal opened={opened} onClose={onClose} title="Delete permanently">
      <Stack gap="md">
        <Text size="sm">
          The file, its versions, its text and its links are deleted and can’t be recovered. The activity
          record is kept.
        </Text>
        <TextInput
          label="Type “delete” to confirm"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red"
            disabled={typed.trim().toLowerCase() !== 'delete'}
            onClick={() => purge().catch(notifyRefusal)}
          >
            Delete permanently
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
