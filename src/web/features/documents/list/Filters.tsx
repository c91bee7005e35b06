import { Button, CloseButton, Group, Kbd, Menu, Popover, Select, Stack, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Facets } from '#domains/documents/schema.ts'
import {
  chosenOf,
  type DocumentView,
  type FacetName,
  isFiltered,
  toggled,
} from '#web/features/documents/view.ts'
import { DOCUMENT_TYPES, STATUSES } from '#web/features/documents/words.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import styles from './Filters.module.css'

type Props = { view: DocumentView; setView: (view: DocumentView) => void; facets: Facets | null }

const FACETS: { name: FacetName; label: string }[] = [
  { name: 'document_type', label: 'Type' },
  { name: 'status', label: 'State' },
  { name: 'tag', label: 'Tag' },
  { name: 'uploaded_by', label: 'Added by' },
]
const SORTS = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'title', label: 'By title' },
  { value: 'size', label: 'Largest first' },
]

export function Filters({ view, setView, facets }: Props) {
  const sorts = view.q ? [{ value: 'relevance', label: 'Best match' }, ...SORTS] : SORTS
  return (
    <div className={styles.bar}>
      <Words view={view} setView={setView} />
      <Group gap={4} className={styles.facets}>
        {FACETS.map(({ name, label }) => (
          <Facet key={name} name={name} label={label} view={view} setView={setView} facets={facets} />
        ))}
        <Dates view={view} setView={setView} />
        <Flag name="shared_with_me" value="true" label="Shared with me" view={view} setView={setView} />
        <Flag name="readable" value="false" label="Not readable" view={view} setView={setView} />
        {isFiltered(view) && (
          <Button variant="subtle" size="compact-sm" onClick={() => setView({ sort: view.sort })}>
            Clear
          </Button>
        )}
      </Group>
      <Group gap={6} wrap="nowrap">
        <Select
          aria-label="Order"
          size="xs"
          w={132}
          allowDeselect={false}
          data={sorts}
          value={view.sort ?? (view.q ? 'relevance' : 'newest')}
          onChange={(sort) => setView({ ...view, sort: sort ?? undefined })}
        />
        <ColumnsMenu />
      </Group>
    </div>
  )
}

function Words({ view, setView }: Omit<Props, 'facets'>) {
  const [text, setText] = useState(view.q ?? '')
  useEffect(() => setText(view.q ?? ''), [view.q])
  const search = useDebouncedCallback(
    (q: string) => setView({ ...view, q: q.trim() || undefined, sort: undefined }),
    250,
  )
  const change = (next: string) => {
    setText(next)
    search(next)
  }
  return (
    <TextInput
      data-list-search
      aria-label="Words in the documents"
      placeholder="Words in the documents"
      leftSection={<IconSearch size={15} />}
      rightSection={
        text ? (
          <CloseButton size="sm" aria-label="Clear the words" onClick={() => change('')} />
        ) : (
          <Kbd size="xs">/</Kbd>
        )
      }
      className={styles.words}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}

function Facet({ name, label, view, setView, facets }: Props & { name: FacetName; label: string }) {
  const chosen = chosenOf(view, name)
  const buckets = facets?.[name] ?? []
  const names = new Map(buckets.map(({ value, label }) => [value, wordFor(name, value, label)]))
  const said = chosen.map((value) => names.get(value) ?? wordFor(name, value, null)).join(', ')
  const values = [...new Set([...chosen, ...buckets.map(({ value }) => value)])]
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant={chosen.length ? 'light' : 'subtle'}
          color={chosen.length ? 'evergreen' : 'gray'}
          rightSection={<IconChevronDown size={13} />}
          maw={220}
        >
          {said ? `${label}: ${said}` : label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {values.length === 0 && <Menu.Label>Nothing to choose from</Menu.Label>}
        {values.map((value) => {
          const count = buckets.find((bucket) => bucket.value === value)?.count ?? 0
          return (
            <Menu.CheckboxItem
              key={value}
              checked={chosen.includes(value)}
              onChange={() => setView(toggled(view, name, value))}
              rightSection={<span className={styles.count}>{count}</span>}
            >
              {names.get(value) ?? wordFor(name, value, null)}
            </Menu.CheckboxItem>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

function wordFor(name: FacetName, value: string, label: string | null): string {
  if (name === 'document_type') return DOCUMENT_TYPES[value as keyof typeof DOCUMENT_TYPES] ?? value
  if (name === 'status') return STATUSES[value as keyof typeof STATUSES] ?? value
  return label ?? value
}

type FlagProps = Omit<Props, 'facets'> & {
  name: 'shared_with_me' | 'readable'
  value: string
  label: string
}

function Flag({ name, value, label, view, setView }: FlagProps) {
  const on = view[name] === value
  return (
    <Button
      size="compact-sm"
      variant={on ? 'light' : 'subtle'}
      color={on ? 'evergreen' : 'gray'}
      aria-pressed={on}
      onClick={() => setView({ ...view, [name]: on ? undefined : value })}
    >
      {label}
    </Button>
  )
}

function Dates({ view, setView }: Omit<Props, 'facets'>) {
  const { created_from, created_to } = view
  const said = created_from || created_to
  return (
    <Popover position="bottom-start" shadow="sm" trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={said ? 'light' : 'subtle'}
          color={said ? 'evergreen' : 'gray'}
          rightSection={<IconChevronDown size={13} />}
        >
          {said ? `Added: ${created_from ?? '…'} to ${created_to ?? '…'}` : 'Added'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            type="date"
            size="xs"
            label="From"
            value={created_from ?? ''}
            max={created_to}
            onChange={(event) => setView({ ...view, created_from: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            size="xs"
            label="To"
            value={created_to ?? ''}
            min={created_from}
            onChange={(event) => setView({ ...view, created_to: event.currentTarget.value || undefined })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
