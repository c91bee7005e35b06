import { ActionIcon, Checkbox, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type Issue, issueAt } from '#web/features/calculators/ask.ts'
import { DateField } from '#web/features/calculators/fields/DateField.tsx'
import { MoneyField } from '#web/features/calculators/fields/MoneyField.tsx'
import type { PropertyFacts } from './identification-facts.ts'
import styles from './PropertyRow.module.css'

type Props = {
  property: PropertyFacts
  place: number
  others: PropertyFacts[]
  issues: Issue[]
  put: (part: Partial<PropertyFacts>) => void
  remove: (() => void) | undefined
}

export function PropertyRow({ property, place, others, issues, put, remove }: Props) {
  const { id, name, value, received, revoked } = property
  const called = name || `property ${place}`
  return (
    <div className={styles.row} data-revoked={revoked || undefined}>
      <TextInput
        className={styles.name}
        size="sm"
        label={`Property ${place}`}
        placeholder="Address or name"
        maxLength={120}
        value={name}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      {remove && (
        <ActionIcon className={styles.remove} size={34} aria-label={`Remove ${called}`} onClick={remove}>
          <IconX size={16} />
        </ActionIcon>
      )}
      <MoneyField
        label="Value"
        aria-label={`Value of ${called}`}
        value={value}
        onFact={(fact) => put({ value: fact })}
        error={issueAt(issues, `${id}.value`)}
      />
      <DateField
        label="Received on"
        aria-label={`${called} received on`}
        value={received}
        onFact={(fact) => put({ received: fact })}
        error={issueAt(issues, `${id}.received`)}
      />
      <More property={property} called={called} others={others} issues={issues} put={put} />
    </div>
  )
}

type MoreProps = Pick<Props, 'property' | 'others' | 'issues' | 'put'> & { called: string }

/** What few properties need, so it is folded until one of them does. */
function More({ property: { id, value_95, revoked, part_of }, called, others, issues, put }: MoreProps) {
  return (
    <details className={styles.more} open={Boolean(revoked || part_of || value_95) || undefined}>
      <summary>More about {called}</summary>
      <div className={styles.details}>
        <Checkbox
          label="Revoked in time, in a signed writing"
          checked={revoked === 'yes'}
          onChange={(event) => put({ revoked: event.currentTarget.checked ? 'yes' : '' })}
        />
        <MoneyField
          label="Value when received, if another"
          value={value_95}
          onFact={(fact) => put({ value_95: fact })}
          error={issueAt(issues, `${id}.value_95`)}
        />
        <Select
          label="Comes with (incidental property)"
          placeholder={others.length > 0 ? 'A larger item' : 'Name another property first'}
          data={others.map((other) => ({ value: other.id, label: other.name }))}
          disabled={others.length === 0}
          clearable
          value={part_of || null}
          onChange={(larger) => put({ part_of: larger ?? '' })}
        />
      </div>
    </details>
  )
}
