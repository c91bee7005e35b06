import { describe, expect, test } from 'vitest'
import { itemFor } from './filling.ts'

const item = (id: string, document_type: string | null, document_category: string | null = null) => ({
  ...{ id, document_type, document_category },
})
const LEAD = item('lead', 'disclosure', 'lead_based_paint')
const HOA = item('hoa', 'disclosure', 'hoa_disclosure')
const ANY = item('any', 'disclosure')
const DEED = item('deed', 'deed')
const BY_HAND = item('hand', null)

describe('a document fills', () => {
  test.each([
    ['the item of its category', 'disclosure', 'lead_based_paint', [LEAD, HOA, ANY], 'lead'],
    ['the item of its type where none names its category', 'disclosure', 'advisory', [LEAD, ANY], 'any'],
    ['nothing that names another category', 'disclosure', 'advisory', [LEAD, HOA], undefined],
    ['nothing where two could be meant', 'deed', 'grant_deed', [DEED, item('other', 'deed')], undefined],
    ['nothing of another type', 'title', null, [LEAD, DEED], undefined],
    ['nothing that only people fill', 'deed', null, [BY_HAND], undefined],
    ['nothing as long as it is not known what it is', null, null, [DEED, BY_HAND], undefined],
  ])('%s', (_, document_type, category, items, expected) => {
    expect(itemFor({ document_type, category }, items)?.id).toBe(expected)
  })
})
