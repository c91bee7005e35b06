import { Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { CustomFields } from './CustomFields.tsx'
import { type CustomField, fieldsOf, recordOf } from './custom-fields.ts'

type Props = {
  record: { version: number; custom_fields: Record<string, unknown> }
  /** What people note there, with examples. */
  hint: string
  save: (custom_fields: ReturnType<typeof recordOf>, version: number) => Promise<unknown>
  onClose: () => void
}

/** What an organization notes about a record beyond its own fields. */
export function CustomFieldsModal({ record, hint, save, onClose }: Props) {
  // What someone else saves while this is open is not overwritten: the save is refused.
  const [{ version, custom_fields }] = useState(record)
  const { form, submit, refusal, busy } = useProblemForm<{ fields: CustomField[] }>({
    initialValues: { fields: fieldsOf(custom_fields) },
  })
  const onSubmit = submit(async ({ fields }) => {
    await save(recordOf(fields, custom_fields), version)
    notify('Custom fields saved.')
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title="Edit custom fields">
      <ProblemForm onSubmit={onSubmit} refusal={refusal} busy={busy} action="Save" button="end">
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
        <CustomFields
          heading={false}
          fields={form.getValues().fields}
          onChange={(fields) => form.setFieldValue('fields', fields)}
        />
      </ProblemForm>
    </Modal>
  )
}
