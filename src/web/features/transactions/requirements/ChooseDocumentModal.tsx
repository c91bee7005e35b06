import { Modal, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import { useCall } from '#web/use-call.ts'

type Props = { name: string; onClose: () => void; onChoose: (document_id: string) => unknown }

/** Any document that this person sees, found by its words. */
export function ChooseDocumentModal({ name, onClose, onChoose }: Props) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 200)
  const { data } = useCall(documents.all, { q: q || undefined, limit: 20 })
  const choose = (document_id: string | null) => {
    if (!document_id) return
    onChoose(document_id)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={`Submit ${name}`}>
      <Select
        label="Document"
        placeholder="Type its words"
        searchable
        data-autofocus
        value={null}
        nothingFoundMessage="No matching documents"
        data={(data?.items ?? []).map((one) => ({ value: one.id, label: one.title ?? one.filename }))}
        filter={({ options }) => options}
        onSearchChange={setTyped}
        onChange={choose}
      />
    </Modal>
  )
}
