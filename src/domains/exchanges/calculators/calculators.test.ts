import { describe, expect, test } from 'vitest'
import { KINDS } from '#domains/exchanges/rules/calculate.ts'
import examples from '#domains/exchanges/rules/examples.json' with { type: 'json' }
import { testApp } from '#testing/app.ts'

const app = testApp()
const ask = (kind: string, body: unknown, headers: Record<string, string> = {}) =>
  app.send(null, 'POST', `/calculators/${kind}`, body, { 'content-type': 'application/json', ...headers })

describe('the worked examples, asked by someone who is not signed in', () => {
  test.each(examples.map((example) => [example.id, example] as const))('%s', async (id, example) => {
    const bare = await ask(example.kind, example.inputs)
    const wrapped = await ask(example.kind, { id, kind: example.kind, inputs: example.inputs })

    expect(bare.status, JSON.stringify(bare.body)).toBe(200)
    expect(bare.body).toMatchObject({ kind: example.kind, ...example.expected })
    expect(bare.body.explanation[0]).toMatchObject({
      citation: expect.any(String),
      inputs_used: expect.any(Array),
    })
    expect(wrapped.body).toEqual({ id, ...bare.body })
  })
})

test('reasons are the codes of the kind if it has codes, and the explanation if it has none', async () => {
  const { body } = await ask('disqualified', {
    first_transfer_date: '1991-05-17',
    ownership_percent_between: 20,
  })
  expect(body.reasons).toEqual(['related_over_10_percent'])
  expect(body.explanation[0].citation).toBe('26 CFR 1.1031(k)-1(k)(3)')

  const deadline = await ask('last_full_180_transfer', { return_due_date: '2026-04-15' })
  expect(deadline.body.reasons).toEqual(deadline.body.explanation)
})

test('every kind is listed with a title, a citation and the schema of its facts', async () => {
  const { status, body } = await app.send(null, 'GET', '/calculators')
  expect(status).toBe(200)
  expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(Object.keys(KINDS))
  for (const item of body.items)
    expect(item).toMatchObject({
      title: expect.stringMatching(/\w/),
      citation: expect.stringMatching(/\d|State/),
      inputs: { type: 'object', additionalProperties: false },
    })
})

describe('invalid questions are refused with an explanation', () => {
  test('an unknown kind is not found, not even one that every object has', async () => {
    for (const kind of ['astrology', 'constructor', '__proto__', '%00'])
      expect(await ask(kind, {})).toMatchObject({ status: 404, body: { code: 'missing' } })
  })

  const good = { transfer_dates: ['2026-03-02'], extension_obtained: false }
  test.each([
    [
      'a day that does not exist',
      { ...good, transfer_dates: ['2026-02-30'] },
      'transfer_dates[0]',
      /calendar/,
    ],
    ['a misspelt fact', { ...good, extention: true }, 'extention', /not a fact/],
    ['a missing fact', { transfer_dates: ['2026-03-02'] }, 'extension_obtained', /true or false/],
    ['another kind in the body', { kind: 'disaster', inputs: good }, 'kind', /deadlines/],
    ['facts twice', { inputs: good, transfer_dates: [] }, 'inputs', /only with/],
    ['a list', [good], 'body', /object/],
    ['nothing', undefined, 'body', /object/],
    ['null', 'null', 'body', /object/],
    ['facts that are null', { inputs: null }, '', /object/],
    [
      'ten thousand dates',
      { ...good, transfer_dates: Array(10_000).fill('2026-03-02') },
      'transfer_dates',
      /500/,
    ],
  ])('%s', async (_, body, field, reason) => {
    const answer = await ask('deadlines', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
    expect(answer.headers['content-type']).toMatch(/problem\+json/)
    expect(answer.body.issues).toContainEqual({ field, reason: expect.stringMatching(reason) })
  })

  test.each([
    ['__proto__', '{"__proto__":{"a":1}}', 400],
    ['a key twice', '{"transfer_dates":[],"transfer_dates":[]}', 400],
    ['1e400', '{"adjusted_basis_given":1e400}', 400],
    ['half a character', '{"transfer_dates":["\\ud800"]}', 400],
    ['a thousand levels', `${'['.repeat(1000)}${']'.repeat(1000)}`, 400],
    ['not JSON', '{', 400],
    ['a body above half a megabyte', JSON.stringify({ a: 'x'.repeat(600_000) }), 413],
  ])('%s', async (_, body, status) => {
    expect(await ask('form8824', body)).toMatchObject({ status, body: { status } })
  })
})

test('an address may ask 600 questions a minute, whatever it claims to be', async () => {
  const answers = await Promise.all(
    Array.from({ length: 601 }, (_, i) =>
      ask(
        'last_full_180_transfer',
        { return_due_date: '2026-04-15' },
        { authorization: `Bearer made-up-${i}` },
      ),
    ),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]?.body).toMatchObject({ code: 'too_many', details: { retry_after: expect.any(Number) } })
  expect(refused[0]?.headers['retry-after']).toBeDefined()
})
