export type Line<Row> = { row: Row; index: number } | { heading: string; count: number }

/** Rows with a heading before each group of them, counted. */
export function linesOf<Row>(rows: Row[], groupOf?: (row: Row) => string): Line<Row>[] {
  if (!groupOf) return rows.map((row, index) => ({ row, index }))
  const lines: Line<Row>[] = []
  let open: { heading: string; count: number } | null = null
  rows.forEach((row, index) => {
    const heading = groupOf(row)
    if (open?.heading !== heading) {
      open = { heading, count: 0 }
      lines.push(open)
    }
    open.count++
    lines.push({ row, index })
  })
  return lines
}
