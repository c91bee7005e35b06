import { Modal, Textarea } from '@mantine/core'
import { z } from 'zod'
import { Reason } from '#domains/transactions/schema.ts'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'

const FORM = z.object({ reason: Reason })

const KINDS = {
  reject: { title: 'Reject', label: 'What is wrong, and what to do', action: 'Reject' },
  waive: { title: 'Not applicable', label: 'Why it isn’t needed', action: 'Mark as not applicable' },
} as const

type Props = {
  kind: keyof typeof KINDS
  name: string
  onClose: () => void
  send: (reason: string) => Promise<unknown>
}

/** Why a document was rejected, or isn't needed: the agent reads it. */
export function ReasonModal({ kind, name, onClose, send }: Props) {
  const { title, label, action } = KINDS[kind]
  const { field, submit, refusal, busy } = useZodForm<{ reason: string }>(FORM, {
    initialValues: { reason: '' },
  })
  const onSubmit = submit(async ({ reason }) => {
    await send(reason)
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={`${title}: ${name}`}>
      <ProblemForm onSubmit={onSubmit} refusal={refusal} busy={busy} action={action} button="end">
        <Textarea label={label} autosize minRows={2} data-autofocus {...field('reason')} />
      </ProblemForm>
    </Modal>
  )
}
