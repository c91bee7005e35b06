import { expect, test } from 'vitest'
import { Refusal } from '#lib/requests.ts'
import { once } from './once.ts'

/** Notes the key of each request, and answers when it is told to. */
function server() {
  const keys: string[] = []
  const waiting: { answer: (value: string) => void; refuse: (error: Error) => void }[] = []
  const send = (key: string) =>
    new Promise<string>((answer, refuse) => {
      keys.push(key)
      waiting.push({ answer, refuse })
    })
  return { keys, waiting, send }
}

test('a double click sends one request, and both hear its answer', async () => {
  const { keys, waiting, send } = server()
  const both = Promise.all([once('a', send), once('a', send), once('b', send)])
  expect(keys).toHaveLength(2)
  for (const each of waiting) each.answer('done')
  expect(await both).toEqual(['done', 'done', 'done'])
})

test('after an answer the same words are a new request', async () => {
  const { keys, waiting, send } = server()
  const first = once('a', send)
  waiting[0]?.answer('one')
  await first
  const second = once('a', send)
  waiting[1]?.refuse(new Refusal(422, { code: 'refused' }))
  await expect(second).rejects.toThrow()
  const third = once('a', send)
  waiting[2]?.answer('three')
  expect(await third).toBe('three')
  expect(new Set(keys).size).toBe(3)
})

test.each([0, 502, 504])(
  'after an answer that was lost (%i), the same words go with the same key',
  async (status) => {
    const { keys, waiting, send } = server()
    const lost = once('a', send)
    waiting[0]?.refuse(new Refusal(status, { code: status ? 'unknown' : 'offline' }))
    await expect(lost).rejects.toThrow()
    const again = once('a', send)
    waiting[1]?.answer('done')
    expect(await again).toBe('done')
    expect(keys[1]).toBe(keys[0])
  },
)
