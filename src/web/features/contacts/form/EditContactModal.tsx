import { Modal } from '@mantine/core'
import { contacts } from '#domains/contacts/contract.ts'
import type { ContactDetail } from '#domains/contacts/schema.ts'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useChange } from '#web/use-call.ts'
import { ContactFields } from './ContactFields.tsx'
import { changeOf, valuesOf } from './contact-values.ts'
import { useContactForm } from './use-contact-form.ts'

type Props = { contact: ContactDetail; opened: boolean; onClose: () => void }

export function EditContactModal({ contact, opened, onClose }: Props) {
  const { id, version } = contact
  const change = useChange(contacts.change)
  const state = useContactForm(valuesOf(contact))
  const { form, submit, refusal, busy } = state
  const save = submit(async (values) => {
    await change.make({ id }, changeOf(values, contact), { version })
    onClose()
  })
  return (
    <Modal opened={opened} onClose={onClose} title={`Edit ${contact.display_name}`} size={620}>
      <ProblemForm
        onSubmit={save}
        refusal={refusal}
        busy={busy}
        action="Save"
        button="end"
        disabled={!form.isDirty()}
      >
        <ContactFields state={state} />
      </ProblemForm>
    </Modal>
  )
}
