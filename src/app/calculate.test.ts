import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import examples from '#domains/exchanges/rules/examples.json' with { type: 'json' }
import { calculateCommand } from './calculate.ts'

async function run(args: string[], input = '') {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const code = await calculateCommand(args, Readable.from([input]), stdout, stderr)
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

const facts = {
  kind: 'last_full_180_transfer',
  inputs: { return_due_date: '2026-03-15' },
}

test('a question on the standard input is answered as JSON', async () => {
  const { code, out } = await run([], JSON.stringify(facts))
  expect(code).toBe(0)
  expect(JSON.parse(out).last_transfer_date_with_full_180_without_extension).toBe('2025-09-16')
})

test('a file of worked examples is answered in order, with its ids', async () => {
  const file = fileURLToPath(new URL('../domains/exchanges/rules/examples.json', import.meta.url))
  const { code, out } = await run([file])
  expect(code).toBe(0)
  const answers = JSON.parse(out)
  expect(answers.map(({ id }: { id: string }) => id)).toEqual(examples.map(({ id }) => id))
  for (const [index, { expected }] of examples.entries()) expect(answers[index]).toMatchObject(expected)
})

test('February 30 is refused with the field and the reason, and the exit code is 1', async () => {
  const { code, out, err } = await run(
    ['-'],
    JSON.stringify({ ...facts, inputs: { return_due_date: '2026-02-30' } }),
  )
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toBe('return_due_date must be a day of the calendar, written 2026-02-28.\n')
})

test('one refusal in a list does not hide the other answers', async () => {
  const list = [
    { id: 'A', ...facts },
    { id: 'B', kind: 'astrology', inputs: {} },
  ]
  const { code, out, err } = await run([], JSON.stringify(list))
  expect(code).toBe(1)
  expect(JSON.parse(out)[0].next_day_180th).toBe('2026-03-16')
  expect(JSON.parse(out)[1].issues[0].field).toBe('kind')
  expect(err).toMatch(/^B: kind must be one of/)
})

test.each([
  [['a', 'b'], '', 'Usage'],
  [['/no/such/file'], '', 'cannot be read'],
  [[], '{', 'not JSON'],
  [[], '[1]', 'Give {"kind"'],
])('arguments %j and input %j are answered with a message', async (args, input, sentence) => {
  const { code, err } = await run(args, input)
  expect(code).toBe(1)
  expect(err).toContain(sentence)
})
