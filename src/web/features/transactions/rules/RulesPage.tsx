import { Button, Group, Text } from '@mantine/core'
import { IconBooks, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { rules } from '#domains/transactions/requirement-rules/contract.ts'
import type { Rule } from '#domains/transactions/requirement-rules/schema.ts'
import { List } from '#web/kit/list/List.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useMay } from '#web/session.ts'
import { useWholeList } from '#web/use-list.ts'
import { RULE_COLUMNS, ruleLine } from './columns.tsx'
import { LibraryModal } from './LibraryModal.tsx'
import { RuleDetail } from './RuleDetail.tsx'
import { RuleModal } from './RuleModal.tsx'

/** Which documents the organization's deals need, by rules over what is known of them. */
export function RulesPage() {
  const edit = useMay('transactions.review')
  const list = useWholeList(rules.all, { name: 'rules', columns: RULE_COLUMNS })
  const [editing, setEditing] = useState<Rule | null>(null)
  const [library, making] = [list.dialog('library'), list.dialog('rule')]
  const actions = edit && (
    <Group gap="xs" justify="flex-end">
      <Button variant="default" leftSection={<IconBooks size={16} />} onClick={() => list.make('library')}>
        Add from library
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={() => list.make('rule')}>
        New rule
      </Button>
    </Group>
  )
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Text size="sm" c="dimmed" maw={520}>
          Each deal asks for the documents whose conditions it meets. Closing waits for the required ones.
        </Text>
        {list.rows && list.rows.length > 0 && actions}
      </Group>
      <List
        list={list}
        one="rule"
        empty={
          <Empty title="No rules yet" action={actions}>
            Start with the rules of your state and federal law, or write your own.
          </Empty>
        }
        panel={(rule) => <RuleDetail rule={rule} edit={edit} onEdit={() => setEditing(rule)} />}
        nameOf={({ name }) => name}
        second={ruleLine}
      />
      {edit && <LibraryModal {...library} />}
      {edit && making.opened && <RuleModal rule={null} onClose={making.onClose} />}
      {editing && <RuleModal rule={editing} onClose={() => setEditing(null)} />}
    </>
  )
}
