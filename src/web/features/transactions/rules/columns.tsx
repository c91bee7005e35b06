import { Text } from '@mantine/core'
import type { Rule } from '#domains/transactions/requirement-rules/schema.ts'
import type { Column } from '#web/kit/table/column.ts'
import { Dimmed, textColumn } from '#web/kit/table/columns.tsx'
import { sentenceOf } from './sentence.ts'

export const stateOfRule = ({ active, requirement }: Rule): string =>
  active ? (requirement === 'required' ? 'Required' : 'Optional') : 'Not in use'

export const RULE_COLUMNS: Column<Rule>[] = [
  textColumn('name', 'Document', { main: true, width: 300, grows: true }),
  {
    ...{ id: 'state', header: 'Needed', width: 110, value: stateOfRule },
    cell: (rule) => (rule.active ? stateOfRule(rule) : <Dimmed>{stateOfRule(rule)}</Dimmed>),
  },
  {
    ...{ id: 'when', header: 'Applies when', width: 360, value: ({ when }) => sentenceOf(when) },
    cell: ({ when }) => (
      <Text span inherit truncate title={sentenceOf(when)}>
        {sentenceOf(when)}
      </Text>
    ),
  },
  textColumn('citation', 'Law or form', { width: 220, optional: true }),
]

/** The second line of a rule on a phone. */
export const ruleLine = (rule: Rule) => `${stateOfRule(rule)} · ${sentenceOf(rule.when)}`
