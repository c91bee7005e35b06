import { Checkbox, Group, NumberInput, Radio, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import styles from './Chips.module.css'
import {
  bytesOf,
  type Choice,
  chosenOf,
  type Filter,
  isDay,
  megabytes,
  type Search,
  toggled,
} from './filter.ts'

type Props<F extends Filter = Filter> = { filter: F; search: Search; change: (search: Search) => void }
type Kind<K extends Filter['kind']> = Extract<Filter, { kind: K }>

/** What a filter lets through, chosen. */
export function Editor({ filter, ...props }: Props) {
  if (filter.kind === 'choices') return <Choices filter={filter} {...props} />
  if (filter.kind === 'text') return <Part filter={filter} {...props} />
  if (filter.kind === 'days') return <Days filter={filter} {...props} />
  if (filter.kind === 'sizes') return <Sizes filter={filter} {...props} />
  return null
}

const MANY = 8

function Choices({ filter, search, change }: Props<Kind<'choices'>>) {
  const [typed, setTyped] = useState('')
  const chosen = filter.several ? chosenOf(filter, search) : [search[filter.id] ?? '']
  const known = new Set(filter.choices.map(({ value }) => value))
  const unknown: Choice[] = chosen
    .filter((value) => value && !known.has(value))
    .map((value) => ({ value, label: value }))
  const all = [...unknown, ...filter.choices]
  const fitting = all.filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()))
  const Box = filter.several ? Checkbox : Radio
  return (
    <div className={styles.choices}>
      {filter.choices.length > MANY && (
        <TextInput
          size="xs"
          aria-label={`Find in ${filter.label}`}
          placeholder="Find"
          data-autofocus
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      <div className={styles.list}>
        {fitting.map(({ value, label, count }) => (
          <Box
            key={value}
            size="xs"
            className={styles.choice}
            label={
              <>
                {label} {count !== undefined && <span className={styles.count}>{count}</span>}
              </>
            }
            checked={chosen.includes(value)}
            onChange={() => change(toggled(filter, search, value))}
          />
        ))}
        {fitting.length === 0 && (
          <Text size="xs" c="dimmed" p={6}>
            {all.length === 0 ? 'Nothing to choose from yet' : 'No matches'}
          </Text>
        )}
      </div>
    </div>
  )
}

const PAUSE_MS = 300

/** Narrows while it is typed, and at once with Enter or a suggestion. */
function Part({ filter: { id, label, known, fits }, search, change }: Props<Kind<'text'>>) {
  const [typed, setTyped] = useState(search[id] ?? '')
  const narrow = (part: string) => change({ ...search, [id]: part.trim() || undefined })
  const later = useDebouncedCallback(narrow, PAUSE_MS)
  const take = (part: string) => {
    setTyped(part)
    later.cancel()
    narrow(part)
  }
  const fitting = known.filter(({ value }) => value !== typed && (typed.trim() === '' || fits(value, typed)))
  return (
    <div className={styles.choices}>
      <TextInput
        size="xs"
        aria-label={label}
        placeholder="Any part of it"
        data-autofocus
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          later(currentTarget.value)
        }}
        onKeyDown={({ key }) => key === 'Enter' && take(typed)}
      />
      <div className={styles.list}>
        {fitting.map(({ value, label, count }) => (
          <UnstyledButton key={value} className={styles.suggestion} onClick={() => take(value)}>
            {label} {count !== undefined && <span className={styles.count}>{count}</span>}
          </UnstyledButton>
        ))}
      </div>
    </div>
  )
}

function Days({ filter: { from, to }, search, change }: Props<Kind<'days'>>) {
  const valid = (name: string) => {
    const text = search[name]
    return text && isDay(text) ? text : undefined
  }
  const day = (name: string) => ({
    type: 'date',
    size: 'xs',
    value: valid(name) ?? '',
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      change({ ...search, [name]: currentTarget.value || undefined }),
  })
  return (
    <Stack gap="xs">
      <TextInput label="From" data-autofocus max={valid(to)} {...day(from)} />
      <TextInput label="To" min={valid(from)} {...day(to)} />
    </Stack>
  )
}

function Sizes({ filter: { from, to }, search, change }: Props<Kind<'sizes'>>) {
  const size = (name: string) => ({
    size: 'xs',
    w: 120,
    min: 0,
    suffix: ' MB',
    value: megabytes(search[name]),
    onChange: (value: number | string) => change({ ...search, [name]: bytesOf(value) }),
  })
  return (
    <Group gap="xs">
      <NumberInput label="At least" data-autofocus {...size(from)} />
      <NumberInput label="At most" {...size(to)} />
    </Group>
  )
}
