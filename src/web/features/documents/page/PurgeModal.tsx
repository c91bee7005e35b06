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

/** The one act without a way back, so it is the one that asks. */
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
    await navigate({ to: '/documents/trash' })
    queries.removeQueries({ queryKey: answerTo(documents.one, { id }).queryKey })
    await outdate(queries, trash.purge.about)
    notify(`“${titleOf(document)}” is destroyed. The record of who saw it stays.`)
  }
  return (
    <Modal opened={opened} onClose={onClose} title="Destroy this document for good">
      <Stack gap="md">
        <Text size="sm">
          The file, its versions, its text and its links are destroyed. Nobody can bring them back. What stays
          is the record of who did what.
        </Text>
        <TextInput
          label="Type “destroy” to go on"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button
            color="red"
            disabled={typed.trim().toLowerCase() !== 'destroy'}
            onClick={() => purge().catch(notifyRefusal)}
          >
            Destroy
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
