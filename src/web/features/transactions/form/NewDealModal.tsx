import { Modal } from '@mantine/core'
import { dealDrafts } from '#domains/transactions/drafts/contract.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'
import { NewDealForm } from './NewDealForm.tsx'
import { EMPTY, valuesOfDraft } from './new-deal.ts'

type Props = {
  opened: boolean
  onClose: () => void
  /** The document with which the deal begins: what it says is filled in, and it is attached. */
  document_id?: string
}

/** A deal begins with its address, its type, our side and the client; or with a document that says all that. */
export function NewDealModal({ opened, onClose, document_id }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="New deal" size={620}>
      {document_id ? (
        <FromDocument document_id={document_id} onClose={onClose} />
      ) : (
        <NewDealForm start={EMPTY} draft="new-deal" onClose={onClose} />
      )}
    </Modal>
  )
}

function FromDocument({ document_id, onClose }: { document_id: string; onClose: () => void }) {
  const { data: draft, error } = useCall(dealDrafts.one, { document_id })
  if (error) return <Refused error={error} />
  if (!draft) return <RowsSkeleton rows={6} />
  return (
    <NewDealForm
      start={valuesOfDraft(draft)}
      draft={`new-deal.${document_id}`}
      onClose={onClose}
      from={draft}
    />
  )
}
