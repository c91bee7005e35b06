// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a <table>; the roles say it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the title in a row is what gets the focus.
import { Checkbox } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { type Column, gridOf, useColumns } from './columns.tsx'
import { DocumentRow } from './DocumentRow.tsx'
import styles from './DocumentsTable.module.css'
import { useListKeys } from './use-list-keys.ts'
import type { Selection } from './use-selection.ts'

type Props = {
  documents: DocumentHit[]
  selection: Selection
  q: string | undefined
  trash: boolean
  onEnd: () => void
}

const ROW = 36
const NARROW_ROW = 54
const SNIPPET = 21
const AHEAD = 20

/** Rows by the ten thousand: only those in sight exist. The page itself scrolls. */
export function DocumentsTable({ documents, selection, q, trash, onEnd }: Props) {
  const body = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  const { ref: table, width } = useElementSize()
  const { columns, narrow } = useColumns(trash, width)
  useLayoutEffect(() => setMargin(body.current?.offsetTop ?? 0), [])
  const rows = useWindowVirtualizer({
    count: documents.length,
    estimateSize: (i) => (narrow ? NARROW_ROW : ROW) + (documents[i]?.highlights.length ? SNIPPET : 0),
    getItemKey: (i) => documents[i]?.id ?? i,
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: 96,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height of the rows depends on what they hold.
  useEffect(() => rows.measure(), [narrow, documents])

  const shown = rows.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end is near when the last row that is shown says so.
  useEffect(() => {
    if (lastShown >= documents.length - AHEAD) onEnd()
  }, [lastShown, documents.length])

  const goTo = (index: number) => {
    rows.scrollToIndex(index)
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true }),
    )
  }
  const keys = useListKeys({ count: documents.length, goTo, toggle: selection.toggle })

  return (
    <div
      role="table"
      ref={table}
      aria-rowcount={documents.length + 1}
      aria-label="Documents"
      className={styles.table}
      style={{ '--columns': gridOf(columns) } as CSSProperties}
    >
      <Head selection={selection} columns={columns} />
      <div role="rowgroup" ref={body} style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {shown.map(({ index, key, start, size }) => {
          const document = documents[index]
          if (!document) return null
          return (
            <DocumentRow
              key={key}
              index={index}
              document={document}
              chosen={selection.chosen.has(document.id)}
              q={q}
              columns={columns}
              narrow={narrow}
              place={{ transform: `translateY(${start - margin}px)`, height: size }}
              onToggle={(range) => selection.toggle(index, range)}
              onFocus={() => keys.at(index)}
            />
          )
        })}
      </div>
    </div>
  )
}

function Head({ selection, columns }: { selection: Selection; columns: Column[] }) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.row}>
        <div role="columnheader" className={styles.check}>
          <Checkbox
            size="xs"
            aria-label="Choose all"
            checked={selection.all}
            indeterminate={!selection.all && selection.selected.length > 0}
            onChange={selection.toggleAll}
          />
        </div>
        <div role="columnheader" className={styles.name}>
          Title
        </div>
        {columns.map(({ name, label, kind }) => (
          <div key={name} role="columnheader" className={styles[kind]}>
            {label}
          </div>
        ))}
      </div>
    </div>
  )
}
