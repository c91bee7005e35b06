/** What a value is of, whatever its field: what a person says of one teaches nothing of the others. */
export type Kind = 'date' | 'amount' | 'name'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const SUM = /^-?\d+\.\d{2}$/
const MOST_WORDS = 8
const MOST_LETTERS = 100
/** How far back a label may begin. */
const REACH = 300

export function kindOf(normalized: string): Kind {
  return DAY.test(normalized) ? 'date' : SUM.test(normalized) ? 'amount' : 'name'
}

/**
 * The label by which a value stands: the words before it in its row, or where it begins the row those of the row above.
 * Undefined where there are none that could tell one value from another.
 */
export function contextOf(text: string, start: number, kind: Kind): string | undefined {
  const row = text.lastIndexOf('\n', start - 1) + 1
  const before = labelIn(text.slice(Math.max(row, start - REACH), start))
  const end = Math.max(0, row - 1)
  const above = text.slice(Math.max(text.lastIndexOf('\n', row - 2) + 1, end - REACH), end)
  const label = before === '' ? labelIn(above) : before
  return (label.match(/\p{L}/gu)?.length ?? 0) < 4 ? undefined : `${kind} ${label}`
}

/** The last words of a stretch, without figures and marks; what stands in another column is no part of it. */
function labelIn(stretch: string): string {
  const columns = stretch.trimEnd().split(/ {3,}/)
  const last = columns.findLast((column) => /\p{L}{2}/u.test(column)) ?? ''
  const words = last.toLowerCase().match(/[\p{L}'’]+|\d+/gu) ?? []
  return words
    .map((word) => (/^\d/.test(word) ? '#' : word))
    .slice(-MOST_WORDS)
    .join(' ')
    .slice(0, MOST_LETTERS)
}
