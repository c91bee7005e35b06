/** The kind of a value, whatever its field: corrections of one kind teach nothing about the others. */
export type Kind = 'date' | 'amount' | 'name'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const SUM = /^-?\d+\.\d{2}$/
const MOST_WORDS = 8
const MOST_LETTERS = 100
/** How far back a label may start. */
const REACH = 300

export function kindOf(normalized: string): Kind {
  return DAY.test(normalized) ? 'date' : SUM.test(normalized) ? 'amount' : 'name'
}

/**
 * The label of a value: the words before it in its row, or, if it starts the row, those of the row above. Undefined if
 * there are none that could tell one value from another.
 */
export function contextOf(text: string, start: number, kind: Kind): string | undefined {
  const row = text.lastIndexOf('\n', start - 1) + 1
  const before = labelIn(text.slice(Math.max(row, start - REACH), start))
  const end = Math.max(0, row - 1)
  const above = text.slice(Math.max(text.lastIndexOf('\n', row - 2) + 1, end - REACH), end)
  const label = before === '' ? labelIn(above) : before
  return (label.match(/\p{L}/gu)?.length ?? 0) < 4 ? undefined : `${kind} ${label}`
}

/** The last words of a stretch, without figures and punctuation; text in another column is not part of it. */
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
