import { MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { FACT_KINDS } from '#domains/transactions/rules/facts.ts'
import { FACTS } from '#web/features/transactions/requirements/words.ts'
import type { Condition } from './tree.ts'

type Props = { condition: Condition; onChange: (values: Condition['values']) => void }

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

/** What a fact is compared with: chosen, typed or counted, as the fact is. */
export function ValueField({ condition: { fact, comparison, values }, onChange }: Props) {
  const { kind } = FACT_KINDS[fact]
  const [first] = values
  const many = comparison === 'in' || comparison === 'not_in'
  const label = `Value of ${FACTS[fact].label}`
  const field = { size: 'xs', 'aria-label': label } as const
  const set = (value: string | number | null) => onChange(value === null || value === '' ? [] : [value])
  if (kind === 'number')
    return (
      <NumberInput
        {...field}
        {...(fact === 'sale_price' && { prefix: '$', thousandSeparator: ',' })}
        value={typeof first === 'number' ? first : ''}
        onChange={(value) => set(value === '' ? null : Number(value))}
      />
    )
  if (kind === 'boolean')
    return (
      <Select
        {...field}
        placeholder="Choose"
        data={YES_NO}
        allowDeselect={false}
        value={first === undefined ? null : String(first)}
        onChange={(value) => value && onChange([value === 'true'])}
      />
    )
  const data = Object.entries(FACTS[fact].values ?? {}).map(([value, label]) => ({ value, label }))
  const texts = values.map(String)
  if (kind === 'text')
    return many ? (
      <TagsInput {...field} value={texts} onChange={onChange} placeholder="Enter each" />
    ) : (
      <TextInput {...field} value={texts[0] ?? ''} onChange={({ target }) => set(target.value)} />
    )
  if (many)
    return (
      <MultiSelect
        {...field}
        placeholder={values.length === 0 ? 'Choose' : ''}
        searchable
        data={data}
        value={texts}
        onChange={onChange}
      />
    )
  return (
    <Select {...field} placeholder="Choose" searchable data={data} value={texts[0] ?? null} onChange={set} />
  )
}
