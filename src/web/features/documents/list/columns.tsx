import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { TypeName } from '#web/features/documents/TypeName.tsx'
import { VISIBILITIES } from '#web/features/documents/words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import { DocumentState } from './DocumentState.tsx'

/** A column beside the title. `kind` says how it is set. */
export type Column = {
  name: string
  label: string
  width: number
  kind: 'words' | 'figures'
  cell: (document: DocumentHit) => ReactNode
}

export const COLUMNS: Column[] = [
  {
    name: 'document_type',
    label: 'Type',
    width: 136,
    kind: 'words',
    cell: (document) => <TypeName document={document} />,
  },
  {
    name: 'status',
    label: 'State',
    width: 122,
    kind: 'words',
    cell: (document) => <DocumentState document={document} />,
  },
  {
    name: 'uploaded_by',
    label: 'Added by',
    width: 150,
    kind: 'words',
    cell: ({ uploaded_by_name }) => uploaded_by_name,
  },
  {
    name: 'visibility',
    label: 'Seen by',
    width: 136,
    kind: 'words',
    cell: ({ visibility }) => VISIBILITIES[visibility],
  },
  {
    name: 'page_count',
    label: 'Pages',
    width: 56,
    kind: 'figures',
    cell: ({ page_count }) => page_count ?? '—',
  },
  {
    name: 'file_size',
    label: 'Size',
    width: 72,
    kind: 'figures',
    cell: ({ file_size }) => formatBytes(file_size),
  },
  {
    name: 'updated_at',
    label: 'Changed',
    width: 112,
    kind: 'figures',
    cell: ({ updated_at }) => <Moment at={updated_at} />,
  },
  {
    name: 'created_at',
    label: 'Added',
    width: 112,
    kind: 'figures',
    cell: ({ created_at }) => <Moment at={created_at} />,
  },
]
const DELETED: Column = {
  name: 'deleted_at',
  label: 'Deleted',
  width: 112,
  kind: 'figures',
  cell: ({ deleted_at }) => deleted_at && <Moment at={deleted_at} />,
}
const USUAL = ['document_type', 'status', 'uploaded_by', 'file_size', 'created_at']

/** The columns that a person wants to see, kept on the device. */
export function useChosenColumns() {
  const [chosen, setChosen] = useLocalStorage<string[]>({ key: 'deedline.columns', defaultValue: USUAL })
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])
  return { chosen, toggle, reset: () => setChosen(USUAL) }
}

/**
 * What says least gives way first, so that a title can be read beside the rest. A column that is not among the usual ones
 * was asked for, and outlasts those that were not.
 */
const LEAST_FIRST = [
  'file_size',
  'uploaded_by',
  'page_count',
  'updated_at',
  'visibility',
  'created_at',
  'status',
  'document_type',
]
const CHECK = 30
const TITLE = 260
const GAP = 12
const SIDES = 8

/** The columns that fit beside a title in so many pixels. */
export function fitting(columns: Column[], room: number): Column[] {
  const needed = columns.reduce((sum, { width }) => sum + width + GAP, CHECK + GAP + TITLE + SIDES)
  if (needed <= room) return columns
  const least = LEAST_FIRST.find((name) => columns.some((column) => column.name === name))
  return least
    ? fitting(
        columns.filter(({ name }) => name !== least),
        room,
      )
    : columns
}

/** Those of the chosen columns that there is room for; none on a phone, where a second line takes their place. */
export function useColumns(trash: boolean, room: number): { columns: Column[]; narrow: boolean } {
  const { chosen } = useChosenColumns()
  const narrow = useMediaQuery('(max-width: 759px)', undefined, { getInitialValueInEffect: false }) ?? false
  const wanted = COLUMNS.filter(({ name }) => chosen.includes(name))
  if (narrow) return { columns: [], narrow }
  const shown = trash ? [...wanted.filter(({ name }) => name !== 'created_at'), DELETED] : wanted
  return { columns: fitting(shown, room), narrow }
}

export function gridOf(columns: Column[]): string {
  const title = columns.length > 0 ? `minmax(${TITLE}px, 1fr)` : 'minmax(0, 1fr)'
  return [`${CHECK}px`, title, ...columns.map(({ width }) => `${width}px`)].join(' ')
}
