// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a <table>; the roles say it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the title in a row is what gets the focus.
import { Badge, Checkbox } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { Highlighted } from '#web/features/documents/Highlights.tsx'
import { TypeName } from '#web/features/documents/TypeName.tsx'
import { titleOf } from '#web/features/documents/words.ts'
import { DocumentChip } from '#web/kit/chips.tsx'
import { Moment } from '#web/kit/dates.tsx'
import type { Column } from './columns.tsx'
import { DocumentState } from './DocumentState.tsx'
import styles from './DocumentsTable.module.css'

type Props = {
  index: number
  document: DocumentHit
  chosen: boolean
  q: string | undefined
  columns: Column[]
  narrow: boolean
  place: CSSProperties
  onToggle: (range: boolean) => void
  onFocus: () => void
}

const TAGS_SHOWN = 2

export function DocumentRow({
  index,
  document,
  chosen,
  q,
  columns,
  narrow,
  place,
  onToggle,
  onFocus,
}: Props) {
  const navigate = useNavigate()
  const { id, mime_type, tags, highlights } = document
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
        {tags.length > 0 && !narrow && <Tags tags={tags} />}
      </div>
      {columns.map(({ name, kind, cell }) => (
        <div key={name} role="cell" className={styles[kind]}>
          {cell(document)}
        </div>
      ))}
      {narrow && <SecondLine document={document} />}
      {highlights[0] && (
        <div role="cell" className={styles.snippet}>
          <Highlighted highlight={highlights[0]} />
        </div>
      )}
    </div>
  )
}

function SecondLine({ document }: { document: DocumentHit }) {
  const { created_at, deleted_at } = document
  return (
    <div role="cell" className={styles.sub}>
      <TypeName document={document} />
      <DocumentState document={document} />
      <Moment at={deleted_at ?? created_at} />
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
