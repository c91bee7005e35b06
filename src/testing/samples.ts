/** JSON Schema as the OpenAPI document has it, as far as the samples read it. */
export type Schema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  example?: unknown
  default?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  minLength?: number
  minimum?: number
  minItems?: number
  pattern?: string
  $ref?: string
}

const BY_FORMAT: Record<string, string> = {
  uuid: '01900000-0000-7000-8000-000000000001',
  email: 'sample@example.com',
  date: '2026-11-25',
  'date-time': '2026-11-25T12:00:00.000Z',
  uri: 'https://example.com/',
}

/** A value that the schema takes, with every property there is, or undefined where it is not known how. */
export function sampleOf(schema: Schema, deref: (ref: string) => Schema): unknown {
  if (schema.$ref) return sampleOf(deref(schema.$ref), deref)
  for (const given of [schema.example, schema.const, schema.default, schema.enum?.[0]])
    if (given !== undefined && given !== null) return given
  const choice = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].find(({ type }) => type !== 'null')
  if (choice) return sampleOf(choice, deref)
  if (schema.allOf?.[0]) return sampleOf(schema.allOf[0], deref)
  switch ([schema.type].flat().find((type) => type !== 'null')) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sampleOf(part, deref)]),
      )
    case 'array':
      return schema.items && (schema.minItems ?? 1) > 0 ? [sampleOf(schema.items, deref)] : []
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'string':
      return BY_FORMAT[schema.format ?? ''] ?? 'Sample text'.padEnd(schema.minLength ?? 0, ' x')
    default:
      return undefined
  }
}

/** Every place in a sample that can be poisoned: a path of keys, lists by their first item. */
export function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [path]
  const keys = Array.isArray(value) ? value.slice(0, 1).map((_, i) => i) : Object.keys(value)
  return [
    ...(path.length ? [path] : []),
    ...keys.flatMap((key) => placesIn((value as never)[key], [...path, key])),
  ]
}

/** The sample with one place replaced. */
export function poison(value: unknown, [key, ...rest]: (string | number)[], bad: unknown): unknown {
  if (key === undefined) return bad
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? poison(item, rest, bad) : item))
  const object = value as Record<string, unknown>
  return { ...object, [key]: poison(object[key], rest, bad) }
}
