/** JSON Schema, as far as examples are made from it. */
export type JsonSchema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  example?: unknown
  examples?: unknown[]
  default?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  additionalProperties?: boolean | JsonSchema
  minimum?: number
  maximum?: number
  minLength?: number
}

const ID = '0197f0a0-4c3e-7a51-9c0d-2b6f3e8d1a01'

/** Values for fields of these names, as in a real deal. */
const BY_NAME: Record<string, unknown> = {
  id: ID,
  title: 'Purchase agreement, 12 Aspen Street',
  description: 'Signed by both parties',
  filename: 'purchase-agreement.pdf',
  original_filename: 'purchase-agreement.pdf',
  file_extension: 'pdf',
  mime_type: 'application/pdf',
  file_size: 248_113,
  file_hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  name: 'Harbor Realty',
  first_name: 'Ana',
  last_name: 'Alvarez',
  display_name: 'Ana Alvarez',
  email: 'ana@harbor.example',
  phone: '+15035550142',
  phone_primary: '+15035550142',
  password: 'walnut harbor sextant 41',
  current_password: 'walnut harbor sextant 41',
  timezone: 'America/Los_Angeles',
  locale: 'en-US',
  field: 'purchase_price',
  value: '$485,000.00',
  normalized: '485000.00',
  category: 'purchase_agreement',
  tags: ['aspen-street'],
  text: 'The purchase price is $485,000.00.',
  content: 'Please check the closing date.',
  note: 'The survey follows on Friday.',
  message: 'Please send the signed copy.',
  requested_from_email: 'buyer@example.com',
  requested_by_name: 'Ana Alvarez',
  uploaded_by_name: 'Ana Alvarez',
  created_by_name: 'Ana Alvarez',
  shared_by_name: 'Ana Alvarez',
  author_name: 'Ana Alvarez',
  shared_with_email: 'cpa@example.com',
  organization_name: 'Harbor Realty',
  q: '12 Aspen Street',
  url: 'https://deedline.example/s/4hT9…',
  token: '4hT9xk0aV2m7Qb1cRd8eFg3h',
  access_token: 'eyJhbGciOiJIUzI1NiJ9…',
  next_cursor: null,
  cursor: 'WyIwMTk3ZjBhMCJd.3q2-7w',
  ip_address: '203.0.113.7',
  user_agent: 'Mozilla/5.0',
  scopes: ['documents.read'],
  confidence: 0.97,
  confidence_score: 0.98,
  page_number: 1,
  version_number: 1,
  version: 3,
  expires_in_days: 14,
}

const BY_FORMAT: Record<string, unknown> = {
  uuid: ID,
  email: 'ana@harbor.example',
  date: '2026-03-31',
  'date-time': '2026-03-31T17:00:00.000Z',
  uri: 'https://deedline.example/',
}

/** A value that the schema accepts: its own example, otherwise one by its name and form. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  const said = schema.example ?? schema.examples?.[0]
  if (said !== undefined) return said
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.allOf?.[0]) return exampleOf(schema.allOf[0], name)
  const choice = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].find(({ type }) => type !== 'null')
  if (choice) return exampleOf(choice, name)
  const type = [schema.type].flat().find((each) => each !== 'null')
  if (type === 'object') return exampleOfObject(schema)
  if (type === 'array')
    return Array.isArray(BY_NAME[name]) ? BY_NAME[name] : schema.items ? [exampleOf(schema.items, name)] : []
  if (schema.format && BY_FORMAT[schema.format] !== undefined) return BY_FORMAT[schema.format]
  const usual = BY_NAME[name]
  const fits =
    type === 'string'
      ? typeof usual === 'string'
      : type === 'boolean'
        ? typeof usual === 'boolean'
        : typeof usual === 'number'
  if (fits && usual !== undefined) return usual
  if (schema.default !== undefined) return schema.default
  if (type === 'boolean') return false
  if (type === 'number' || type === 'integer')
    return Math.min(schema.maximum ?? Number.POSITIVE_INFINITY, Math.max(1, schema.minimum ?? 1))
  if (type === 'string')
    return `Example ${name.replaceAll('_', ' ')}`.trim().padEnd(schema.minLength ?? 0, '.')
  return null
}

function exampleOfObject({ properties = {}, additionalProperties }: JsonSchema): unknown {
  const fields = Object.entries(properties).map(([name, schema]) => [name, exampleOf(schema, name)])
  if (fields.length > 0 || typeof additionalProperties !== 'object') return Object.fromEntries(fields)
  return { example: exampleOf(additionalProperties) }
}
