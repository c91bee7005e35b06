import { Button } from '@mantine/core'
import { amounts } from '#domains/transactions/amounts/contract.ts'
import { type Amount, AmountChange, type AmountKind } from '#domains/transactions/amounts/schema.ts'
import { AMOUNT_KINDS, AMOUNT_STATUSES, PAYERS } from '#web/features/transactions/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { notifyUndo } from '#web/kit/notify.tsx'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useChange } from '#web/use-call.ts'
import { USUAL_SIDES } from './usual-sides.ts'

const FORM = AmountChange.required()
const STATUS_WORDS = Object.fromEntries(
  Object.entries(AMOUNT_STATUSES).map(([status, [label]]) => [status, label]),
)

/** Someone holds these until the closing. */
const HELD: AmountKind[] = ['earnest_money', 'deposit']

type Props = { deal_id: string; amount: Amount | null; kind: AmountKind; onClose: () => void }

/** A deposit, credit, fee or another amount of a deal: a new one, or one that changes. */
export function AmountModal({ deal_id, amount, kind, onClose }: Props) {
  const [create, change, remove] = [
    useChange(amounts.create),
    useChange(amounts.change),
    useChange(amounts.remove),
  ]
  const take = async () => {
    if (!amount || !(await remove.run(null, { id: deal_id, amount_id: amount.id }))) return
    notifyUndo(`${amount.label} removed.`, () => create.make({ id: deal_id }, amount))
    onClose()
  }
  return (
    <FormModal
      opened
      onClose={onClose}
      title={amount ? amount.label : 'New amount'}
      schema={FORM}
      initial={initialOf(amount, kind)}
      action="Save"
      send={(values) =>
        amount
          ? change.make({ id: deal_id, amount_id: amount.id }, values, { version: amount.version })
          : create.make({ id: deal_id }, values)
      }
      said={({ label }) => `${label} saved.`}
      fields={{
        kind: { label: 'Kind', words: AMOUNT_KINDS },
        label: 'Description',
        amount: { label: 'Amount', as: 'money' },
        paid_by: { label: 'Paid by', words: PAYERS },
        paid_to: { label: 'Paid to', words: PAYERS },
        due_on: 'Due on',
        settled_on: 'Received or paid on',
        status: { label: 'Status', words: STATUS_WORDS },
      }}
    >
      {(field, form) => (
        <>
          {HELD.includes(form.getValues().kind) && (
            <ContactField label="Held by (optional)" {...field('held_by')} />
          )}
          {amount && (
            <Button variant="subtle" color="red" size="compact-sm" w="fit-content" onClick={take}>
              Remove
            </Button>
          )}
        </>
      )}
    </FormModal>
  )
}

/** What stands in the fields at first. */
function initialOf(amount: Amount | null, kind: AmountKind) {
  const [paid_by, paid_to] = USUAL_SIDES[kind]
  if (!amount)
    return { kind, label: AMOUNT_KINDS[kind], amount: '', paid_by, paid_to, held_by: null, ...NO_DAYS }
  const { label, held_by, status } = amount
  return {
    ...{ kind: amount.kind, label, amount: amount.amount, held_by, status },
    ...{ paid_by: amount.paid_by, paid_to: amount.paid_to },
    ...{ due_on: amount.due_on ?? '', settled_on: amount.settled_on ?? '' },
  }
}

const NO_DAYS = { due_on: '', settled_on: '', status: 'expected' as const }
