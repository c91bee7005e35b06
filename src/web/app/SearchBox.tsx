import { Modal, Skeleton, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { Highlighted } from '#web/features/documents/Highlights.tsx'
import { listRecent, type RecentDocument } from '#web/features/documents/recent.ts'
import { documentsFound } from '#web/features/documents/requests.ts'
import { DOCUMENT_TYPES, titleOf } from '#web/features/documents/words.ts'
import { FileIcon } from '#web/kit/chips.tsx'
import { Refused } from '#web/kit/states.tsx'
import { useMembership } from '#web/session.ts'
import styles from './SearchBox.module.css'

const SHOWN = 8
type Found = RecentDocument & { hit?: DocumentHit }

export function SearchBox({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset={72}
      size={620}
      padding={0}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': 'Search' } }}
    >
      <Search onClose={onClose} />
    </Modal>
  )
}

function Search({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const list = useId()
  const { organization_id } = useMembership()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [q] = useDebouncedValue(text.trim(), 150)
  const answer = useQuery({ ...documentsFound({ q, limit: SHOWN }), enabled: q !== '' })
  const { data, error, isLoading } = answer
  const found: Found[] = q === '' ? listRecent(organization_id) : (data?.items.map(toFound) ?? [])
  // Who types and strikes Enter at once means the words, not what an earlier answer still shows.
  const settled = q === text.trim() && !answer.isPlaceholderData

  const open = (id: string) => {
    onClose()
    return navigate({ to: '/documents/$id', params: { id }, search: q ? { q } : {} })
  }
  const openAll = () => {
    onClose()
    return navigate({ to: '/documents', search: { q: text.trim() } })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setAt((at + step + found.length + 1) % (found.length + 1))
    }
    if (event.key !== 'Enter') return
    const chosen = settled ? found[at] : undefined
    if (chosen) open(chosen.id)
    else if (text.trim()) openAll()
  }

  return (
    <>
      <TextInput
        variant="unstyled"
        placeholder="Search documents by words, names, numbers"
        aria-label="Search documents"
        leftSection={<IconSearch size={17} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        data-autofocus
        autoFocus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
        classNames={{ input: styles.input }}
      />
      <div className={styles.results}>
        <Note q={q} data={data} empty={found.length === 0} />
        {error && <Refused error={error} />}
        {isLoading && <Skeleton height={20} m="sm" />}
        <div id={list} role="listbox" aria-label={q ? 'Documents found' : 'Recently opened'}>
          {found.map((document, i) => (
            <Option
              key={document.id}
              id={`${list}-${i}`}
              document={document}
              active={i === at}
              open={() => open(document.id)}
            />
          ))}
        </div>
        {q !== '' && found.length > 0 && <AllResults active={at === found.length} open={openAll} />}
      </div>
    </>
  )
}

function AllResults({ active, open }: { active: boolean; open: () => void }) {
  return (
    <button type="button" className={styles.all} data-active={active || undefined} onClick={open}>
      All results, with filters
    </button>
  )
}

function toFound(hit: DocumentHit): Found {
  return { id: hit.id, title: titleOf(hit), mime_type: hit.mime_type, hit }
}

function Note({
  q,
  data,
  empty,
}: {
  q: string
  data: { corrected_query: string | null } | undefined
  empty: boolean
}) {
  if (q === '')
    return <Text className={styles.note}>{empty ? 'What you open appears here.' : 'Recently opened'}</Text>
  if (data?.corrected_query)
    return (
      <Text className={styles.note}>
        Nothing for “{q}”. Showing “{data.corrected_query}”.
      </Text>
    )
  if (data && empty) return <Text className={styles.note}>Nothing found. Try fewer or other words.</Text>
  return null
}

function Option({
  id,
  document,
  active,
  open,
}: {
  id: string
  document: Found
  active: boolean
  open: () => void
}) {
  const { hit } = document
  const first = hit?.highlights[0]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which stays focused.
    <div id={id} role="option" tabIndex={-1} aria-selected={active} className={styles.option} onClick={open}>
      <FileIcon mime_type={document.mime_type} size={18} />
      <div className={styles.text}>
        <div className={styles.title}>
          {document.title}
          {hit?.document_type && <span className={styles.type}>{DOCUMENT_TYPES[hit.document_type]}</span>}
        </div>
        {first && (
          <div className={styles.snippet}>
            <Highlighted highlight={first} />
          </div>
        )}
      </div>
    </div>
  )
}
