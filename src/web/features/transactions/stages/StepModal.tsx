import { Modal, Textarea, TextInput } from '@mantine/core'
import type { Stage } from '#domains/transactions/schema.ts'
import { stages } from '#domains/transactions/stages/contract.ts'
import { StageStep } from '#domains/transactions/stages/schema.ts'
import { STAGES } from '#web/features/transactions/words.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'
import { type Moved, type Needed, neededFor } from './steps.ts'

const FORM = StageStep.required().pick({ reason: true, contract_date: true })
type Values = { [Name in Needed]?: string }

function titleOf(to: Stage): string {
  return to === 'cancelled' ? 'Cancel deal' : `Move to ${STAGES[to][0]}`
}

/** What a step to another stage has to know: the day of the contract, or a reason. A closing has a dialog of its own. */
export function StepModal({ deal, to, onClose }: { deal: Moved; to: Stage; onClose: () => void }) {
  const move = useChange(stages.move)
  const cancel = useChange(stages.cancel)
  const needed = neededFor(deal, to)
  const { field, submit, refusal, busy } = useZodForm<Values>(FORM, {
    initialValues: Object.fromEntries(needed.map((name) => [name, ''])),
  })
  const send = submit(async (values) => {
    if (to === 'cancelled') await cancel.make({ id: deal.id }, { reason: values.reason ?? '' })
    else await move.make({ id: deal.id }, { from: deal.stage, to, ...values })
    notify(`${deal.address}: ${STAGES[to][0]}.`)
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={titleOf(to)}>
      <ProblemForm onSubmit={send} refusal={refusal} busy={busy} action={titleOf(to)} button="end">
        {needed.includes('contract_date') && (
          <TextInput type="date" label="Contract date" data-autofocus {...field('contract_date')} />
        )}
        {needed.includes('reason') && (
          <Textarea label="Reason" autosize minRows={2} data-autofocus {...field('reason')} />
        )}
      </ProblemForm>
    </Modal>
  )
}
