import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'

const before = {
  title: 'Deed',
  tags: ['a', 'b'],
  custom: { lot: 4, block: { n: 1 } },
  team: null as string | null,
}
const FIELDS = ['title', 'tags', 'custom', 'team'] as const

test('a change tells what was and what is, of the fields that differ', () => {
  expect(changesOf(before, { ...before, title: 'Deed of trust', team: 't' }, FIELDS)).toEqual({
    title: { from: 'Deed', to: 'Deed of trust' },
    team: { from: null, to: 't' },
  })
})

test('the same values in another order of names are no change; in another order of a list they are', () => {
  expect(changesOf(before, { ...before, custom: { block: { n: 1 }, lot: 4 } }, FIELDS)).toEqual({})
  expect(changesOf(before, { ...before, tags: ['b', 'a'] }, FIELDS)).toHaveProperty('tags')
})
