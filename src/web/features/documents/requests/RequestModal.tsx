import { Group, Modal, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { z } from 'zod'
import { requests } from '#domains/documents/requests/contract.ts'
import { NewDocumentRequest } from '#domains/documents/requests/schema.ts'
import { VisibilityFields } from '#web/features/documents/page/VisibilityFields.tsx'
import type { VisibilityName } from '#web/features/documents/words.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { daysOf, defaultOf, mistakesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { ItemsField } from '#web/pickers/ItemsField.tsx'
import { type DraftItem, NO_ITEM, namedItems, titleOf } from '#web/pickers/items.ts'
import { useChange } from '#web/use-call.ts'

type Values = {
  requested_from_email: string
  requested_from_name: string
  title: string
  items: DraftItem[]
  due_on: string
  message: string
  visibility: VisibilityName
  team_id: string | null
  expires_in_days: number
}
const { title, items, visibility, expires_in_days, ...others } = NewDocumentRequest.shape
/** What its sender leaves out of the title is said by the documents. */
const Form = z.object({
  ...others,
  title: title.optional(),
  items: items.unwrap(),
  visibility,
  expires_in_days,
})
const EMPTY: Values = {
  requested_from_email: '',
  requested_from_name: '',
  title: '',
  items: [NO_ITEM],
  due_on: '',
  message: '',
  visibility: defaultOf(visibility),
  team_id: null,
  expires_in_days: defaultOf(expires_in_days),
}
const LIVES = daysOf(expires_in_days, [3, 7, 14, 30, 90])

/** What the API is asked. */
export function requestOf({
  requested_from_name,
  title,
  items,
  due_on,
  message,
  team_id,
  ...values
}: Values) {
  const needed = namedItems(items)
  return {
    ...values,
    title: titleOf(title, needed),
    items: needed,
    ...(requested_from_name.trim() && { requested_from_name }),
    ...(due_on && { due_on }),
    ...(message && { message }),
    ...(team_id && { team_id }),
  }
}

export function RequestModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const create = useChange(requests.create)
  const { form, field, submit, refusal, busy } = useZodForm<Values>(Form, {
    initialValues: EMPTY,
    validate: (values) => mistakesOf(Form.shape, { ...values, items: namedItems(values.items) }),
    draft: 'request-list',
  })
  const ask = submit(async (values) => {
    await create.make({}, requestOf(values))
    notify(`Request sent to ${values.requested_from_email}.`)
    form.reset()
    onClose()
  })
  const { visibility, team_id, items } = form.getValues()
  return (
    <Modal opened={opened} onClose={onClose} title="Request documents" size={520}>
      <ProblemForm onSubmit={ask} refusal={refusal} busy={busy} action="Send request" button="end">
        <TextInput
          label="Client’s email"
          description="They get a link and don’t need an account."
          type="email"
          data-autofocus
          {...field('requested_from_email')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Client name (optional)" {...field('requested_from_name')} />
          <TextInput label="Title (optional)" placeholder="1204 Alder Court" {...field('title')} />
        </SimpleGrid>
        <ItemsField
          items={items}
          error={form.errors.items}
          onChange={(next) => form.setFieldValue('items', next)}
        />
        <Textarea label="Message (optional)" autosize minRows={2} {...field('message')} />
        <Group grow align="flex-start">
          <TextInput type="date" label="Needed by (optional)" {...form.getInputProps('due_on')} />
          <Select
            label="Link expires in"
            data={LIVES}
            allowDeselect={false}
            {...form.getInputProps('expires_in_days')}
          />
        </Group>
        <VisibilityFields
          visibility={visibility}
          team_id={team_id}
          onChange={(change) => form.setValues(change as Partial<Values>)}
        />
      </ProblemForm>
    </Modal>
  )
}
