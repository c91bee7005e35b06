import { Skeleton, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { Refused } from '#web/kit/states.tsx'
import { Hits } from './Hits.tsx'
import styles from './Search.module.css'
import { type Listed, useFound } from './use-found.tsx'

export type Chosen = Pick<Listed, 'key' | 'to' | 'run'>

/** The field keeps the focus; up and down walk through all groups, Enter opens. */
export function Search({ go }: { go: (chosen: Chosen) => void }) {
  const list = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { asked, groups, settled, corrected, more, error, loading } = useFound(text)
  const hits = groups.flatMap((group) => group.hits)
  const count = hits.length + more.length

  const open = () => {
    const hit = hits[at]
    // Someone who types and presses Enter at once means the words, not what an earlier answer still shows.
    if (hit?.sure) return go(hit)
    const all = more[hit ? 0 : at - hits.length]
    if (all) go({ key: all.to, to: all.to })
  }
  return (
    <>
      <TextInput
        variant="unstyled"
        placeholder="Search documents, people and pages. @ people, > actions"
        aria-label="Search"
        leftSection={<IconSearch size={17} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeys(count, setAt, open)}
        data-autofocus
        autoFocus
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={hits[at] ? `${list}-${at}` : undefined}
        classNames={{ input: styles.input }}
      />
      <div className={styles.results}>
        {corrected && (
          <Text className={styles.note}>
            Nothing for “{asked}”. Showing documents with “{corrected}”.
          </Text>
        )}
        {error && <Refused error={error} />}
        <div id={list} role="listbox" aria-label={asked ? 'Found' : 'Suggestions'}>
          <Hits groups={groups} list={list} at={at} go={go} />
        </div>
        {loading && <Skeleton height={20} m="sm" w="auto" />}
        {asked && settled && hits.length === 0 && (
          <Text className={styles.note}>Nothing found. Try fewer or other words.</Text>
        )}
        {more.map(({ label, to }, i) => (
          <button
            key={to}
            type="button"
            className={styles.all}
            data-active={at === hits.length + i || undefined}
            onClick={() => go({ key: to, to })}
          >
            {label}
          </button>
        ))}
      </div>
    </>
  )
}

function onKeys(count: number, setAt: (step: (at: number) => number) => void, open: () => void) {
  return (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && count > 0) {
      event.preventDefault()
      setAt((at) => (at + step + count) % count)
    }
    if (event.key === 'Enter') open()
  }
}
