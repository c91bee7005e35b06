type Value = string | number | boolean | null

/** One of the fields that an organization adds to a record, as it's edited; the key stays while the name is typed. */
export type CustomField = { key: number; name: string; value: string }

export function fieldsOf(record: Record<string, unknown>): CustomField[] {
  return Object.entries(record).map(([name, value], key) => ({ key, name, value: String(value ?? '') }))
}

/** What is saved: fields without a name are left out. */
export function recordOf(fields: CustomField[], seen: Record<string, unknown>): Record<string, Value> {
  const named = fields.filter(({ name }) => name.trim() !== '')
  return Object.fromEntries(named.map(({ name, value }) => [name.trim(), sameOr(seen[name.trim()], value)]))
}

/** A number or a flag that wasn't edited stays what it is, though the form shows it as text. */
function sameOr(known: unknown, value: string): Value {
  const plain = typeof known === 'number' || typeof known === 'boolean' || known === null
  return plain && String(known ?? '') === value ? known : value
}
