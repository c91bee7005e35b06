import { expect, test } from 'vitest'
import type { AskedDocument } from '#domains/documents/requests/schema.ts'
import { hasNews } from './news.ts'

const file = (created_at: string): AskedDocument['received'][number] => ({
  filename: 'deed.pdf',
  file_size: 1000,
  item_id: null,
  created_at,
  checking: false,
  problem: null,
})
const asked = (submitted_at: string | null, ...received: AskedDocument['received']) =>
  ({ submitted_at, received }) as AskedDocument
const [MORNING, NOON, EVENING] = ['2026-11-30T08:00:00Z', '2026-11-30T12:00:00Z', '2026-11-30T18:00:00Z']

test.each([
  ['what was never sent', asked(null, file(MORNING)), '', true],
  ['nothing new since it was sent', asked(NOON, file(MORNING)), ' ', false],
  ['a file that came since', asked(NOON, file(MORNING), file(EVENING)), '', true],
  ['a note', asked(NOON, file(MORNING)), 'The deed follows.', true],
])('a client with %s can send: %#', (_, asked, note, expected) => {
  expect(hasNews(asked, note)).toBe(expected)
})
