import { Modal, Radio, Stack, Textarea } from '@mantine/core'
import { discrepancies } from '#domains/transactions/discrepancies/contract.ts'
import { type Discrepancy, Settlement } from '#domains/transactions/discrepancies/schema.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'
import { FIELD_NAMES, valueIn } from './words.ts'

type Props = { id: string; discrepancy: Discrepancy; onClose: () => void }
type Values = { right: string; reason: string }
const DEAL = 'deal'

/** One source is right, for a reason that is kept. */
export function SettleModal({ id, discrepancy: { field, current, sources }, onClose }: Props) {
  const settle = useChange(discrepancies.settle)
  const {
    form,
    field: input,
    submit,
    refusal,
    busy,
  } = useZodForm<Values>(Settlement.pick({ reason: true }), {
    initialValues: { right: sources[0]?.document_id ?? DEAL, reason: '' },
  })
  const save = submit(async ({ right, reason }) => {
    await settle.make({ id }, { field, document_id: right === DEAL ? null : right, reason })
    notify('Discrepancy settled.')
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={`${FIELD_NAMES[field]}: which is right?`}>
      <ProblemForm onSubmit={save} refusal={refusal} busy={busy} action="Save" button="end">
        <Radio.Group label="Right is" {...form.getInputProps('right')}>
          <Stack gap={6} mt={4}>
            {sources.map(({ document_id, title, value }) => (
              <Radio key={document_id} value={document_id} label={`${title}: ${valueIn(field, value)}`} />
            ))}
            <Radio value={DEAL} label={`The deal: ${valueIn(field, current)}`} />
          </Stack>
        </Radio.Group>
        <Textarea label="Reason" autosize minRows={2} data-autofocus {...input('reason')} />
      </ProblemForm>
    </Modal>
  )
}
