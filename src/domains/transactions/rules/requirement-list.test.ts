import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeList, type KnownItem, type ListRule } from './requirement-list.ts'
import type { DealFacts } from './requirements.ts'

const rule = (id: string, more: Partial<ListRule> = {}): ListRule => ({
  ...{ id, name: `Rule ${id}`, requirement: 'required', when: { fact: 'hoa', is: true } },
  ...{ reason: 'Why', citation: null, position: 0, document_type: null, document_category: null },
  ...more,
})
const known = (rules: ListRule[], facts: DealFacts, touched = false): KnownItem[] =>
  changeList(rules, facts, []).save.map((item) => ({ ...item, id: `item ${item.rule_id}`, touched }))

describe('the list of a deal', () => {
  test('gets what applies, and what might', () => {
    const rules = [rule('a'), rule('b', { when: { fact: 'year_built', below: 1978 } })]
    const { save, drop } = changeList(rules, { hoa: true }, [])
    expect(save.map(({ rule_id, missing }) => [rule_id, missing])).toEqual([
      ['a', []],
      ['b', ['year_built']],
    ])
    expect(drop).toEqual([])
  })

  test('loses what applies no longer, and keeps what somebody did something for', () => {
    const rules = [rule('a')]
    expect(changeList(rules, { hoa: false }, known(rules, { hoa: true }))).toEqual({
      ...{ save: [], drop: ['item a'] },
    })
    const { save, drop } = changeList(rules, { hoa: false }, known(rules, { hoa: true }, true))
    expect(save).toMatchObject([{ rule_id: 'a', requirement: 'not_applicable', missing: [] }])
    expect(drop).toEqual([])
  })

  test('loses what no rule asks for anymore', () => {
    const before = known([rule('a')], { hoa: true })
    expect(changeList([], { hoa: true }, before).drop).toEqual(['item a'])
    const touched = before.map((item) => ({ ...item, touched: true }))
    expect(changeList([], { hoa: true }, touched).save).toMatchObject([
      {
        name: 'Rule a',
        requirement: 'not_applicable',
        reason: 'The rule that asked for it isn’t in force anymore',
      },
    ])
  })

  test('follows each change of a rule', () => {
    const before = known([rule('a')], { hoa: true })
    for (const change of [
      { name: 'Other' },
      { requirement: 'optional' as const },
      { reason: 'Other' },
      { citation: 'Law' },
      { position: 3 },
      { document_type: 'deed' },
    ])
      expect(changeList([rule('a', change)], { hoa: true }, before).save).toHaveLength(1)
  })

  test('is left alone by a second run, whatever is known of the deal', () => {
    const rules = [
      rule('a'),
      rule('b', { when: { fact: 'state', in: ['CA', 'TX'] } }),
      rule('c', { when: { not: { fact: 'year_built', at_least: 1978 } }, requirement: 'optional' }),
    ]
    const facts = fc.record(
      {
        hoa: fc.boolean(),
        state: fc.constantFrom('CA', 'NY'),
        year_built: fc.integer({ min: 1960, max: 2000 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(facts, facts, fc.boolean(), (first, second, touched) => {
        const items = known(rules, first, touched)
        const { save, drop } = changeList(rules, second, items)
        const changed = new Map(save.map((item) => [item.rule_id, item]))
        const after = [
          ...items
            .filter(({ id }) => !drop.includes(id))
            .map((item) => ({ ...item, ...changed.get(item.rule_id) })),
          ...save
            .filter(({ rule_id }) => !items.some((item) => item.rule_id === rule_id))
            .map((item) => ({ ...item, id: `item ${item.rule_id}`, touched })),
        ]
        expect(changeList(rules, second, after)).toEqual({ save: [], drop: [] })
      }),
    )
  })
})
