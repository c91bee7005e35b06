import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { createNews, type Fact } from './news.ts'

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const fact = (subject_type: string, subject_id = 'one'): Fact => ({
  name: 'documents.read',
  subject_type,
  subject_id,
  created_at: '2026-01-15T12:00:00Z',
})

/** A list that is open on a page; each request takes a while, and says how it ended. */
function openList(queries: QueryClient, key: string, answer_ms: number) {
  const requests: { started: number; cut: boolean }[] = []
  const observer = new QueryObserver(queries, {
    queryKey: [key, 'list'],
    meta: { about: [key] },
    queryFn: async ({ signal }) => {
      const request = { started: performance.now(), cut: false }
      requests.push(request)
      signal.addEventListener('abort', () => {
        request.cut = true
      })
      await sleep(answer_ms)
      return requests.length
    },
  })
  return { requests, close: observer.subscribe(() => {}) }
}

test('a list is asked for in one round at a time while many files are read, and once more after the last of them', async () => {
  const queries = new QueryClient()
  const list = openList(queries, 'document', 40)
  const other = openList(queries, 'member', 1)
  await sleep(60)
  const news = createNews(queries, { soon_ms: 10, pause_ms: 20 })

  const rounds: Promise<void>[] = []
  let last = 0
  for (let i = 0; i < 50; i++) {
    last = performance.now()
    rounds.push(news.tell([fact('document', `${i}`), fact('document', `${i} again`)]))
    await sleep(5)
  }
  await Promise.all(rounds)

  expect(list.requests.some(({ cut }) => cut)).toBe(false)
  expect(list.requests.length).toBeGreaterThan(1)
  expect(list.requests.length).toBeLessThan(15)
  expect(list.requests.at(-1)?.started).toBeGreaterThan(last)
  expect(other.requests).toHaveLength(1)
  list.close()
  other.close()
  queries.clear()
})

test('who listens hears every fact, also of a kind that makes no list old, until he no longer wants to', async () => {
  const news = createNews(new QueryClient(), { soon_ms: 1, pause_ms: 1 })
  const heard: string[] = []
  const stop = news.listen((facts) => heard.push(...facts.map(({ subject_type }) => subject_type)))
  await news.tell([fact('document'), fact('something new')])
  stop()
  await news.tell([fact('team')])
  expect(heard).toEqual(['document', 'something new'])
})
