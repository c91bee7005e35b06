import { beforeAll, describe, expect, test } from 'vitest'
import { openApiOf } from '#app/api.ts'
import { newId } from '#lib/ids.ts'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { placesIn, poison, type Schema, sampleOf } from '#testing/samples.ts'

/** Every field of every route gets what no form sends. Read from the OpenAPI document, so no later route can forget it. */
const app = testApp({
  RATE_LIMIT_PER_MINUTE: '10000000',
  RATE_LIMIT_PER_ADDRESS: '10000000',
  TRUST_PROXY: '127.0.0.0/8',
})
let owner: TestPerson
let foreign: Record<string, string> = {}

type Parameter = { name: string; in: string; schema: Schema }
type Operation = {
  method: string
  path: string
  parameters: Parameter[]
  body: Schema | undefined
}
type OpenApi = {
  paths: Record<
    string,
    Record<
      string,
      { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }
    >
  >
  components?: { schemas?: Record<string, Schema> }
}

let document: OpenApi
const deref = (ref: string): Schema => document.components?.schemas?.[ref.split('/').at(-1) ?? ''] ?? {}

beforeAll(async () => {
  owner = await app.newPerson('owner')
  const stranger = await app.newPerson('owner')
  const { payload, headers } = form(Buffer.from('A private note'), 'private.txt')
  foreign = {
    document: (await app.send(stranger, 'POST', '/documents', payload, headers)).body.id,
    team: (await app.send(stranger, 'POST', '/teams', { name: 'Theirs' })).body.id,
    person: stranger.user_id,
  }
  document = openApiOf(app.api()) as unknown as OpenApi
})

function operations(): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      parameters,
      body: requestBody?.content['application/json']?.schema,
    })),
  )
}

const BAD: [string, unknown][] = [
  ['control characters', 'a\u0001\u001b[31mb\u007f'],
  ['a line end', 'a\r\nBcc: everybody@example.com'],
  ['a lone surrogate', 'a\ud800b'],
  ['NUL', 'a\u0000b'],
  ['ten thousand characters', 'x'.repeat(10_000)],
  ['a right-to-left override', 'a\u202Efdp.exe'],
  ['nothing', ''],
  ['spaces', '   '],
  ['null', null],
  ['the last day there is', '9999-12-31'],
  ['the first day there is', '0001-01-01'],
  ['a number', 1e308],
  ['a negative number', -1],
  ['a fraction', 0.5],
  ['a truth', false],
  ['a list', []],
  ['an object', { a: 1 }],
  ['a day that is none', '2026-02-30'],
  ['a moment that is none', '2026-02-30T25:61:61Z'],
  ['year 99999', '99999-12-31T00:00:00Z'],
  ['an id of nothing', '01900000-0000-7000-8000-0000000000ff'],
  ['SQL', `'; select pg_sleep(1); --`],
]
/** Words that only our own machinery says. */
const TELLTALE =
  /select |insert into|_pkey|_fkey|_check|violates|relation "|column "|syntax error|at .*\.ts:\d+|node_modules/i

async function call({ method, path }: Operation, url: string, body?: unknown) {
  const headers = {
    'if-match': '"1"',
    'content-type': 'application/json',
    'x-forwarded-for': `192.0.2.${Math.floor(Math.random() * 255)}`,
  }
  const given = method === 'GET' || method === 'DELETE' || body === undefined ? undefined : escapeJson(body)
  const answer = await app.send(
    owner,
    method,
    url || path,
    given,
    given === undefined ? { 'if-match': '"1"' } : headers,
  )
  return answer
}

/** JSON.stringify writes a lone surrogate as an escape, which is how it would come. */
const escapeJson = (body: unknown) => JSON.stringify(body)

function fill({ path, parameters }: Operation, name?: string, value?: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, each: string) => {
    if (each === name && value !== undefined) return encodeURIComponent(value)
    const schema = parameters.find((parameter) => parameter.name === each && parameter.in === 'path')?.schema
    return encodeURIComponent(String(sampleOf(schema ?? { type: 'string' }, deref) ?? newId()))
  })
}

const faults: string[] = []
async function check(what: string, bad: unknown, run: () => ReturnType<typeof call>): Promise<void> {
  const { status, raw } = await run()
  const said = raw.toString().replaceAll(String(bad), '') // What was sent may be said back.
  if (status >= 500) faults.push(`${what}: ${status}`)
  else if (status >= 400 && TELLTALE.test(said)) faults.push(`${what} tells ${said.slice(0, 200)}`)
}

describe('a field with input that no form sends never causes a server error, and no response reveals internals', () => {
  test('in a body', async () => {
    faults.length = 0
    let fields = 0
    for (const operation of operations().filter(({ body }) => body)) {
      owner = await app.newPerson('owner') // What one route changes, another must not suffer.
      const sample = sampleOf(operation.body as Schema, deref)
      for (const place of placesIn(sample)) {
        fields++
        for (const [name, bad] of [...BAD, ...Object.entries(foreign)])
          await check(`${operation.method} ${operation.path} ${place.join('.')} with ${name}`, bad, () =>
            call(operation, fill(operation), poison(sample, place, bad)),
          )
      }
    }
    expect(faults).toEqual([])
    expect(fields).toBeGreaterThan(80)
  }, 300_000)

  test('in a path or a query', async () => {
    faults.length = 0
    let fields = 0
    for (const operation of operations()) {
      owner = await app.newPerson('owner')
      const sample = operation.body && sampleOf(operation.body, deref)
      for (const parameter of operation.parameters.filter((one) => one.in === 'path' || one.in === 'query')) {
        fields++
        for (const [name, bad] of [...BAD, ...Object.entries(foreign)]) {
          const text = typeof bad === 'object' ? JSON.stringify(bad) : String(bad)
          if (!text.isWellFormed()) continue // An address cannot carry it.
          const url =
            parameter.in === 'path'
              ? fill(operation, parameter.name, text)
              : `${fill(operation)}?${parameter.name}=${encodeURIComponent(text)}`
          await check(`${operation.method} ${operation.path} ${parameter.name} with ${name}`, bad, () =>
            call(operation, url, sample ?? {}),
          )
        }
      }
    }
    expect(faults).toEqual([])
    expect(fields).toBeGreaterThan(60)
  }, 300_000)
})

test('text that becomes a line of an email takes no line breaks, wherever it is entered', async () => {
  owner = await app.newPerson('owner')
  const line = 'Deed\r\nBcc: everybody@example.com'
  const places: [string, string, object][] = [
    ['POST', '/document-requests', { requested_from_email: 'a@example.com', title: line }],
    ['PATCH', '/organization', { name: line }],
    ['PATCH', '/me', { first_name: line }],
    ['POST', '/teams', { name: line }],
    ['POST', '/api-keys', { name: line, scopes: ['documents.read'] }],
  ]
  for (const [method, path, body] of places) {
    const { status } = await app.send(owner, method, path, body, { 'if-match': '"1"' })
    expect([400, 412], `${method} ${path} ${status}`).toContain(status)
  }
})
