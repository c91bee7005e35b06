import { Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { rules } from '#domains/transactions/requirement-rules/contract.ts'
import { NewRule, type Rule } from '#domains/transactions/requirement-rules/schema.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { useChange } from '#web/use-call.ts'
import { ConditionsEditor } from './ConditionsEditor.tsx'
import { KIND_CHOICES, kindOf, kindValue } from './kinds.ts'
import { Preview } from './Preview.tsx'
import { predicateOf, treeOf } from './tree.ts'

const FORM = NewRule.omit({ when: true, document_type: true, document_category: true })

type Props = { rule: Rule | null; onClose: () => void }

/** A rule: which document, for which deals, and why; what it would change is shown before it is saved. */
export function RuleModal({ rule, onClose }: Props) {
  const [create, change] = [useChange(rules.create), useChange(rules.change)]
  const [conditions, setConditions] = useState(() => treeOf(rule?.when ?? { all: [] }))
  const [kind, setKind] = useState(rule && kindValue(rule))
  const whole = () => ({ ...kindOf(kind), when: predicateOf(conditions) })
  return (
    <FormModal
      opened
      onClose={onClose}
      title={rule ? 'Edit rule' : 'New rule'}
      size={720}
      schema={FORM}
      initial={
        rule
          ? {
              ...{ name: rule.name, requirement: rule.requirement, reason: rule.reason },
              ...{ citation: rule.citation ?? '', active: rule.active },
            }
          : { requirement: 'required' }
      }
      action={rule ? 'Save' : 'Create'}
      send={(values) =>
        rule
          ? change.make({ id: rule.id }, { ...values, ...whole() }, { version: rule.version })
          : create.make({}, { ...values, ...whole() })
      }
      said={({ name }) => `${name} saved. Open deals are being updated.`}
      fields={{
        name: 'Document',
        requirement: {
          label: 'Where it applies, it is',
          words: { required: 'Required to close', optional: 'Optional' },
        },
        reason: 'Reason, as shown on the deal',
        citation: 'Law or form',
        active: 'In use',
      }}
    >
      {(_, form) => (
        <>
          <Select
            label="Filled by (optional)"
            description="Documents of this kind fill it by themselves once they are attached to the deal."
            placeholder="Only what people submit"
            searchable
            clearable
            data={KIND_CHOICES}
            value={kind}
            onChange={setKind}
          />
          <Stack gap="xs">
            <Text size="sm" fw={500}>
              Applies to deals where
            </Text>
            <ConditionsEditor group={conditions} onChange={setConditions} />
          </Stack>
          <Preview rule={rule} valuesOf={() => ({ ...form.getValues(), ...whole() })} />
        </>
      )}
    </FormModal>
  )
}
