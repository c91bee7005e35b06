import { TYPE_NAMES } from '#domains/documents/rules/names.ts'
import { requirements } from '#domains/transactions/requirements/contract.ts'
import { NewRequirement } from '#domains/transactions/requirements/schema.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { useChange } from '#web/use-call.ts'

type Props = { id: string; opened: boolean; onClose: () => void }

/** A document that only this deal needs. */
export function AddRequirementModal({ id, opened, onClose }: Props) {
  const add = useChange(requirements.add)
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title="Add a document to this deal"
      schema={NewRequirement}
      action="Add"
      send={(values) => add.make({ id }, values)}
      said={({ name }) => `${name} added.`}
      fields={{
        name: 'Name',
        requirement: {
          label: 'Needed to close',
          words: { required: 'Required', optional: 'Optional' },
        },
        document_type: {
          label: 'Filled by documents of type',
          words: TYPE_NAMES,
        },
        reason: 'Reason',
      }}
    />
  )
}
