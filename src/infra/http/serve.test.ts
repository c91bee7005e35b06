import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { answerErrors } from '#infra/http/problems.ts'
import { serve } from '#infra/http/serve.ts'
import { contract, get, page, patch, post, remove } from '#lib/contract.ts'

const Key = z.object({ name: z.string(), version: z.number() })
const keys = contract(
  { tag: 'keys', about: ['key'], who: 'anybody' },
  {
    all: page('/keys', {
      summary: 'List keys',
      item: Key,
      by: ['version'],
      query: z.object({ from: z.coerce.number().default(0) }),
    }),
    one: get('/keys/:id', { summary: 'One key', gives: Key, versioned: true }),
    lend: post('/keys', {
      summary: 'Lend a key',
      takes: z.object({ name: z.string() }),
      gives: Key,
      status: 201,
    }),
    change: patch('/keys/:id', {
      summary: 'Change a key',
      takes: z.object({ name: z.string() }),
      gives: Key,
      versioned: true,
    }),
    end: remove('/keys/:id', { summary: 'Delete a key' }),
  },
)
type Keys = z.output<typeof keys.all.gives>
const ID = '0197f0a0-0000-7000-8000-000000000001'

async function keyRing() {
  const http = Fastify()
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  http.setErrorHandler(answerErrors({}))
  const infra = { config: { DEEDLINE_SECRET: 's'.repeat(40) }, now: () => new Date('2026-01-15') }
  const ended: string[] = []
  serve(http, infra as unknown as Parameters<typeof serve>[1], keys, {
    all: ({ query, page: { after = query.from, limit } }) =>
      [1, 2, 3, 4, 5]
        .filter((version) => version > after)
        .slice(0, limit)
        .map((version) => ({ name: `key ${version}`, version })),
    one: ({ params }) => ({ name: params.id, version: 7 }),
    lend: ({ body }) => ({ name: body.name, version: 1 }),
    change: ({ body, version }) => ({ name: body.name, version: version + 1 }),
    end: ({ params }) => ended.push(params.id),
  })
  await http.ready()
  return { http, ended }
}

test('a list comes page by page, and each page says how to ask for the next', async () => {
  const { http } = await keyRing()
  const seen: string[] = []
  for (let url: string | null = '/keys?limit=2&from=1'; url; ) {
    const answer: { statusCode: number; body: string; json: () => Keys } = await http.inject(url)
    expect(answer.statusCode, answer.body).toBe(200)
    const { items, next_cursor } = answer.json()
    seen.push(items.map(({ name }) => name).join(' '))
    url = next_cursor && `/keys?limit=2&from=1&cursor=${encodeURIComponent(next_cursor)}`
  }
  expect(seen).toEqual(['key 2 key 3', 'key 4 key 5'])
  expect((await http.inject('/keys?cursor=forged')).statusCode).toBe(400)
  expect((await http.inject('/keys?limit=0')).statusCode).toBe(400)
})

test('a record has its version as an ETag, and a change must say which version it is based on', async () => {
  const { http } = await keyRing()
  expect((await http.inject(`/keys/${ID}`)).headers.etag).toBe('"7"')
  const change = (headers: Record<string, string>) =>
    http.inject({ method: 'PATCH', url: `/keys/${ID}`, payload: { name: 'back door' }, headers })
  expect((await change({})).statusCode).toBe(428)
  expect((await change({ 'if-match': 'seven' })).statusCode).toBe(400)
  const changed = await change({ 'if-match': '"7"' })
  expect([changed.statusCode, changed.headers.etag]).toEqual([200, '"8"'])
})

test('a created record is answered with 201, no content with 204', async () => {
  const { http, ended } = await keyRing()
  const lent = await http.inject({ method: 'POST', url: '/keys', payload: { name: 'cellar' } })
  expect([lent.statusCode, lent.json().name]).toEqual([201, 'cellar'])
  const gone = await http.inject({ method: 'DELETE', url: `/keys/${ID}` })
  expect([gone.statusCode, gone.body, ended]).toEqual([204, '', [ID]])
})

test('input that the contract does not have is refused, with the field that is wrong', async () => {
  const { http } = await keyRing()
  const refused = await http.inject({ method: 'POST', url: '/keys', payload: { name: 5 } })
  expect(refused.statusCode).toBe(400)
  expect(refused.json().issues).toMatchObject([{ field: 'name' }])
  expect((await http.inject('/keys/not-an-id')).statusCode).toBe(404)
})

test('a route that does not say who may call it is not served', () => {
  const open = contract({ tag: 'keys', about: [] }, { all: get('/keys', { summary: 'Keys', gives: Key }) })
  const handlers = { all: () => ({ name: 'x', version: 1 }) }
  expect(() => serve(Fastify(), {} as Parameters<typeof serve>[1], open, handlers)).toThrow('who may call')
})
