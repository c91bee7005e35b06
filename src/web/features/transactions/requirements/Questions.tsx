import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { transactions } from '#domains/transactions/contract.ts'
import { properties } from '#domains/transactions/properties/contract.ts'
import { FACT_KINDS } from '#domains/transactions/rules/facts.ts'
import type { Fact } from '#domains/transactions/rules/requirements.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { formatCount } from '#web/kit/figures.ts'
import { useChange } from '#web/use-call.ts'
import styles from './Requirements.module.css'
import { FACTS } from './words.ts'

const OF_PROPERTY: Fact[] = ['state', 'county', 'property_type', 'year_built', 'hoa', 'new_construction']
type Answer = string | number | boolean

type Props = { deal: TransactionDetail; questions: { fact: Fact; decides: number }[] }

/** What isn’t known of the deal and decides what it needs, one question at a time. */
export function Questions({ deal, questions }: Props) {
  const [skipped, skip] = useState<Fact[]>([])
  const open = questions.filter(({ fact }) => !skipped.includes(fact))
  const [first] = open
  if (!first) return null
  return (
    <div className={styles.question}>
      <IconHelpCircle size={18} aria-hidden />
      <Stack gap={6} miw={0} flex={1}>
        <div>
          <Text size="sm" fw={500}>
            {FACTS[first.fact].question}
          </Text>
          <Text size="xs" c="dimmed">
            {`Decides ${formatCount(first.decides, 'document')}${open.length > 1 ? ` · ${open.length - 1} more to answer` : ''}`}
          </Text>
        </div>
        <Question key={first.fact} deal={deal} fact={first.fact} />
      </Stack>
      {open.length > 1 && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => skip([...skipped, first.fact])}
        >
          Skip
        </Button>
      )}
    </div>
  )
}

function Question({ deal, fact }: { deal: TransactionDetail; fact: Fact }) {
  const { id, version, property } = deal
  const [change, changeProperty] = [useChange(transactions.change), useChange(properties.change)]
  const busy = change.busy || changeProperty.busy
  const save = (answer: Answer) =>
    OF_PROPERTY.includes(fact)
      ? changeProperty.run(null, { id: property.id }, { [fact]: answer }, { version: property.version })
      : change.run(null, { id }, { [fact]: fact === 'sale_price' ? String(answer) : answer }, { version })
  const { kind } = FACT_KINDS[fact]
  const { label, values = {} } = FACTS[fact]
  if (kind === 'boolean')
    return (
      <Group gap="xs" role="group" aria-label={label}>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => save(true)}>
          Yes
        </Button>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => save(false)}>
          No
        </Button>
      </Group>
    )
  if (kind === 'choice')
    return (
      <Select
        size="xs"
        maw={260}
        aria-label={label}
        placeholder="Choose"
        searchable={fact === 'state'}
        disabled={busy}
        data={Object.entries(values).map(([value, name]) => ({ value, label: name }))}
        onChange={(value) => value && save(value)}
      />
    )
  return (
    <Typed label={label} number={kind === 'number'} money={fact === 'sale_price'} busy={busy} save={save} />
  )
}

type TypedProps = {
  label: string
  number: boolean
  money: boolean
  busy: boolean
  save: (answer: Answer) => unknown
}

function Typed({ label, number, money, busy, save }: TypedProps) {
  const [value, setValue] = useState<string | number>('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value !== '') save(value)
  }
  const field = { size: 'xs', maw: 160, 'aria-label': label } as const
  return (
    <form onSubmit={submit}>
      <Group gap="xs">
        {number ? (
          <NumberInput
            {...field}
            {...(money && { prefix: '$', thousandSeparator: ',', decimalScale: 2 })}
            min={0}
            value={value}
            onChange={setValue}
          />
        ) : (
          <TextInput {...field} value={value} onChange={({ target }) => setValue(target.value)} />
        )}
        <Button type="submit" size="compact-sm" variant="default" loading={busy}>
          Save
        </Button>
      </Group>
    </form>
  )
}
