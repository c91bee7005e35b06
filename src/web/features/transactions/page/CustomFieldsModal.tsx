import { Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { transactions } from '#domains/transactions/contract.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { CustomFields } from '#web/kit/record/CustomFields.tsx'
import { type CustomField, fieldsOf, recordOf } from '#web/kit/record/custom-fields.ts'
import { useChange } from '#web/use-call.ts'

/** What this organization notes about a deal beyond its own fields. */
export function CustomFieldsModal({ deal, onClose }: { deal: TransactionDetail; onClose: () => void }) {
  // What someone else saves meanwhile is not overwritten: the save is refused.
  const [{ id, version, custom_fields }] = useState(deal)
  const change = useChange(transactions.change)
  const { form, submit, refusal, busy } = useProblemForm<{ fields: CustomField[] }>({
    initialValues: { fields: fieldsOf(custom_fields) },
  })
  const save = submit(async ({ fields }) => {
    await change.make({ id }, { custom_fields: recordOf(fields, custom_fields) }, { version })
    notify('Custom fields saved.')
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title="Edit custom fields">
      <ProblemForm onSubmit={save} refusal={refusal} busy={busy} action="Save" button="end">
        <Text size="sm" c="dimmed">
          What else you note about this deal: an escrow number, a lot, a gate code.
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
