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

/**
 * What tells a line from all others. A heading is known by its first row: until rows arrive in their new order, there can
 * be more than one group of a name.
 */
export function keyOf<Row extends { id: string }>(lines: Line<Row>[], at: number): string {
  const [line, next] = lines.slice(at, at + 2)
  if (line && 'row' in line) return line.row.id
  return next && 'row' in next ? `group of ${next.row.id}` : `group ${at}`
}
