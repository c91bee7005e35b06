import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { DOCUMENT_TYPES, VISIBILITIES } from '#web/features/documents/words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import { DocumentState } from './DocumentState.tsx'

/** A column beside the title. `kind` says how it is set; `wide` ones give way first when there is little room. */
export type Column = {
  name: string
  label: string
  width: number
  kind: 'words' | 'figures'
  wide?: boolean
  cell: (document: DocumentHit) => ReactNode
}

const typeOf = ({ document_type }: DocumentHit) => (document_type ? DOCUMENT_TYPES[document_type] : '—')

export const COLUMNS: Column[] = [
  { name: 'document_type', label: 'Type', width: 136, kind: 'words', cell: typeOf },
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
    wide: true,
    cell: ({ uploaded_by_name }) => uploaded_by_name,
  },
  {
    name: 'visibility',
    label: 'Seen by',
    width: 136,
    kind: 'words',
    wide: true,
    cell: ({ visibility }) => VISIBILITIES[visibility],
  },
  {
    name: 'page_count',
    label: 'Pages',
    width: 56,
    kind: 'figures',
    wide: true,
    cell: ({ page_count }) => page_count ?? '—',
  },
  {
    name: 'file_size',
    label: 'Size',
    width: 72,
    kind: 'figures',
    wide: true,
    cell: ({ file_size }) => formatBytes(file_size),
  },
  {
    name: 'updated_at',
    label: 'Changed',
    width: 112,
    kind: 'figures',
    wide: true,
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

/** Those of the chosen columns that there is room for; none on a phone, where a second line takes their place. */
export function useColumns(trash: boolean): { columns: Column[]; narrow: boolean } {
  const { chosen } = useChosenColumns()
  const narrow = useMediaQuery('(max-width: 759px)', undefined, { getInitialValueInEffect: false }) ?? false
  const tight = useMediaQuery('(max-width: 1080px)', undefined, { getInitialValueInEffect: false }) ?? false
  const shown = COLUMNS.filter(({ name, wide }) => chosen.includes(name) && !(tight && wide))
  if (narrow) return { columns: [], narrow }
  return { columns: trash ? [...shown.filter(({ name }) => name !== 'created_at'), DELETED] : shown, narrow }
}

export function gridOf(columns: Column[]): string {
  return ['30px', 'minmax(0, 1fr)', ...columns.map(({ width }) => `${width}px`)].join(' ')
}
