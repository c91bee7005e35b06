import { type Column, isNothing } from '#web/kit/table/column.ts'

/** The columns of a list that is here as a whole: their headers sort it by what they say. */
export function sortable<Row>(columns: Column<Row>[]): Column<Row>[] {
  return columns.map((column) => {
    if (!column.value) return column
    const first = column.figures ? 'descending' : 'ascending'
    return { ...column, sort: { ascending: column.id, descending: `${column.id}_desc`, first } }
  })
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** By the order that the address names; rows without a value are last either way. */
export function sortRows<Row>(rows: Row[], columns: Column<Row>[], sort: string | undefined): Row[] {
  const column = columns.find(
    ({ sort: keys }) => keys && (sort === keys.ascending || sort === keys.descending),
  )
  const { value } = column ?? {}
  if (!value) return rows
  const direction = sort === column?.sort?.descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)]
    if (isNothing(one) || isNothing(other)) return Number(isNothing(one)) - Number(isNothing(other))
    return direction * compare(one, other)
  })
}

function compare(one: string | number, other: string | number): number {
  return typeof one === 'number' && typeof other === 'number'
    ? one - other
    : words.compare(String(one), String(other))
}
