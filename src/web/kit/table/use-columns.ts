import { useLocalStorage } from '@mantine/hooks'
import type { Column, Widths } from './column.ts'

type Kept = { widths: Widths; chosen: Record<string, string[]> }
const NOTHING: Kept = { widths: {}, chosen: {} }

/**
 * Which columns of a table a person wants to see, by the view they are in, and how wide: kept on the device. Where they
 * have chosen none, those that the view was saved with, and else the usual ones.
 */
export function useColumns<Row>(
  table: string,
  columns: Column<Row>[],
  { view = '', saved = null }: { view?: string | undefined; saved?: string[] | null | undefined } = {},
) {
  const [kept, setKept] = useLocalStorage<Kept>({
    key: `deedline.table.${table}`,
    defaultValue: NOTHING,
    getInitialValueInEffect: false,
  })
  const usual = saved ?? columns.filter(({ optional }) => !optional).map(({ id }) => id)
  const chosen = kept.chosen[view] ?? usual
  const choose = (ids: string[] | undefined) =>
    setKept(({ widths, chosen: { [view]: _, ...others } }) => ({
      widths,
      chosen: ids ? { ...others, [view]: ids } : others,
    }))
  return {
    all: columns,
    // What is not there by itself was asked for, and outlasts what was not.
    shown: columns
      .filter(({ id, main, always }) => main || always || chosen.includes(id))
      .map((column) => (column.optional ? { ...column, priority: 0 } : column)),
    chosen,
    widths: kept.widths,
    toggle: (id: string) =>
      choose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]),
    reset: () => choose(undefined),
    resize: (id: string, width: number) =>
      setKept(({ chosen, widths }) => ({ chosen, widths: { ...widths, [id]: Math.round(width) } })),
  }
}

export type Columns<Row> = ReturnType<typeof useColumns<Row>>
