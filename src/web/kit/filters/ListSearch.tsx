import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

type Props = { label: string; q: string | undefined; setQ: (q: string | undefined) => void }

const PAUSE_MS = 250

/** The words that a list is searched by; `/` leads there. */
export function ListSearch({ label, q, setQ }: Props) {
  const [text, setText] = useState(q ?? '')
  useEffect(() => setText(q ?? ''), [q])
  const search = useDebouncedCallback((words: string) => setQ(words.trim() || undefined), PAUSE_MS)
  const change = (next: string) => {
    setText(next)
    search(next)
  }
  return (
    <TextInput
      data-list-search
      size="xs"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} />}
      rightSection={
        text ? (
          <CloseButton size="sm" aria-label="Clear search" onClick={() => change('')} />
        ) : (
          <Kbd size="xs" data-keys>
            /
          </Kbd>
        )
      }
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
    />
  )
}
