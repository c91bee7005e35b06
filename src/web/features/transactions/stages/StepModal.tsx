import { Modal, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Stage } from '#domains/transactions/schema.ts'
import { stages } from '#domains/transactions/stages/contract.ts'
import { StageStep } from '#domains/transactions/stages/schema.ts'
import { STAGES } from '#web/features/transactions/words.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'
import { type Missing, MissingDocuments, missingOf } from './MissingDocuments.tsx'
import { type Moved, type Needed, neededFor } from './steps.ts'

const FORM = StageStep.required().pick({
  reason: true,
  contract_date: true,
  closed_on: true,
  sale_price: true,
})
type Values = { [Name in Needed]?: string }

function titleOf(to: Stage): string {
  if (to === 'cancelled') return 'Cancel deal'
  return to === 'closed' ? 'Close deal' : `Move to ${STAGES[to][0]}`
}

/** What a step to another stage has to know: the day of the contract, the closing, or a reason. */
export function StepModal({ deal, to, onClose }: { deal: Moved; to: Stage; onClose: () => void }) {
  const move = useChange(stages.move)
  const cancel = useChange(stages.cancel)
  const needed = neededFor(deal, to)
  const first = {
    closed_on: readerDay(new Date()),
    sale_price: deal.sale_price ?? '',
    reason: '',
    contract_date: '',
  }
  const { field, submit, refusal, busy } = useZodForm<Values>(FORM, {
    initialValues: Object.fromEntries(needed.map((name) => [name, first[name]])),
  })
  const [missing, setMissing] = useState<Missing[]>([])
  const sayMissing = (error: unknown) => {
    setMissing(missingOf(error))
    throw error
  }
  const send = submit(async (values) => {
    if (to === 'cancelled') await cancel.make({ id: deal.id }, { reason: values.reason ?? '' })
    else await move.make({ id: deal.id }, { from: deal.stage, to, ...values }).catch(sayMissing)
    notify(`${deal.address}: ${STAGES[to][0]}.`)
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={titleOf(to)}>
      <ProblemForm onSubmit={send} refusal={refusal} busy={busy} action={titleOf(to)} button="end">
        {needed.includes('contract_date') && (
          <TextInput type="date" label="Contract date" data-autofocus {...field('contract_date')} />
        )}
        {needed.includes('closed_on') && <TextInput type="date" label="Closed on" {...field('closed_on')} />}
        {needed.includes('sale_price') && (
          <TextInput label="Sale price" inputMode="decimal" leftSection="$" {...field('sale_price')} />
        )}
        {missing.length > 0 && <MissingDocuments id={deal.id} missing={missing} onOpen={onClose} />}
        {needed.includes('reason') && (
          <Textarea label="Reason" autosize minRows={2} data-autofocus {...field('reason')} />
        )}
      </ProblemForm>
    </Modal>
  )
}
