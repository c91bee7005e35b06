// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a <table>; the roles say it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the title in a row is what gets the focus.
import { Badge, Checkbox } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { Highlighted } from '#web/features/documents/Highlights.tsx'
import { DOCUMENT_TYPES, titleOf } from '#web/features/documents/words.ts'
import { DocumentChip } from '#web/kit/chips.tsx'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import { DocumentState } from './DocumentState.tsx'
import styles from './DocumentsTable.module.css'

type Props = {
  index: number
  document: DocumentHit
  chosen: boolean
  q: string | undefined
  trash: boolean
  place: CSSProperties
  onToggle: (range: boolean) => void
  onFocus: () => void
}

const TAGS_SHOWN = 2

export function DocumentRow({ index, document, chosen, q, trash, place, onToggle, onFocus }: Props) {
  const navigate = useNavigate()
  const {
    id,
    mime_type,
    document_type,
    uploaded_by_name,
    file_size,
    created_at,
    deleted_at,
    tags,
    highlights,
  } = document
  const type = document_type ? DOCUMENT_TYPES[document_type] : '—'
  const when = <Moment at={trash && deleted_at ? deleted_at : created_at} />
  const open = () => navigate({ to: '/documents/$id', params: { id }, search: q ? { q } : {} })
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the title in the row is the link for the keyboard.
    <div
      role="row"
      data-index={index}
      data-chosen={chosen || undefined}
      aria-rowindex={index + 2}
      className={`${styles.row} ${styles.item}`}
      style={place}
      onFocus={onFocus}
      onClick={(event) => !(event.target as Element).closest('a, input, label, button') && open()}
    >
      <div role="cell" className={styles.check}>
        <Checkbox
          size="xs"
          aria-label={`Choose ${titleOf(document)}`}
          checked={chosen}
          onChange={(event) => onToggle((event.nativeEvent as MouseEvent).shiftKey)}
        />
      </div>
      <div role="cell" className={styles.name}>
        <DocumentChip id={id} title={titleOf(document)} mime_type={mime_type} search={q ? { q } : {}} />
        {tags.length > 0 && <Tags tags={tags} />}
      </div>
      <div role="cell" className={styles.type}>
        {type}
      </div>
      <div role="cell" className={styles.state}>
        <DocumentState document={document} />
      </div>
      <div role="cell" className={styles.who}>
        {uploaded_by_name}
      </div>
      <div role="cell" className={styles.size}>
        {formatBytes(file_size)}
      </div>
      <div role="cell" className={styles.when}>
        {when}
      </div>
      <div role="cell" className={styles.sub}>
        {type}
        <DocumentState document={document} />
        {when}
      </div>
      {highlights[0] && (
        <div role="cell" className={styles.snippet}>
          <Highlighted highlight={highlights[0]} />
        </div>
      )}
    </div>
  )
}

function Tags({ tags }: { tags: string[] }) {
  return (
    <span className={styles.tags}>
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Badge key={tag} color="gray" size="sm">
          {tag}
        </Badge>
      ))}
      {tags.length > TAGS_SHOWN && (
        <Badge color="gray" size="sm">
          +{tags.length - TAGS_SHOWN}
        </Badge>
      )}
    </span>
  )
}
