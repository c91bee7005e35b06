import { expect, test } from 'vitest'
import type { User } from '#domains/identity/schema.ts'
import type { Asking } from '#web/pages.ts'
import { changeableBy, reviewFilters } from './changeable.ts'
import { toQuery } from './view.ts'

const asking = (...permissions: string[]) =>
  ({ user: { id: 'me' } as User, membership: { permissions } as Asking['membership'] }) as const

test.each([
  {
    who: 'who manages documents has all of them to review',
    permissions: ['documents.edit', 'documents.manage'],
    by: {},
  },
  {
    who: 'who edits documents has their own uploads to review',
    permissions: ['documents.edit'],
    by: { uploaded_by: 'me' },
  },
  { who: 'who only reads documents has none to review', permissions: ['documents.read'], by: null },
])('a member $who', ({ permissions, by }) => expect(changeableBy(asking(...permissions))).toEqual(by))

test('what waits for review is counted by the filters of its tab, so that the tab lists as many as it says', () => {
  const filters = reviewFilters(changeableBy(asking('documents.edit')))
  expect(filters).toEqual({ uploaded_by: 'me', needs_review: 'true' })
  expect(toQuery(filters)).toEqual(filters)
})
