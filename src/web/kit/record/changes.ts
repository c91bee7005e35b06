type Value = string | number | boolean | null
type Changes = Readonly<Record<string, { from: Value; to: Value }>>

/** What a field is called, and how its values read. */
export type FieldInWords = { label: string; say?: (value: string) => string }

/** How a value that is one of several reads. */
export const among = (words: Readonly<Record<string, string>>) => (value: string) => words[value] ?? value

/** "Sale price: $450,000.00 → $455,000.00" for each field that changed. */
export function changesInWords(
  changes: Changes | null,
  fields: Readonly<Record<string, FieldInWords>>,
): string[] {
  return Object.entries(changes ?? {}).map(([field, { from, to }]) => {
    const { label, say = String } = fields[field] ?? { label: sentence(field) }
    if (from === null && to === null) return `${label} changed`
    const said = (value: Value) =>
      value === null ? 'none' : typeof value === 'boolean' ? (value ? 'Yes' : 'No') : say(String(value))
    return `${label}: ${said(from)} → ${said(to)}`
  })
}

function sentence(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1).replaceAll('_', ' ')
}
