import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { serializeBy } from '#infra/http/serializer.ts'
import { testApp } from '#testing/app.ts'
import { form, makePdf } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const write = (schema: z.ZodType, value: unknown): unknown => {
  const serialize = serializeBy(false)({ schema } as never)
  return JSON.parse(serialize(value))
}

describe('a response written by code generated from its schema', () => {
  const Sample = z.object({
    text: z.string(),
    nothing: z.string().nullable(),
    maybe: z.number().optional(),
    list: z.array(z.object({ id: z.uuid(), at: z.iso.datetime() })),
    record: z.record(z.string(), z.unknown()),
    choice: z.enum(['a', 'b']),
    share: z.number().gt(0).lt(100).nullable(),
    nested: z.object({ deep: z.boolean() }).nullable(),
    either: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    any: z.record(z.string(), z.object({ to: z.union([z.string(), z.number(), z.boolean()]).nullable() })),
  })
  const value = {
    text: 'Quote " and line\n end, \u2028, 😀',
    nothing: null,
    list: [{ id: '01900000-0000-7000-8000-000000000001', at: '2026-11-25T12:00:00.000Z' }],
    record: { a: 1, b: [null, 'x'], c: { d: true } },
    choice: 'b',
    share: 62.5,
    nested: null,
    either: 3.25,
    any: { price: { to: '1.00' }, count: { to: 2 }, flag: { to: false }, none: { to: null } },
  }

  test('is the same as its JSON', () => {
    expect(write(Sample, value)).toEqual(value)
    expect(write(Sample, { ...value, nested: { deep: false }, either: null, maybe: 1.5 })).toEqual({
      ...value,
      nested: { deep: false },
      either: null,
      maybe: 1.5,
    })
  })

  test('leaves out what its schema does not name', () => {
    expect(write(Sample, { ...value, password_hash: 'x' })).toEqual(value)
  })
})

describe('every response is the same, validated or written by generated code,', () => {
  const [checked, fast] = [testApp(), testApp({ DEEDLINE_ENV: 'development' })]
  let people: [TestPerson, TestPerson]
  beforeAll(async () => {
    people = [await checked.newPerson('owner'), await fast.newPerson('owner')]
  })

  test('on the lists and records of a small organization', async () => {
    const seen: unknown[] = []
    for (const [i, app] of [checked, fast].entries()) {
      const owner = people[i] as TestPerson
      const { payload, headers } = form(
        await makePdf(['Purchase agreement dated May 1, 2026 for $350,000.00']),
        'a.pdf',
      )
      const { id } = (await app.send(owner, 'POST', '/documents', payload, headers)).body
      await app.runJobs()
      await app.send(owner, 'POST', `/documents/${id}/shares`, {})
      const answers: Record<string, unknown> = {}
      for (const path of ['', '/pages', '/extractions', '/shares', '/accesses', '/versions', '/comments'])
        answers[path] = (await app.send(owner, 'GET', `/documents/${id}${path}`)).body
      for (const path of [
        '/documents',
        '/documents?q=agreement&facets=true',
        '/me',
        '/members',
        '/organization',
        '/audit',
      ])
        answers[path] = (await app.send(owner, 'GET', path)).body
      seen.push(shapeOf(answers))
    }
    expect(seen[1]).toEqual(seen[0])
  })
})

/** What differs from one organization to the next (ids, moments, names) becomes its kind. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]))
  return typeof value
}
