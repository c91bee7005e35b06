import { Button, CloseButton, Menu, Popover } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { formatDay } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import styles from './Chips.module.css'
import { Editor } from './Editor.tsx'
import { type Filter, isSet, type Search, without, wordsOf } from './filter.ts'

type Props<S extends Search> = {
  filters: Filter[]
  search: S
  setSearch: (search: S) => void
}

/** The filters that narrow a list, each a chip that can be changed or taken out, and the way to another. */
export function Chips<S extends Search>({ filters, search, setSearch }: Props<S>) {
  const [edited, setEdited] = useState<string | null>(null)
  const change = (next: Search) => setSearch(next as S)
  const set = filters.filter((filter) => isSet(filter, search))
  const add = (filter: Filter) => {
    if (filter.kind === 'flag') change({ ...search, [filter.id]: filter.value })
    else setEdited(filter.id)
  }
  const shown = filters.filter((filter) => set.includes(filter) || filter.id === edited)
  return (
    <div className={styles.chips}>
      {shown.map((filter) => (
        <Chip
          key={filter.id}
          filter={filter}
          search={search}
          opened={edited === filter.id}
          setOpened={(opened) => setEdited(opened ? filter.id : null)}
          change={change}
        />
      ))}
      <Menu position="bottom-start" returnFocus={false}>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconFilterPlus size={15} />}>
            Filter
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {filters
            .filter((filter) => !shown.includes(filter))
            .map((filter) => (
              <Menu.Item
                key={filter.id}
                leftSection={<filter.icon size={16} stroke={1.6} />}
                onClick={() => add(filter)}
              >
                {filter.label}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      {set.length > 1 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => change(set.reduce((left: Search, filter) => without(filter, left), search))}
        >
          Clear filters
        </Button>
      )}
    </div>
  )
}

type ChipProps = {
  filter: Filter
  search: Search
  opened: boolean
  setOpened: (opened: boolean) => void
  change: (search: Search) => void
}

function Chip({ filter, search, opened, setOpened, change }: ChipProps) {
  const value = wordsOf(filter, search, { day: formatDay, size: formatBytes })
  const plain = filter.kind === 'flag'
  return (
    <Popover
      position="bottom-start"
      shadow="sm"
      trapFocus
      opened={opened && !plain}
      onChange={setOpened}
      disabled={plain}
    >
      <span className={styles.chip}>
        <Popover.Target>
          <button
            type="button"
            className={styles.value}
            aria-haspopup={plain ? undefined : 'dialog'}
            onClick={() => (plain ? change(without(filter, search)) : setOpened(!opened))}
          >
            {filter.label}
            {value !== null && (
              <>
                : <strong>{value || '…'}</strong>
              </>
            )}
          </button>
        </Popover.Target>
        <CloseButton
          size="xs"
          aria-label={`Remove filter ${filter.label}`}
          onClick={() => {
            setOpened(false)
            change(without(filter, search))
          }}
        />
      </span>
      <Popover.Dropdown p="xs">
        <Editor filter={filter} search={search} change={change} />
      </Popover.Dropdown>
    </Popover>
  )
}
