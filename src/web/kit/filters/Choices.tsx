import { Checkbox, Radio, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { formatCount } from '#web/kit/figures.ts'
import styles from './Chips.module.css'
import { type Choice, chosenOf, type Filter, type Search, toggled } from './filter.ts'
import { walk } from './walk.ts'

type Props = {
  filter: Extract<Filter, { kind: 'choices' }>
  search: Search
  change: (search: Search) => void
}

/** With more choices than this, they can be searched. */
const MANY = 8

/**
 * One or several choices. ↓ and ↑ move through them from the field above, Space and Enter choose the one that has
 * focus; Enter in the field chooses the first match, which is marked and announced.
 */
export function Choices({ filter, search, change }: Props) {
  const [typed, setTyped] = useState('')
  const part = typed.trim().toLowerCase()
  const chosen = filter.several ? chosenOf(filter, search) : [search[filter.id] ?? '']
  const known = new Set(filter.choices.map(({ value }) => value))
  const unknown: Choice[] = chosen
    .filter((value) => value && !known.has(value))
    .map((value) => ({ value, label: value }))
  const all = [...unknown, ...filter.choices]
  const fitting = all.filter(({ label }) => label.toLowerCase().includes(part))
  const first = part === '' ? undefined : fitting[0]
  const choose = (value: string) => change(toggled(filter, search, value))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    walk(event)
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    const { value } = event.target as HTMLInputElement
    const aimed = (event.target as HTMLElement).matches('[data-choice]') ? value : first?.value
    if (aimed !== undefined) choose(aimed)
  }
  const Box = filter.several ? Checkbox : Radio
  return (
    <fieldset className={styles.choices} aria-label={filter.label} onKeyDown={onKeyDown}>
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
      <VisuallyHidden role="status">{part !== '' && foundWords(fitting.length, first)}</VisuallyHidden>
      <div className={styles.list}>
        {fitting.map(({ value, label, count }) => (
          <Box
            key={value}
            size="xs"
            className={styles.choice}
            data-first={value === first?.value || undefined}
            data-choice
            value={value}
            label={
              <>
                {label} {count !== undefined && <span className={styles.count}>{count}</span>}
              </>
            }
            checked={chosen.includes(value)}
            onChange={() => choose(value)}
          />
        ))}
        {fitting.length === 0 && (
          <Text size="xs" c="dimmed" p={6}>
            {all.length === 0 ? 'Nothing to choose from yet' : 'No matches'}
          </Text>
        )}
      </div>
    </fieldset>
  )
}

function foundWords(count: number, first: Choice | undefined): string {
  return first ? `${formatCount(count, 'match', 'matches')}. Enter chooses ${first.label}.` : 'No matches'
}
