import { type Column, isNothing } from '#web/kit/table/column.ts'

const MOST = 3

/** What a row is called for people who don't see it: what its main column says. */
export function nameByMain<Row>(columns: Column<Row>[]): (row: Row) => string {
  const main = columns.find((column) => column.main)
  return (row) => String(main?.value?.(row) ?? '')
}

/** Below the main column of a narrow table: what the next columns say of the row, if anything. */
export function SecondLine<Row>({ row, columns }: { row: Row; columns: Column<Row>[] }) {
  return columns
    .filter(({ main, always, value }) => !main && !always && !(value && isNothing(value(row))))
    .slice(0, MOST)
    .map(({ id, cell }) => <span key={id}>{cell(row)}</span>)
}
