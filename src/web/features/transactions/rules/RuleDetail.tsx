import { Button, Group, Stack, Switch, Text, Title } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { categoryName } from '#domains/documents/rules/categories.ts'
import { TYPE_NAMES } from '#domains/documents/rules/names.ts'
import { rules } from '#domains/transactions/requirement-rules/contract.ts'
import type { Rule } from '#domains/transactions/requirement-rules/schema.ts'
import { notifyUndo } from '#web/kit/notify.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { useChange } from '#web/use-call.ts'
import { sentenceOf } from './sentence.ts'

type Props = { rule: Rule; edit: boolean; onEdit: () => void }

/** A rule beside its list. */
export function RuleDetail({ rule, edit, onEdit }: Props) {
  const { id, version, name, requirement, when, reason, citation, active, library_key } = rule
  const change = useChange(rules.change)
  return (
    <Stack gap="sm">
      <Title order={2} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Title>
      <Facts
        facts={[
          ['Needed', requirement === 'required' ? 'Required to close' : 'Optional'],
          ['Applies when', sentenceOf(when)],
          ['Reason', reason],
          ['Law or form', citation],
          ['Filled by', filledBy(rule)],
          ['From', library_key ? 'The library' : 'Your organization'],
        ]}
      />
      {edit && (
        <>
          <Switch
            label="In use"
            checked={active}
            disabled={change.busy}
            onChange={() =>
              change.run(
                active ? `${name} is not in use anymore.` : `${name} is in use.`,
                { id },
                { active: !active },
                { version },
              )
            }
          />
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPencil size={14} />}
              onClick={onEdit}
            >
              Edit
            </Button>
            <RemoveRule rule={rule} />
          </Group>
          <Text size="xs" c="dimmed">
            Open deals follow every change of a rule. Deals that are closed keep their list.
          </Text>
        </>
      )}
    </Stack>
  )
}

function RemoveRule({ rule }: { rule: Rule }) {
  const [remove, create] = [useChange(rules.remove), useChange(rules.create)]
  const { id, name, document_type, document_category, requirement, when, reason, citation, active } = rule
  const again = { name, document_type, document_category, requirement, when, reason, citation, active }
  const take = async () => {
    if (await remove.run(null, { id })) notifyUndo(`${name} removed.`, () => create.make({}, again))
  }
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={14} />}
      onClick={take}
    >
      Remove
    </Button>
  )
}

function filledBy({ document_type, document_category }: Rule): string {
  if (!document_type) return 'What people submit'
  return categoryName(document_category) ?? TYPE_NAMES[document_type]
}
