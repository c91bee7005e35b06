import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DealFacts, judge, type Predicate } from '#domains/transactions/rules/requirements.ts'
import { comparisonsOf, type Group, predicateOf, treeOf } from './tree.ts'

const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  fc.constantFrom('CA', 'TX').map((is) => ({ fact: 'state' as const, is })),
  fc.boolean().map((is) => ({ fact: 'hoa' as const, is })),
  fc.integer({ min: 1970, max: 1990 }).map((below) => ({ fact: 'year_built' as const, below })),
  fc.constant<Predicate>({ fact: 'financing', in: ['fha', 'va'] }),
)
const { tree } = fc.letrec<{ tree: Predicate }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}))
const facts: fc.Arbitrary<DealFacts> = fc.record({
  state: fc.constantFrom('CA', 'TX', 'NY'),
  hoa: fc.boolean(),
  year_built: fc.integer({ min: 1965, max: 1995 }),
  financing: fc.constantFrom('cash', 'fha', 'va'),
})

describe('the conditions of a rule', () => {
  test('mean the same after they were opened in the editor and saved', () => {
    fc.assert(
      fc.property(tree, facts, (predicate, known) => {
        expect(judge(predicateOf(treeOf(predicate)), known).holds).toBe(judge(predicate, known).holds)
      }),
    )
  })

  test('that are not filled in yet are left out, and an empty group asks for nothing', () => {
    const group: Group = {
      ...{ key: 'a', match: 'any' },
      parts: [
        { key: 'b', fact: 'state', comparison: 'is', values: [] },
        { key: 'c', match: 'any', parts: [] },
      ],
    }
    expect(predicateOf(group)).toEqual({ all: [] })
  })

  test('that exclude a value stay readable: is not, and none of', () => {
    const shown = treeOf({
      not: {
        any: [
          { fact: 'state', is: 'CA' },
          { fact: 'side', in: ['both'] },
        ],
      },
    })
    expect(shown).toMatchObject({
      match: 'all',
      parts: [
        { fact: 'state', comparison: 'is_not', values: ['CA'] },
        { fact: 'side', comparison: 'not_in', values: ['both'] },
      ],
    })
  })

  test('compare each fact only as its kind can be', () => {
    expect(comparisonsOf('year_built')).toContain('below')
    expect(comparisonsOf('hoa')).toEqual(['is'])
    expect(comparisonsOf('state')).not.toContain('below')
  })
})
