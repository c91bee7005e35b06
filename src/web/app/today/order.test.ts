import { expect, test } from 'vitest'
import type { Need, Tone } from '#web/pages.ts'
import { inOrder } from './order.ts'

const need = (key: string, tone: Tone, at: string, title = key): Need => ({
  key,
  at,
  state: { label: tone, tone },
  title,
  to: '/',
})

test('what is late comes first, then what waits longest', () => {
  const needs = [
    need('a', 'waiting', '2026-11-01'),
    need('b', 'soon', '2026-11-03'),
    need('c', 'late', '2026-11-05'),
    need('d', 'soon', '2026-11-02'),
  ]
  expect(inOrder(needs).map(({ key }) => key)).toEqual(['c', 'd', 'b', 'a'])
})

test('the same thing, said by two domains, is listed once, as the first says it', () => {
  const needs = [need('x', 'soon', '2026-11-01', 'first'), need('x', 'waiting', '2026-11-02', 'second')]
  expect(inOrder(needs).map(({ title }) => title)).toEqual(['first'])
})
