import { Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconBan, IconCheck, IconTrash, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { requirements } from '#domains/transactions/requirements/contract.ts'
import type { DealRequirement } from '#domains/transactions/requirements/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { notifyUndo } from '#web/kit/notify.tsx'
import { More } from '#web/kit/record/More.tsx'
import { useChange } from '#web/use-call.ts'
import { ReasonModal } from './ReasonModal.tsx'
import styles from './Requirements.module.css'
import { SubmitMenu } from './SubmitMenu.tsx'
import { useReviewActs } from './use-review-acts.ts'

type Props = { deal: TransactionDetail; item: DealRequirement }

/** What this person can do with one required document. */
export function Acts({ deal, item }: Props) {
  const { state, requirement } = item
  const { edit, review } = deal.may
  if (!edit) return null
  const due = (state === 'open' || state === 'rejected') && requirement !== 'not_applicable'
  return (
    <div className={styles.acts}>
      {due && <SubmitMenu deal={deal} item={item} />}
      {state === 'submitted' && review && item.document_title && <Approve item={item} />}
      <Rest item={item} review={review} />
    </div>
  )
}

function Approve({ item }: { item: DealRequirement }) {
  const { approve, busy } = useReviewActs(item)
  return (
    <Button size="compact-sm" leftSection={<IconCheck size={14} />} loading={busy} onClick={approve}>
      Approve
    </Button>
  )
}

function Rest({ item, review }: { item: DealRequirement; review: boolean }) {
  const { id: requirement_id, transaction_id: id, name, state, requirement, rule_id } = item
  const [dialog, setDialog] = useState<'waive' | 'reject' | null>(null)
  const [reopen, remove] = [useChange(requirements.reopen), useChange(requirements.remove)]
  const { waive, reject } = useReviewActs(item)
  const decides = review || requirement !== 'required'
  const ended = state === 'approved' || state === 'rejected' || state === 'not_applicable'
  const acts = [
    state === 'submitted' && review && item.document_title && (
      <Menu.Item key="reject" leftSection={<IconX size={15} />} onClick={() => setDialog('reject')}>
        Reject
      </Menu.Item>
    ),
    decides && state !== 'not_applicable' && (
      <Menu.Item key="waive" leftSection={<IconBan size={15} />} onClick={() => setDialog('waive')}>
        Not applicable
      </Menu.Item>
    ),
    decides && ended && (
      <Menu.Item
        key="reopen"
        leftSection={<IconArrowBackUp size={15} />}
        onClick={() => reopen.run(`${name} reopened.`, { id, requirement_id })}
      >
        Reopen
      </Menu.Item>
    ),
    !rule_id && (state === 'open' || decides) && (
      <Menu.Item
        key="remove"
        color="red"
        leftSection={<IconTrash size={15} />}
        onClick={() => remove.run(`${name} removed.`, { id, requirement_id })}
      >
        Remove
      </Menu.Item>
    ),
  ].filter(Boolean)
  if (acts.length === 0) return null
  return (
    <>
      <More size={28} label={`More for ${name}`}>
        {acts}
      </More>
      {dialog && (
        <ReasonModal
          kind={dialog}
          name={name}
          onClose={() => setDialog(null)}
          send={async (reason) => {
            await (dialog === 'waive' ? waive(reason) : reject(reason))
            if (dialog === 'waive')
              notifyUndo(`${name}: not applicable.`, () => reopen.make({ id, requirement_id }))
          }}
        />
      )}
    </>
  )
}
