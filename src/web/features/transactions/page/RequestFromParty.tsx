import { Modal, Textarea, TextInput } from '@mantine/core'
import { z } from 'zod'
import { NewDocumentRequest } from '#domains/documents/requests/schema.ts'
import type { Party } from '#domains/transactions/parties/schema.ts'
import { dealRequests } from '#domains/transactions/requests/contract.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { mistakesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { ItemsField } from '#web/pickers/ItemsField.tsx'
import { type DraftItem, NO_ITEM, namedItems, titleOf } from '#web/pickers/items.ts'
import { useChange } from '#web/use-call.ts'

type Values = { items: DraftItem[]; due_on: string; message: string }
const { items, due_on, message } = NewDocumentRequest.shape
const Form = z.object({ items: items.unwrap(), due_on, message })

type Props = { id: string; party: Party; email: string | null; onClose: () => void }

/** Asks a party for documents. What they send is attached to the deal, and everyone in the organization sees it. */
export function RequestFromParty({ id, party: { id: party_id, display_name }, email, onClose }: Props) {
  const create = useChange(dealRequests.create)
  const { form, field, submit, refusal, busy } = useZodForm<Values>(Form, {
    initialValues: { items: [NO_ITEM], due_on: '', message: '' },
    validate: (values) => mistakesOf(Form.shape, { ...values, items: namedItems(values.items) }),
    draft: `request-from-${party_id}`,
  })
  const ask = submit(async ({ due_on, message, items }) => {
    const needed = namedItems(items)
    const said = { ...(due_on && { due_on }), ...(message && { message }) }
    const asked = { party_id, title: titleOf('', needed), items: needed, visibility: 'agency' as const }
    await create.make({ id }, { ...asked, ...said })
    notify(`Request sent to ${email}.`)
    form.reset()
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={`Request documents from ${display_name}`} size={520}>
      <ProblemForm onSubmit={ask} refusal={refusal} busy={busy} action="Send request" button="end">
        <ItemsField
          items={form.getValues().items}
          error={form.errors.items}
          onChange={(next) => form.setFieldValue('items', next)}
        />
        <TextInput type="date" label="Needed by (optional)" {...form.getInputProps('due_on')} />
        <Textarea label="Message (optional)" autosize minRows={2} {...field('message')} />
      </ProblemForm>
    </Modal>
  )
}
