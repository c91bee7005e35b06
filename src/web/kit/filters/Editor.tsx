import { Group, NumberInput, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import styles from './Chips.module.css'
import { Choices } from './Choices.tsx'
import { bytesOf, type Filter, isDay, megabytes, mistakeOf, type Search } from './filter.ts'
import { walk } from './walk.ts'

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
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys go from the field to the suggestions, which are buttons.
    <div className={styles.choices} onKeyDown={walk}>
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

function Days({ filter, search, change }: Props<Kind<'days'>>) {
  const { from, to } = filter
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
      <TextInput label="To" min={valid(from)} error={mistakeOf(filter, search)} {...day(to)} />
    </Stack>
  )
}

function Sizes({ filter, search, change }: Props<Kind<'sizes'>>) {
  const { from, to } = filter
  const size = (name: string) => ({
    size: 'xs',
    w: 120,
    min: 0,
    suffix: ' MB',
    value: megabytes(search[name]),
    onChange: (value: number | string) => change({ ...search, [name]: bytesOf(value) }),
  })
  return (
    <Group gap="xs" align="flex-start">
      <NumberInput label="At least" data-autofocus {...size(from)} />
      <NumberInput label="At most" error={mistakeOf(filter, search)} {...size(to)} />
    </Group>
  )
}
