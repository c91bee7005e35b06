/**
 * What a client of the API relies on, in short: each operation with the fields that it takes and gives, flattened to
 * "items[].title". Made from the OpenAPI document and kept as docs/released-api.json.
 */
export type ReleasedApi = Record<string, Operation>
type Operation = {
  permission: string
  status: string
  takes: Record<string, Field>
  gives: Record<string, Field>
}
/** Types, or the values of an enumeration, in one sorted text: "null|string", and `*` behind it where it is required. */
type Field = string

type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}
type Content = Record<string, { schema?: Schema }>
type Document = {
  paths: Record<
    string,
    Record<
      string,
      {
        'x-permission'?: string
        parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
        requestBody?: { content: Content }
        responses: Record<string, { content?: Content }>
      }
    >
  >
  components?: { schemas?: Record<string, Schema> }
}

export function releasedApiOf(document: object): ReleasedApi {
  const { paths, components } = document as Document
  const all = components?.schemas ?? {}
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const status = Object.keys(operation.responses).find((code) => /^[23]/.test(code)) ?? ''
        const body = operation.requestBody?.content['application/json']?.schema
        const answer = operation.responses[status]?.content?.['application/json']?.schema
        const parameters = (operation.parameters ?? []).map(
          ({ name, in: place, schema, required }) =>
            [`${place}:${name}`, fieldOf(schema, !!required, all)] as const,
        )
        return [
          `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
          {
            permission: operation['x-permission'] ?? '',
            status,
            takes: { ...Object.fromEntries(parameters), ...flatten(body, all) },
            gives: flatten(answer, all),
          },
        ] as const
      }),
    ),
  )
}

type Schemas = Record<string, Schema>

function deref(schema: Schema, all: Schemas): Schema {
  return schema.$ref ? (all[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema
}

function kindsOf(given: Schema, all: Schemas): string[] {
  const schema = deref(given, all)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return options.flatMap((option) => kindsOf(option, all))
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value))
  if (schema.const !== undefined) return [JSON.stringify(schema.const)]
  return [schema.type ?? 'any'].flat()
}

function fieldOf(schema: Schema, required: boolean, all: Schemas): Field {
  return [...new Set(kindsOf(schema, all))].toSorted().join('|') + (required ? '*' : '')
}

function flatten(given: Schema | undefined, all: Schemas, at = '', depth = 0): Record<string, Field> {
  const schema = given && deref(given, all)
  if (!schema || depth > 8) return {}
  const fields: Record<string, Field> = {}
  for (const option of schema.anyOf ?? schema.oneOf ?? [])
    Object.assign(fields, flatten(option, all, at, depth + 1))
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const place = at ? `${at}.${name}` : name
    fields[place] = fieldOf(property, schema.required?.includes(name) ?? false, all)
    Object.assign(fields, flatten(property, all, place, depth + 1))
  }
  if (schema.items) Object.assign(fields, flatten(schema.items, all, `${at}[]`, depth + 1))
  return fields
}

const kinds = (field: Field) => field.replace('*', '').split('|')
const isRequired = (field: Field) => field.endsWith('*')

/** Every way in which clients of the released API can break on this one, each beginning with its operation. */
export function incompatibilities(released: ReleasedApi, now: ReleasedApi): string[] {
  return Object.entries(released).flatMap(([name, before]) => {
    const after = now[name]
    if (!after) return [`${name} is gone`]
    const said: string[] = []
    if (before.permission !== after.permission)
      said.push(`requires ${after.permission || 'no permission'} instead of ${before.permission || 'none'}`)
    if (before.status !== after.status) said.push(`answers ${after.status} instead of ${before.status}`)
    for (const [field, was] of Object.entries(before.takes)) {
      const is = after.takes[field]
      if (!is) said.push(`no longer takes ${field}`)
      else if (!accepts(is, was)) said.push(`takes less in ${field}: ${is} instead of ${was}`)
      else if (isRequired(is) && !isRequired(was)) said.push(`requires ${field}`)
    }
    for (const [field, is] of Object.entries(after.takes))
      if (!before.takes[field] && isRequired(is) && !field.includes('.')) said.push(`requires ${field}`)
    for (const [field, was] of Object.entries(before.gives)) {
      const is = after.gives[field]
      if (!is) said.push(`no longer gives ${field}`)
      else if (isEnumeration(was) ? !sameSort(is) : !accepts(was, is))
        said.push(`gives ${is} in ${field} instead of ${was}`)
      else if (isRequired(was) && !isRequired(is)) said.push(`gives ${field} only sometimes`)
    }
    return said.map((each) => `${name} ${each}`)
  })
}

/** Whether every kind of value of `narrow` is one of `wide`. A text that is any takes each of an enumeration. */
function accepts(wide: Field, narrow: Field): boolean {
  const known = new Set(kinds(wide))
  if (known.has('any')) return true
  return kinds(narrow).every((kind) => known.has(kind) || (kind.startsWith('"') && known.has('string')))
}

const isEnumeration = (field: Field) => kinds(field).some((kind) => kind.startsWith('"'))
/** Clients must expect new values of an enumeration, but not another type. */
const sameSort = (field: Field) => kinds(field).every((kind) => /^(".*"|string|null)$/.test(kind))
