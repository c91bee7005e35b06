import { ActionIcon, Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Fact } from '#domains/transactions/rules/requirements.ts'
import { FACTS } from '#web/features/transactions/requirements/words.ts'
import styles from './Rules.module.css'
import { COMPARISONS } from './sentence.ts'
import {
  type Condition,
  type Group as Conditions,
  comparisonsOf,
  isGroup,
  newKey,
  type Part,
} from './tree.ts'
import { ValueField } from './ValueField.tsx'

const FACT_CHOICES = Object.entries(FACTS).map(([value, { label }]) => ({ value, label }))
/** A group in a group in a group is more than people read. */
const MOST_DEPTH = 3

type Props = {
  group: Conditions
  onChange: (group: Conditions) => void
  onRemove?: () => void
  depth?: number
}

/** When a rule applies: conditions on the facts of a deal, all or any of them. */
export function ConditionsEditor({ group, onChange, onRemove, depth = 1 }: Props) {
  const { parts, match } = group
  const replace = (key: string, part: Part | null) =>
    onChange({ ...group, parts: parts.flatMap((one) => (one.key === key ? (part ?? []) : one)) })
  const add = (part: Part) => onChange({ ...group, parts: [...parts, part] })
  return (
    <Stack gap="xs" className={depth > 1 ? styles.group : undefined}>
      {(parts.length > 1 || depth > 1) && (
        <Group gap="xs" wrap="nowrap" justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label="How the conditions are combined"
            value={match}
            onChange={(value) => onChange({ ...group, match: value === 'any' ? 'any' : 'all' })}
            data={[
              { value: 'all', label: 'All of these' },
              { value: 'any', label: 'Any of these' },
            ]}
          />
          {onRemove && <RemoveButton label="Remove group" onClick={onRemove} />}
        </Group>
      )}
      {parts.length === 0 && (
        <Text size="sm" c="dimmed">
          Applies to every deal. Add a condition to narrow it.
        </Text>
      )}
      {parts.map((part) =>
        isGroup(part) ? (
          <ConditionsEditor
            key={part.key}
            group={part}
            depth={depth + 1}
            onChange={(next) => replace(part.key, next)}
            onRemove={() => replace(part.key, null)}
          />
        ) : (
          <ConditionRow
            key={part.key}
            condition={part}
            onChange={(next) => replace(part.key, next)}
            onRemove={() => replace(part.key, null)}
          />
        ),
      )}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => add(conditionOn('state'))}
        >
          Condition
        </Button>
        {depth < MOST_DEPTH && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              add({ key: newKey(), match: match === 'all' ? 'any' : 'all', parts: [conditionOn('state')] })
            }
          >
            Group
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function conditionOn(fact: Fact): Condition {
  return { key: newKey(), fact, comparison: comparisonsOf(fact)[0] ?? 'is', values: [] }
}

type RowProps = {
  condition: Condition
  onChange: (condition: Condition) => void
  onRemove: () => void
}

function ConditionRow({ condition, onChange, onRemove }: RowProps) {
  const { key, fact, comparison, values } = condition
  const one = comparison === 'is' || comparison === 'is_not'
  return (
    <div className={styles.condition}>
      <Select
        size="xs"
        aria-label="Fact"
        searchable
        allowDeselect={false}
        data={FACT_CHOICES}
        value={fact}
        onChange={(chosen) => chosen && onChange({ ...conditionOn(chosen as Fact), key })}
      />
      <Select
        className={styles.second}
        size="xs"
        aria-label="Comparison"
        allowDeselect={false}
        data={comparisonsOf(fact).map((value) => ({ value, label: COMPARISONS[value] }))}
        value={comparison}
        onChange={(chosen) => {
          if (!chosen) return
          const next = chosen as Condition['comparison']
          const single = next === 'is' || next === 'is_not'
          onChange({ ...condition, comparison: next, values: single && !one ? values.slice(0, 1) : values })
        }}
      />
      <div className={styles.second}>
        <ValueField condition={condition} onChange={(next) => onChange({ ...condition, values: next })} />
      </div>
      <div className={styles.remove}>
        <RemoveButton label={`Remove condition on ${FACTS[fact].label}`} onClick={onRemove} />
      </div>
    </div>
  )
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon size={28} variant="subtle" color="gray" aria-label={label} onClick={onClick}>
      <IconX size={15} />
    </ActionIcon>
  )
}
