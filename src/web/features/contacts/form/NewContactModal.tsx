import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { contacts } from '#domains/contacts/contract.ts'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useSession } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'
import { ContactFields } from './ContactFields.tsx'
import { changeOf, newValues } from './contact-values.ts'
import { useContactForm } from './use-contact-form.ts'

export function NewContactModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const me = useSession()?.user.id ?? null
  const create = useChange(contacts.create)
  const navigate = useNavigate()
  const state = useContactForm(newValues(me), 'new-contact')
  const { form, submit, refusal, busy } = state
  const add = submit(async (values) => {
    const { id } = await create.make({}, changeOf(values))
    form.reset()
    onClose()
    await navigate({ to: '/contacts/$id', params: { id } })
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Add contact" size={620}>
      <ProblemForm onSubmit={add} refusal={refusal} busy={busy} action="Add contact" button="end">
        <ContactFields state={state} />
      </ProblemForm>
    </Modal>
  )
}
