import { Skeleton, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { Refused } from '#web/kit/states.tsx'
import { Hits } from './Hits.tsx'
import styles from './Search.module.css'
import { useFound } from './use-found.tsx'

/** The field keeps the focus; up and down walk through all groups, Enter opens. */
export function Search({ go }: { go: (to: string) => void }) {
  const list = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { groups, settled, corrected, error, loading } = useFound(text)
  const hits = groups.flatMap((group) => group.hits)
  const asked = text.trim()
  const all = `/documents?${new URLSearchParams({ q: asked })}`
  const count = hits.length + (asked ? 1 : 0)

  const open = () => {
    const chosen = settled || isPlace(hits[at]?.to) ? hits[at]?.to : undefined
    if (chosen) go(chosen)
    else if (asked) go(all)
  }
  return (
    <>
      <TextInput
        variant="unstyled"
        placeholder="Search documents, people, pages and actions"
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
        {asked && <AllDocuments active={at === hits.length} open={() => go(all)} />}
      </div>
    </>
  )
}

function AllDocuments({ active, open }: { active: boolean; open: () => void }) {
  return (
    <button type="button" className={styles.all} data-active={active || undefined} onClick={open}>
      All documents with these words, and filters
    </button>
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

/** Pages, actions and people are found at once; only documents have to be waited for. */
function isPlace(to: string | undefined): boolean {
  return to !== undefined && !to.startsWith('/documents/')
}
