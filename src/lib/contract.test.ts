import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import {
  type AnswerOf,
  type ArgsOf,
  contract,
  get,
  type ItemOf,
  page,
  paramsOf,
  patch,
  remove,
} from './contract.ts'
import { inOrder } from './in-order.ts'

const Key = z.object({ id: z.uuid(), holder: z.string(), version: z.number() })
const keys = contract(
  { tag: 'keys', about: ['key'], who: 'keys.read' },
  {
    all: page('/keys', {
      summary: 'List keys',
      item: Key,
      by: ['holder', 'id'],
      query: z.object({ lent: z.boolean().optional() }),
    }),
    one: get('/keys/:id/copies/:copy', {
      summary: 'One copy',
      params: { copy: z.coerce.number() },
      gives: Key,
      versioned: true,
    }),
    change: patch('/keys/:id', {
      summary: 'Change a key',
      who: 'keys.manage',
      takes: z.object({ holder: z.string() }),
      gives: Key,
    }),
    end: remove('/keys/:id', { summary: 'Delete a key', who: 'anybody' }),
  },
)

test('a route has what its contract says of all, unless it says so itself', () => {
  expect(keys.all).toMatchObject({
    method: 'GET',
    tag: 'keys',
    about: ['key'],
    who: 'keys.read',
    by: ['holder', 'id'],
    status: 200,
  })
  expect(keys.change).toMatchObject({ method: 'PATCH', who: 'keys.manage' })
  expect(keys.end).toMatchObject({ method: 'DELETE', who: 'anybody', status: 204 })
})

test('what a list demands of several filters together stays with it when it comes in pages', () => {
  const query = inOrder(z.object({ from: z.string().optional(), to: z.string().optional() }), ['from', 'to'])
  const list = page('/keys', { summary: 'List keys', item: Key, by: ['id'], query })
  expect(list.query.safeParse({ from: 'a', to: 'b' }).success).toBe(true)
  expect(list.query.safeParse({ from: 'b', to: 'a' }).success).toBe(false)
})

test('a list takes a limit and a cursor beside its own filters', () => {
  expect(keys.all.query.parse({ limit: '5' })).toEqual({ limit: 5 })
  expect(keys.all.query.safeParse({ limit: '900' }).success).toBe(false)
  expect(keys.all.gives.safeParse({ items: [], next_cursor: null }).success).toBe(true)
})

test('what a path names is an id where nothing else is said', () => {
  const params = paramsOf(keys.one)
  expect(params.safeParse({ id: 'x', copy: 1 }).success).toBe(false)
  expect(params.parse({ id: '0197f0a0-0000-7000-8000-000000000001', copy: '2' })).toEqual({
    id: '0197f0a0-0000-7000-8000-000000000001',
    copy: 2,
  })
})

test('those who call a route know its words and its answer', () => {
  expectTypeOf<ArgsOf<typeof keys.one>>().toExtend<{ id: string; copy: number }>()
  expectTypeOf<{ lent: true; limit: 5 }>().toExtend<ArgsOf<typeof keys.all>>()
  expectTypeOf<ItemOf<typeof keys.all>>().toEqualTypeOf<z.output<typeof Key>>()
  expectTypeOf<AnswerOf<typeof keys.end>>().toEqualTypeOf<null>()
  // @ts-expect-error A name that the path does not have.
  expectTypeOf<ArgsOf<typeof keys.end>>().toExtend<{ key: string }>()
})
