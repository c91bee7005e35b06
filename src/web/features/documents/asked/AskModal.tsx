import { Modal, Select, Textarea, TextInput } from '@mantine/core'
import { requests } from '#domains/documents/requests/contract.ts'
import type { DocumentType } from '#domains/documents/schema.ts'
import { VisibilityFields } from '#web/features/documents/page/VisibilityFields.tsx'
import { DOCUMENT_TYPES, options, type VisibilityName } from '#web/features/documents/words.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useChange } from '#web/use-call.ts'

type Values = {
  requested_from_email: string
  title: string
  message: string
  document_type: DocumentType | null
  visibility: VisibilityName
  team_id: string | null
  expires_in_days: string
}
const EMPTY: Values = {
  requested_from_email: '',
  title: '',
  message: '',
  document_type: null,
  visibility: 'private',
  team_id: null,
  expires_in_days: '14',
}
const LIVES = [
  { value: '3', label: '3 days' },
  { value: '7', label: '7 days' },
  { value: '14', label: '14 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
]

export function AskModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const create = useChange(requests.create)
  const { form, submit, refusal, busy } = useProblemForm<Values>({
    initialValues: EMPTY,
    draft: 'request',
  })
  const ask = submit(async ({ message, document_type, team_id, expires_in_days, ...values }) => {
    await create.make(
      {},
      {
        ...values,
        ...(message && { message }),
        ...(document_type && { document_type }),
        ...(team_id && { team_id }),
        expires_in_days: Number(expires_in_days),
      },
    )
    notify(`Request sent to ${values.requested_from_email}.`)
    form.reset()
    onClose()
  })
  const { visibility, team_id } = form.getValues()
  return (
    <Modal opened={opened} onClose={onClose} title="Request documents">
      <ProblemForm onSubmit={ask} refusal={refusal} busy={busy} action="Send request" button="end">
        <TextInput
          label="From"
          description="Their email address. They don't need an account."
          type="email"
          required
          data-autofocus
          {...form.getInputProps('requested_from_email')}
        />
        <TextInput
          label="What you need"
          placeholder="Proof of funds"
          required
          {...form.getInputProps('title')}
        />
        <Textarea label="Message" autosize minRows={2} {...form.getInputProps('message')} />
        <Select
          label="Type"
          placeholder="Any"
          clearable
          data={options(DOCUMENT_TYPES)}
          {...form.getInputProps('document_type')}
        />
        <VisibilityFields
          visibility={visibility}
          team_id={team_id}
          onChange={(change) => form.setValues(change as Partial<Values>)}
        />
        <Select
          label="Expires in"
          data={LIVES}
          allowDeselect={false}
          {...form.getInputProps('expires_in_days')}
        />
      </ProblemForm>
    </Modal>
  )
}
