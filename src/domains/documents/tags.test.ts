import { beforeAll, describe, expect, test } from 'vitest'
import { CATEGORIES } from '#domains/documents/rules/categories.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson

beforeAll(async () => {
  ;({ agent } = await openOffice(app))
})

const document = async (id: string) => (await app.send(agent, 'GET', `/documents/${id}`)).body
const found = async (q: string) =>
  (await app.send(agent, 'GET', `/documents?q=${encodeURIComponent(q)}`)).body.items.map(
    (one: { id: string }) => one.id,
  )

describe('tags', () => {
  test('are people’s: reading gives none, and the document is found by the names of its type and category', async () => {
    const id = await uploaded(agent, {}, 'RESIDENTIAL PURCHASE AGREEMENT. The price is $450,000.00.')
    const before = await document(id)
    expect(before).toMatchObject({ tags: [], document_type: 'contract', category: 'purchase_agreement' })
    expect(await found('contract purchase agreement')).toEqual([id])
    await app.send(
      agent,
      'PATCH',
      `/documents/${id}`,
      { document_type: 'appraisal', category: 'valuation' },
      { 'if-match': `"${before.version}"` },
    )
    expect(await found('valuation')).toEqual([id])
    expect(await found('contract valuation')).toEqual([])
  })
})

describe('the tags that reading wrote in the past', () => {
  const cases: [written: string[], kept: string[]][] = [
    [['contract', 'purchase_agreement'], []],
    [['contract', 'purchase_agreement', 'scanned', '2025'], []],
    [
      ['other', 'invoice', '2024', 'rush', '2019'],
      ['rush', '2019'],
    ],
    [['contract'], ['contract']],
    [
      ['purchase_agreement', 'contract'],
      ['purchase_agreement', 'contract'],
    ],
    [
      ['contract', 'invoice'],
      ['contract', 'invoice'],
    ],
    [
      ['2025', 'scanned'],
      ['2025', 'scanned'],
    ],
    [
      ['rush', 'contract', 'purchase_agreement'],
      ['rush', 'contract', 'purchase_agreement'],
    ],
    [['addendum'], ['addendum']],
  ]

  test('are taken away where they can be told from a person’s, and nobody has edited the document', async () => {
    const ids: string[] = []
    for (const [written] of cases) {
      const id = await uploaded(agent, { tags: JSON.stringify(written) }, `Sheet ${ids.length}`)
      ids.push(id)
    }
    const read = await uploaded(agent, { tags: '["addendum", "rush"]' }, 'An addendum')
    await app.query(`insert into events (organization_id, name, subject_type, subject_id, payload)
      values ('${agent.organization_id}', 'documents.understood', 'document', '${read}', '{"document_type": "addendum"}')`)
    const before = await Promise.all(ids.map(document))
    await app.asOwner('set role deedline_worker', 'call forget_tags_of_reading()')
    const after = await Promise.all(ids.map(document))
    expect(after.map(({ tags }) => tags)).toEqual(cases.map(([, kept]) => kept))
    const state = ({ version, updated_at }: { version: number; updated_at: string }) => [version, updated_at]
    expect(after.map(state)).toEqual(before.map(state))
    expect((await document(read)).tags).toEqual(['rush'])
  })

  test('are those of all types with their categories', async () => {
    for (const [type, categories] of Object.entries(CATEGORIES))
      for (const category of Object.keys(categories).filter((one) => one !== type))
        expect(
          await app.query(`select tags_of_people(array['${type}', '${category}', 'mine'], '{}') as kept`),
        ).toEqual([{ kept: ['mine'] }])
  })
})
